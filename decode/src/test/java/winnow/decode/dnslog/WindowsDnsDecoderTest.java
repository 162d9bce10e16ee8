// SPDX-License-Identifier: Apache-2.0
package winnow.decode.dnslog;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import winnow.decode.Collected;
import winnow.decode.DecodeOptions;
import winnow.decode.RejectReason;
import winnow.decode.SkipReason;
import winnow.schema.DnsRecord;
import winnow.schema.Endpoint;
import winnow.schema.IpAddress;

class WindowsDnsDecoderTest {
  private static final String LOG =
      """
      DNS Server log file creation at 3/2/2026 9:59:00 AM
      Log file wrap at 3/2/2026 9:59:00 AM

      Message logging key (for packets - other items use a subset of these fields):
      \tField #  Information         Values
      \t-------  -----------         ------
      \t   1     Date

      3/2/2026 10:00:00 PM 0BE4 PACKET  000000149B80B390 UDP Rcv 192.0.2.1       ccfb   Q [0001   D   NOERROR] A      (3)www(7)example(3)com(0)
      UDP question info at 000000149B80B390
        Socket = 332
        Remote addr 192.0.2.1, port 53123
          Name      "(3)www(7)example(3)com(0)"

      3/2/2026 10:00:00 PM 0BE4 PACKET  000000149B80B391 UDP Snd 198.51.100.1    0a01   Q [0000       NOERROR] A      (3)www(7)example(3)com(0)
      3/2/2026 10:00:00 PM 0BE4 PACKET  000000149B80B391 UDP Rcv 198.51.100.1    0a01 R Q [0080       NOERROR] A      (3)www(7)example(3)com(0)
      3/2/2026 10:00:01 PM 0BE4 PACKET  000000149B80B390 UDP Snd 192.0.2.1       ccfb R Q [8385 A DR NXDOMAIN] A      (3)www(7)example(3)com(0)
      3/2/2026 10:00:02 PM 0BE4 PACKET  000000149B80B390 TCP Snd 2001:db8::7     0001 R Q [8081   DR  NOERROR] SOA    (0)
      """;

  @Test
  void aQueryOfAClientAndItsResponseAreOneRecord() {
    Collected collected = collect(LOG, null);

    assertThat(collected.rejections).isEmpty();
    assertThat(collected.skipped)
        .isEqualTo(Map.of(SkipReason.OTHER_LINE, 12L, SkipReason.EMPTY, 3L));
    DnsRecord dns = collected.dns().getFirst();
    assertThat(dns)
        .isEqualTo(
            new DnsRecord(
                dns.observer(),
                micros("2026-03-02T22:00:00Z"),
                new Endpoint(IpAddress.parse("192.0.2.1"), 0),
                null,
                17,
                0xccfb,
                new DnsRecord.Question("www.example.com", null, 1, 0, true, null, null),
                true,
                null,
                new DnsRecord.Response(3, 0x8583, null, null, java.util.List.of(), null, null),
                null,
                null));
    DnsRecord alone = collected.dns().get(1);
    assertThat(alone.querySeen()).isFalse();
    assertThat(alone.protocol()).isEqualTo(6);
    assertThat(alone.question().name()).isEqualTo(".");
    assertThat(collected.dns()).hasSize(2);
  }

  @ParameterizedTest
  @CsvSource({
    "3/2/2026 10:00:00 PM, , 2026-03-02T22:00:00Z",
    "3/2/2026 12:00:00 AM, , 2026-03-02T00:00:00Z",
    "13/2/2026 10:00:00 PM, , 2026-02-13T22:00:00Z",
    "03/02/2026 22:00:00, , 2026-02-03T22:00:00Z",
    "03/02/2026 22:00:00, 2026-03-02T23:00:00Z, 2026-03-02T22:00:00Z",
    "3/2/2026 10:00:00 AM, 2026-02-04T00:00:00Z, 2026-02-03T10:00:00Z",
    "02/14/2026 22:00:00, , 2026-02-14T22:00:00Z",
    "02.03.2026 22:00:00, , 2026-03-02T22:00:00Z",
    "02-03-2026 22:00:00, , 2026-03-02T22:00:00Z",
    "2026-03-02 22:00:00, , 2026-03-02T22:00:00Z",
    "2026/03/02 22:00:00, , 2026-03-02T22:00:00Z",
    "2/03/26 9:00:00, , 2026-03-02T09:00:00Z",
    "20260302 22:00:00, , 2026-03-02T22:00:00Z",
  })
  void datesAreReadAsTheLocaleWritesThem(String time, @Nullable String written, String expected) {
    String line =
        time + " 0BE4 PACKET  UDP Rcv 192.0.2.1 ccfb   Q [0001   D   NOERROR] A      (1)a(0)";
    Instant writtenAt = written == null ? null : Instant.parse(written);

    assertThat(WindowsDnsDecoder.recognizes(line)).isTrue();
    assertThat(collect(line + "\n", writtenAt).dns())
        .extracting(DnsRecord::eventTimeMicros)
        .containsExactly(micros(expected));
  }

  @Test
  void aLaterDateTellsTheOrderOfDayAndMonthForAllOfTheLog() {
    String line =
        "%s 22:00:00 0BE4 PACKET  UDP Rcv 192.0.2.1 ccfb   Q [0001   D   NOERROR] A   (1)a(0)\n";

    assertThat(collect(line.formatted("03/12/2026") + line.formatted("03/13/2026"), null).dns())
        .extracting(DnsRecord::eventTimeMicros)
        .containsExactly(micros("2026-03-12T22:00:00Z"), micros("2026-03-13T22:00:00Z"));
  }

  @Test
  void badPacketsAreRejected() {
    String line =
        "3/2/2026 10:00:00 PM 0BE4 PACKET  1 UDP Rcv 192.0.2.1 ccfb   Q [0001   D   NOERROR] A   (1)a(0)\n";
    Collected collected =
        collect(
            line.replace("192.0.2.1", "192.0.2")
                + line.replace("ccfb", "ccfbg")
                + line.replace("(1)a(0)", "(1)a")
                + line.replace("3/2/2026", "3/32/2026")
                + line.replace("Rcv", "Got")
                + line.replace("(1)a(0)", "((0)")
                + line.replace("(1)a(0)", "()a(0)"),
            null);

    assertThat(collected.records).isEmpty();
    assertThat(collected.reasons())
        .containsExactly(
            RejectReason.BAD_ADDRESS,
            RejectReason.BAD_NUMBER,
            RejectReason.FIELD_COUNT,
            RejectReason.BAD_TIME,
            RejectReason.MALFORMED,
            RejectReason.MALFORMED,
            RejectReason.MALFORMED);
  }

  @Test
  void anInputCutAnywhereIsRead() {
    for (int length = 0; length < LOG.length(); length++) {
      assertThat(collect(LOG.substring(0, length), null).records.size()).isLessThanOrEqualTo(2);
    }
  }

  private static Collected collect(String log, @Nullable Instant writtenAt) {
    DecodeOptions options = new DecodeOptions("dns.log", ZoneOffset.UTC, null, writtenAt);
    return Collected.from(new WindowsDnsDecoder(options), log);
  }

  private static long micros(String time) {
    return Instant.parse(time).toEpochMilli() * 1_000;
  }
}
