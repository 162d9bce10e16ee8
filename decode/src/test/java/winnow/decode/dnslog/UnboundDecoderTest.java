// SPDX-License-Identifier: Apache-2.0
package winnow.decode.dnslog;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import winnow.decode.Collected;
import winnow.decode.DecodeOptions;
import winnow.decode.SkipReason;
import winnow.schema.DnsRecord;
import winnow.schema.Endpoint;
import winnow.schema.IpAddress;

class UnboundDecoderTest {
  private static final DecodeOptions OPTIONS =
      new DecodeOptions("unbound.log", ZoneOffset.UTC, null, Instant.parse("2026-03-03T00:00:00Z"));
  private static final String QUERY =
      "[1772445600] unbound[7:0] query: 192.0.2.1 a.example. A IN\n";
  private static final String REPLY =
      "[1772445601] unbound[7:0] reply: 192.0.2.1 a.example. A IN NXDOMAIN 0.012345 0 98\n";

  @Test
  void aQueryAndItsReplyAreOneRecord() {
    List<DnsRecord> dns = read(QUERY + REPLY);

    assertThat(dns)
        .containsExactly(
            new DnsRecord(
                dns.getFirst().observer(),
                1_772_445_600_000_000L,
                new Endpoint(IpAddress.parse("192.0.2.1"), 0),
                null,
                null,
                null,
                new DnsRecord.Question("a.example", 1, 1, 0, null, null, null),
                true,
                null,
                new DnsRecord.Response(3, null, 12_345L, 98L, List.of(), null, null),
                null,
                null));
  }

  @Test
  void equalQueriesGetTheirRepliesInTurnAndOthersNone() {
    List<DnsRecord> dns =
        read(QUERY + QUERY + QUERY.replace("a.example", "b.example") + REPLY + REPLY + REPLY);

    assertThat(dns).hasSize(4);
    assertThat(dns).extracting(d -> d.response() != null).containsExactly(true, true, true, false);
    assertThat(dns.get(2).eventTimeMicros()).isEqualTo(1_772_445_601_000_000L);
    assertThat(dns.get(3).question().name()).isEqualTo("b.example");
  }

  @Test
  void theServersAddressAndTransportAreReadWhereTheyAreLogged() {
    DnsRecord dns = read(REPLY.replace(" 98", " 98 on tcp 198.51.100.53 53")).getFirst();

    assertThat(dns.server()).isEqualTo(new Endpoint(IpAddress.parse("198.51.100.53"), 53));
    assertThat(dns.protocol()).isEqualTo(6);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "[1772445601] unbound[7:0] info: 192.0.2.1 a.example. A IN NXDOMAIN 0.012345 0 98",
        "Mar  2 10:00:01 unbound[7:0] info: 192.0.2.1 a.example. A IN NXDOMAIN 0.012345 0 98",
        "Mar  2 10:00:01 ns1 unbound: [7:0] info: 192.0.2.1 a.example. A IN NXDOMAIN 0.012345 0 98",
        "Mar  2 10:00:01 ns1 unbound[7]: [7:0] reply: 192.0.2.1 a.example. A IN NXDOMAIN 0.012345 0 98",
        "2026-03-02T10:00:01.000+00:00 unbound[7:0] info: 192.0.2.1 a.example. A IN NXDOMAIN 0.012345 0 98",
        "2026-03-02T10:00:01Z ns1 unbound[7]: [7:0] info: 192.0.2.1 a.example. A IN NXDOMAIN 0.012345 0 98",
      })
  void readsEveryKindOfTime(String line) {
    DnsRecord dns = read(line + "\n").getFirst();

    assertThat(UnboundDecoder.recognizes(line)).isTrue();
    assertThat(dns.eventTimeMicros()).isEqualTo(1_772_445_601_000_000L);
    assertThat(dns.observer().exporter()).isEqualTo(line.contains("ns1") ? "ns1" : null);
  }

  @Test
  void otherLinesAreSkipped() {
    Collected collected =
        Collected.from(
            new UnboundDecoder(OPTIONS),
            """
            [1772445600] unbound[7:0] notice: init module 0: validator
            [1772445600] unbound[7:0] info: start of service (unbound 1.19.1).
            [1772445600] unbound[7:0] info: resolving a.example. A IN
            [1772445600] unbound[7:0] info: response for a.example. A IN
            [1772445600] unbound[7:0] info: server stats for thread 0: 2 queries
            [1772445600] unbound[7:0] info:    0.000000    0.000001 20
            """);

    assertThat(collected.records).isEmpty();
    assertThat(collected.rejections).isEmpty();
    assertThat(collected.skipped).isEqualTo(Map.of(SkipReason.OTHER_LINE, 6L));
  }

  @Test
  void aLastLineCutAnywhereIsNoWrongRecord() {
    for (int length = 1; length < REPLY.length(); length++) {
      Collected collected =
          Collected.from(new UnboundDecoder(OPTIONS), REPLY + REPLY.substring(0, length));
      assertThat(collected.dns().getFirst()).isEqualTo(read(REPLY).getFirst());
      assertThat(collected.rejections.size() + collected.records.size()).isLessThanOrEqualTo(2);
    }
  }

  @Test
  void waitingQueriesAreBoundedInTimeAndNumber() {
    StringBuilder log = new StringBuilder();
    for (int i = 0; i < OpenQueries.MAX_OPEN + 100; i++) {
      log.append(QUERY.replace("a.example", i + ".example"));
    }
    Collected collected = Collected.from(new UnboundDecoder(OPTIONS), log.toString());
    assertThat(collected.records).hasSize(OpenQueries.MAX_OPEN + 100);

    List<DnsRecord> late =
        read(QUERY + QUERY.replace("1772445600", "1772445700") + REPLY.replace("601", "701"));
    assertThat(late).extracting(d -> d.response() != null).containsExactly(false, true);
  }

  private static List<DnsRecord> read(String log) {
    Collected collected = Collected.from(new UnboundDecoder(OPTIONS), log);
    assertThat(collected.rejections).isEmpty();
    return collected.dns();
  }
}
