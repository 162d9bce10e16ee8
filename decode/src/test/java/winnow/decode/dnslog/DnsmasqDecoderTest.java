// SPDX-License-Identifier: Apache-2.0
package winnow.decode.dnslog;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import winnow.decode.Collected;
import winnow.decode.DecodeOptions;
import winnow.decode.RejectReason;
import winnow.decode.Rejection;
import winnow.decode.SkipReason;
import winnow.schema.DnsRecord;
import winnow.schema.Endpoint;
import winnow.schema.IpAddress;
import winnow.schema.ResourceRecord;

class DnsmasqDecoderTest {
  private static final DecodeOptions OPTIONS =
      new DecodeOptions("dnsmasq.log", ZoneOffset.UTC, null, Instant.parse("2026-03-03T00:00:00Z"));

  @Test
  void linesOfATransactionAreOneRecord() {
    Collected collected =
        collect(
            """
            query[A] www.example.com from 192.0.2.1
            query[AAAA] www.example.com from 192.0.2.1
            forwarded www.example.com to 198.51.100.1
            forwarded www.example.com to 198.51.100.1
            reply www.example.com is <CNAME>
            reply cdn.example.net is 203.0.113.7
            reply cdn.example.net is 203.0.113.8
            reply www.example.com is <CNAME>
            reply cdn.example.net is NODATA-IPv6
            query[A] nowhere.example from 192.0.2.9
            cached nowhere.example is NXDOMAIN
            """);

    assertThat(collected.dns()).hasSize(3);
    DnsRecord first = collected.dns().getFirst();
    assertThat(first.eventTimeMicros())
        .isEqualTo(Instant.parse("2026-03-02T10:00:00Z").getEpochSecond() * 1_000_000);
    assertThat(first.observer().exporter()).isEqualTo("router");
    assertThat(first.client()).isEqualTo(new Endpoint(IpAddress.parse("192.0.2.1"), 0));
    assertThat(first.server()).isNull();
    assertThat(first.question().qtype()).isEqualTo(1);
    assertThat(answers(first))
        .containsExactly(
            new ResourceRecord("cdn.example.net", 5, -1),
            new ResourceRecord("203.0.113.7", 1, -1),
            new ResourceRecord("203.0.113.8", 1, -1));
    assertThat(collected.dns().get(1).question().qtype()).isEqualTo(28);
    assertThat(answers(collected.dns().get(1)))
        .containsExactly(new ResourceRecord("cdn.example.net", 5, -1));
    assertThat(rcode(collected.dns().get(2))).isEqualTo(3);
    assertThat(collected.skipped).isEqualTo(Map.of(SkipReason.OTHER_LINE, 2L));
  }

  @Test
  void serialNumbersJoinLinesThatAreApart() {
    Collected collected =
        collect(
            """
            1 192.0.2.1/41001 query[A] a.example from 192.0.2.1
            2 192.0.2.2/41002 query[A] a.example from 192.0.2.2
            1 192.0.2.1/41001 forwarded a.example to 198.51.100.1
            2 192.0.2.2/41002 reply error is SERVFAIL
            1 192.0.2.1/41001 reply a.example is 203.0.113.1
            3 2001:db8::1/41003 query[HTTPS] a.example from 2001:db8::1
            """);

    assertThat(collected.dns())
        .extracting(d -> d.client().address() + " " + d.client().port())
        .containsExactly("192.0.2.2 41002", "192.0.2.1 41001", "2001:db8::1 41003");
    assertThat(rcode(collected.dns().get(0))).isEqualTo(2);
    assertThat(answers(collected.dns().get(1)))
        .containsExactly(new ResourceRecord("203.0.113.1", 1, -1));
    assertThat(collected.dns().get(2).response()).isNull();
    assertThat(collected.dns().get(2).question().qtype()).isEqualTo(65);
  }

  @ParameterizedTest
  @CsvSource({
    "A, reply x.example is 203.0.113.1, 0",
    "A, cached x.example is 203.0.113.1, 0",
    "A, cached-stale x.example is 203.0.113.1, 0",
    "A, /etc/hosts x.example is 203.0.113.1, 0",
    "A, config x.example is 203.0.113.1, 0",
    "A, DHCP x.example is 203.0.113.1, 0",
    "A, gravity blocked x.example is 0.0.0.0, 0",
    "A, exactly denied x.example is 0.0.0.0, 0",
    "A, regex denied x.example is 0.0.0.0, 0",
    "AAAA, config x.example is NODATA, 0",
    "A, special domain x.example is NXDOMAIN, 3",
    "A, reply x.example is NXDOMAIN (EDE: no reachable authority), 3",
    "TXT, reply x.example is <TXT>, 0",
    "type=65, reply x.example is NODATA, 0",
  })
  void everySourceOfAnAnswerIsUnderstood(String type, String answer, int rcode) {
    Collected collected =
        collect("query[%s] x.example from 192.0.2.1\n%s\n".formatted(type, answer));

    assertThat(collected.dns()).hasSize(1);
    assertThat(rcode(collected.dns().getFirst())).isEqualTo(rcode);
  }

  @ParameterizedTest
  @CsvSource({
    "192.0.2.77, 77.2.0.192.in-addr.arpa",
    "2001:db8::1, 1.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.8.b.d.0.1.0.0.2.ip6.arpa",
  })
  void theNameOfAnAddressIsTheAnswerToItsReverseName(String address, String reverse) {
    DnsRecord dns =
        collect(
                "query[PTR] %s from 192.0.2.1\nreply %s is host.example\n"
                    .formatted(reverse, address))
            .dns()
            .getFirst();

    assertThat(answers(dns)).containsExactly(new ResourceRecord("host.example", 12, -1));
  }

  @Test
  void aTimeWithoutYearIsTheLatestBeforeTheLogWasWritten() {
    String log = "Mar  2 10:00:00 dnsmasq[7]: query[A] x from 192.0.2.1\n";

    assertThat(year("dnsmasq.log", "2026-03-02T10:00:01Z", log)).isEqualTo(2026);
    assertThat(year("dnsmasq.log", "2026-03-01T23:00:00Z", log)).isEqualTo(2026);
    assertThat(year("dnsmasq.log", "2026-02-27T10:00:01Z", log)).isEqualTo(2025);
    assertThat(year("dnsmasq.log-20240305.gz", "2026-03-02T10:00:01Z", log)).isEqualTo(2024);
    assertThat(year("x-2024-01-05", "2026-03-02T10:00:01Z", log)).isEqualTo(2023);
    assertThat(year("x", "2026-03-02T10:00:01Z", log.replace("Mar  2", "Feb 29"))).isEqualTo(2024);
  }

  @Test
  void aTimeWithoutYearOfALogOfUnknownAgeIsRejected() {
    Collected collected =
        Collected.from(
            new DnsmasqDecoder(DecodeOptions.named("x")),
            "Mar  2 10:00:00 dnsmasq[7]: query[A] x from 192.0.2.1\n");

    assertThat(collected.reasons()).containsExactly(RejectReason.BAD_TIME);
    assertThat(collected.rejections.getFirst().detail())
        .isEqualTo(
            "line 1: \"Mar  2 10:00:00\" has no year, and when the input was written is not known");
  }

  @Test
  void otherProgramsAndOtherLinesAreSkipped() {
    Collected collected =
        Collected.from(
            new DnsmasqDecoder(OPTIONS),
            """
            Mar  2 10:00:00 router kernel: eth0 up
            Mar  2 10:00:00 router dnsmasq-dhcp[8]: DHCPACK(br0) 192.0.2.1 00:00:5e:00:53:01 host
            Mar  2 10:00:00 router dnsmasq[7]: using nameserver 198.51.100.1#53
            Mar  2 10:00:00 router dnsmasq[7]: reply nobody.asked is 203.0.113.1
            Mar  2 10:00:00 router dnsmasq[7]: query[A] x from
            """);

    assertThat(collected.records).isEmpty();
    assertThat(collected.skipped).isEqualTo(Map.of(SkipReason.OTHER_LINE, 4L));
    assertThat(collected.reasons()).containsExactly(RejectReason.FIELD_COUNT);
  }

  private static int year(String name, String writtenAt, String log) {
    DecodeOptions options = new DecodeOptions(name, ZoneOffset.UTC, null, Instant.parse(writtenAt));
    DnsRecord dns = Collected.from(new DnsmasqDecoder(options), log).dns().getFirst();
    return Instant.ofEpochSecond(dns.eventTimeMicros() / 1_000_000)
        .atZone(ZoneId.of("UTC"))
        .getYear();
  }

  private static Collected collect(String bodies) {
    StringBuilder log = new StringBuilder();
    bodies
        .lines()
        .forEach(
            body -> log.append("Mar  2 10:00:00 router dnsmasq[7]: ").append(body).append('\n'));
    Collected collected = Collected.from(new DnsmasqDecoder(OPTIONS), log.toString());
    assertThat(collected.rejections).isEmpty();
    return collected;
  }

  private static int rcode(DnsRecord dns) {
    return Objects.requireNonNull(Objects.requireNonNull(dns.response()).rcode());
  }

  private static List<ResourceRecord> answers(DnsRecord dns) {
    return Objects.requireNonNull(dns.response()).answers();
  }

  @Test
  void aQueryWhoseTypeHasNoEndIsRejected() {
    String log = "Mar  2 10:00:00 dnsmasq[7]: query[ A] a.example from 192.0.2.1\n";
    Collected collected = Collected.from(new DnsmasqDecoder(OPTIONS), log);

    assertThat(collected.rejections)
        .containsExactly(
            new Rejection(
                RejectReason.FIELD_COUNT, 0, "line 1: \"query[\" does not end with \"]\""));
  }
}
