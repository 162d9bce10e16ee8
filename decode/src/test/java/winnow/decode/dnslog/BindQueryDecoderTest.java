// SPDX-License-Identifier: Apache-2.0
package winnow.decode.dnslog;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import winnow.decode.Collected;
import winnow.decode.DecodeOptions;
import winnow.decode.RejectReason;
import winnow.decode.SkipReason;
import winnow.schema.DnsRecord;
import winnow.schema.Endpoint;
import winnow.schema.IpAddress;
import winnow.schema.Observer;

class BindQueryDecoderTest {
  private static final Instant WRITTEN = Instant.parse("2026-03-03T00:00:00Z");
  private static final DecodeOptions UTC =
      new DecodeOptions("query.log", ZoneOffset.UTC, null, WRITTEN);
  private static final String LINE =
      "02-Mar-2026 10:00:00.123 queries: info: client @0x7f80 192.0.2.1#53210 (www.example.com):"
          + " query: www.example.com IN AAAA +E(0)TDK (198.51.100.53) [ECS 203.0.113.0/24/0]\n";

  @Test
  void readsEveryPartOfAQuery() {
    DnsRecord dns = read(LINE);

    assertThat(dns.eventTimeMicros()).isEqualTo(micros("2026-03-02T10:00:00.123Z"));
    assertThat(dns.observer()).isEqualTo(Observer.UNKNOWN);
    assertThat(dns.client()).isEqualTo(new Endpoint(IpAddress.parse("192.0.2.1"), 53210));
    assertThat(dns.server()).isEqualTo(new Endpoint(IpAddress.parse("198.51.100.53"), 53));
    assertThat(dns.protocol()).isEqualTo(6);
    assertThat(dns.question())
        .isEqualTo(
            new DnsRecord.Question("www.example.com", 1, 28, 0, true, null, "203.0.113.0/24"));
    assertThat(dns.querySeen()).isTrue();
    assertThat(dns.response()).isNull();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "02-Mar-2026 10:00:00.000 client 192.0.2.1#53210: query: www.example.com IN A +",
        "02-Mar-2026 10:00:00.000 client 192.0.2.1#53210: query: www.example.com IN A + (10.0.0.53)",
        "02-Mar-2026 10:00:00.000 info: client 192.0.2.1#53210: view x: query: www.example.com IN A +SEDC (10.0.0.53)",
        "02-Mar-2026 10:00:00.000 queries: client 192.0.2.1#53210 (www.example.com): query: www.example.com IN A +E (10.0.0.53)",
        "2026-03-02T10:00:00.000 client @0x7f 192.0.2.1#53210 (www.example.com): view v w: query: www.example.com IN A +E(0)K (10.0.0.53)",
        "2026-03-02T10:00:00.000Z queries: info: client @0x7f 192.0.2.1#53210 (www.example.com): query: www.example.com IN A +E(0) (10.0.0.53)",
        "2026-03-02T11:00:00.000+01:00 client @0x7f 192.0.2.1#53210 (www.example.com): query: www.example.com IN A + (10.0.0.53)",
        "02-Mar-2026 10:00:00.000 client @0x7f 192.0.2.1#53210/key k.example (www.example.com): query: www.example.com IN A +S (10.0.0.53)",
        "Mar  2 10:00:00 ns1 named[77]: client @0x7f 192.0.2.1#53210 (www.example.com): query: www.example.com IN A +E(0)K (10.0.0.53)",
        "Mar  2 2026 10:00:00 ns1 named[77]: queries: info: client 192.0.2.1#53210: query: www.example.com IN A + (10.0.0.53)",
        "<30>Mar  2 10:00:00 client named[77]: client 192.0.2.1#53210: query: www.example.com IN A + (10.0.0.53)",
        "<30>1 2026-03-02T10:00:00Z ns1 named 77 - - client 192.0.2.1#53210: query: www.example.com IN A + (10.0.0.53)",
        "2026-03-02T10:00:00.000000+00:00 ns1 named[77]: client @0x7f 192.0.2.1#53210 (www.example.com): query: www.example.com IN A + (10.0.0.53)",
      })
  void readsTheLayoutsOfAllReleases(String line) {
    DnsRecord dns = read(line + "\n");

    assertThat(BindQueryDecoder.recognizes(line)).isTrue();
    assertThat(dns.eventTimeMicros()).isEqualTo(micros("2026-03-02T10:00:00Z"));
    assertThat(dns.client()).isEqualTo(new Endpoint(IpAddress.parse("192.0.2.1"), 53210));
    assertThat(dns.question().name()).isEqualTo("www.example.com");
    assertThat(dns.question().qtype()).isEqualTo(1);
    assertThat(dns.protocol()).isEqualTo(17);
  }

  @ParameterizedTest
  @CsvSource({
    "Mar  2 10:00:00 ns1 named[7]: , ns1",
    "Mar  2 10:00:00 ns1.example named: , ns1.example",
    "2026-03-02T10:00:00Z 10.9.9.9 named[7]: queries: info: , 10.9.9.9",
    "2026-03-02 10:00:00 named[7]: ,",
    "02-Mar-2026 10:00:00.000 queries: info: ,",
  })
  void takesTheHostOfSyslogForTheExporter(String prefix, String host) {
    String prefixed = prefix.stripTrailing() + " ";
    DnsRecord dns = read(prefixed + "client ::1#1 (a): query: a IN TYPE65280 - (::1)\n");

    assertThat(dns.observer().exporter()).isEqualTo(host);
    assertThat(dns.question().qtype()).isEqualTo(65280);
    assertThat(dns.question().recursionDesired()).isFalse();
  }

  @Test
  void readsNamesAsMasterFilesHaveThem() {
    DnsRecord dns = read(LINE.replace("www.example.com IN", "a\\.b\\@c\\032\\195\\164.example IN"));

    assertThat(dns.question().name()).isEqualTo("a\\.b@c\\032\\195\\164.example");
  }

  @Test
  void localTimesAreOfTheZoneGiven() {
    DecodeOptions berlin = new DecodeOptions("x", ZoneId.of("Europe/Berlin"));
    String summer = LINE.replace("02-Mar", "02-Jul");

    assertThat(Collected.from(new BindQueryDecoder(berlin), LINE + summer).dns())
        .extracting(DnsRecord::eventTimeMicros)
        .containsExactly(micros("2026-03-02T09:00:00.123Z"), micros("2026-07-02T08:00:00.123Z"));
  }

  @Test
  void otherLinesAreSkippedAndBadOnesRejected() {
    Collected collected =
        Collected.from(
            new BindQueryDecoder(UTC),
            LINE
                + "02-Mar-2026 10:00:00.123 general: info: running\n"
                + "02-Mar-2026 10:00:00.123 security: info: client @0x1 192.0.2.1#4 (a): query (cache) 'a/A/IN' denied\n"
                + LINE.replace("192.0.2.1#", "192.0.2.#")
                + LINE.replace("#53210", "#532100")
                + LINE.replace("02-Mar", "31-Feb")
                + "\n"
                + LINE);

    assertThat(collected.records).hasSize(2);
    assertThat(collected.skipped)
        .isEqualTo(Map.of(SkipReason.OTHER_LINE, 2L, SkipReason.EMPTY, 1L));
    assertThat(collected.reasons())
        .containsExactly(RejectReason.BAD_ADDRESS, RejectReason.BAD_NUMBER, RejectReason.BAD_TIME);
    assertThat(collected.rejections.getFirst().detail())
        .isEqualTo("line 4: \"192.0.2.\" is not an IP address");
  }

  @Test
  void aLastLineCutAnywhereIsNeverAWrongRecord() {
    for (int length = 1; length < LINE.length(); length++) {
      Collected collected =
          Collected.from(new BindQueryDecoder(UTC), LINE + LINE.substring(0, length));
      assertThat(collected.dns().getFirst()).isEqualTo(read(LINE));
      assertThat(collected.reasons())
          .allMatch(reason -> reason == RejectReason.TRUNCATED || reason == RejectReason.MALFORMED);
    }
  }

  private static DnsRecord read(String line) {
    Collected collected = Collected.from(new BindQueryDecoder(UTC), line);
    assertThat(collected.rejections).isEmpty();
    return collected.dns().getFirst();
  }

  private static long micros(String time) {
    return Instant.parse(time).toEpochMilli() * 1_000;
  }
}
