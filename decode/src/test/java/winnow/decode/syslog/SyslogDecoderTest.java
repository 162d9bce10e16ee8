// SPDX-License-Identifier: Apache-2.0
package winnow.decode.syslog;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import winnow.decode.ByteWriter;
import winnow.decode.DecodeSink;
import winnow.decode.RejectReason;
import winnow.decode.Rejection;
import winnow.decode.SkipReason;
import winnow.schema.DnsRecord;
import winnow.schema.HttpRecord;
import winnow.schema.IpAddress;
import winnow.schema.TelemetryRecord;

class SyslogDecoderTest {
  private static final Instant RECEIVED = Instant.parse("2026-03-02T10:00:09Z");
  private static final IpAddress GATEWAY = IpAddress.parse("192.0.2.200");
  private static final String SQUID =
      "1772445600.049    106 192.0.2.%d TCP_MISS/200 19763 GET http://www.example.com/%d -"
          + " HIER_DIRECT/203.0.113.7 text/html";

  private final SyslogDecoder decoder = new SyslogDecoder(ZoneOffset.UTC);
  private final Sink sink = new Sink();

  private static final class Sink implements DecodeSink {
    private final List<TelemetryRecord> records = new ArrayList<>();
    private final List<Rejection> rejections = new ArrayList<>();
    private long skipped;

    @Override
    public void accept(TelemetryRecord record) {
      records.add(record);
    }

    @Override
    public void reject(Rejection rejection) {
      rejections.add(rejection);
    }

    @Override
    public void skip(SkipReason reason, long count) {
      skipped += count;
    }
  }

  private void take(String message, long offset) {
    byte[] bytes = message.getBytes(UTF_8);
    decoder.decode(GATEWAY, RECEIVED, bytes, 0, bytes.length, offset, sink);
  }

  @Test
  void tellsProgramsOfOneSenderApartByWhatTheySay() {
    for (int i = 0; i < 5; i++) {
      take("<134>1 2026-03-02T10:00:01Z gw squid 7 - - " + SQUID.formatted(i, i), i);
      take(
          "<30>Mar  2 10:00:0%d gw dnsmasq[7]: query[A] host%d.example from 192.0.2.1"
              .formatted(i, i),
          100 + i);
    }
    decoder.flush(sink);

    assertThat(sink.records).filteredOn(HttpRecord.class::isInstance).hasSize(5);
    assertThat(sink.records).filteredOn(DnsRecord.class::isInstance).hasSize(5);
    assertThat(sink.records)
        .filteredOn(DnsRecord.class::isInstance)
        .extracting(record -> Instant.ofEpochSecond(record.eventTimeMicros() / 1_000_000))
        .contains(Instant.parse("2026-03-02T10:00:03Z"));
    assertThat(sink.rejections).isEmpty();
  }

  @Test
  void keepsYearFractionAndOffsetOfATimeWhateverTheZone() {
    SyslogDecoder inBerlin = new SyslogDecoder(ZoneId.of("Europe/Berlin"));
    String query = " gw dnsmasq 7 - - query[A] www.example.com from 192.0.2.1";
    for (String time : List.of("2024-03-02T10:00:00.25Z", "2024-03-02T12:30:00.250000+02:30")) {
      byte[] bytes = ("<30>1 " + time + query).getBytes(UTF_8);
      inBerlin.decode(GATEWAY, RECEIVED, bytes, 0, bytes.length, 0, sink);
    }
    inBerlin.flush(sink);

    assertThat(sink.records)
        .extracting(TelemetryRecord::eventTimeMicros)
        .containsExactly(1_709_373_600_250_000L, 1_709_373_600_250_000L);
  }

  @Test
  void namesTheHostOfTheMessageAsExporterElseTheSender() {
    String cef =
        "CEF:0|Example|Proxy|1|x|y|5|src=192.0.2.1 dst=192.0.2.2 proto=TCP rt=1772445600000";
    take("<134>1 2026-03-02T10:00:01Z gw squid 7 - - " + SQUID.formatted(1, 1), 0);
    take("<134>" + SQUID.formatted(2, 2), 0);
    take("<30>Mar  2 10:00:00 resolver dnsmasq[7]: query[A] a.example from 192.0.2.1", 0);
    take("<30>Mar  2 10:00:00 dnsmasq[7]: query[A] b.example from 192.0.2.1", 0);
    take("<134>Mar  2 10:00:00 proxy " + cef, 0);
    decoder.flush(sink);

    assertThat(sink.rejections).isEmpty();
    assertThat(sink.records)
        .extracting(record -> record.observer().exporter())
        .containsExactlyInAnyOrder("gw", "192.0.2.200", "resolver", "192.0.2.200", "proxy");
  }

  @Test
  void rejectsEachMessageOfAnUnknownProgramWhereItIs() {
    take("<38>Mar  2 10:00:00 gw sshd[9]: Accepted publickey for root", 40);
    take("<38>Mar  2 10:00:01 gw sshd[9]: session closed", 90);
    decoder.flush(sink);
    decoder.flush(sink);

    assertThat(sink.rejections).extracting(Rejection::offset).containsExactly(40L, 90L);
    assertThat(sink.rejections)
        .extracting(Rejection::reason)
        .containsOnly(RejectReason.UNSUPPORTED);
    String why = "program \"sshd\" of host \"gw\": text of no format that is read, starting ";
    assertThat(sink.rejections)
        .extracting(Rejection::detail)
        .containsExactly(why + "\"Accepted publickey for root\"", why + "\"session closed\"");
  }

  @Test
  void namesTheSenderOfWhatNamesNoHost() {
    take("no time nor host", 0);
    take("\u0001\u0002\u0003", 1);
    take("<30>Mar  2 10:00:00 tool: something", 2);
    decoder.flush(sink);

    assertThat(sink.rejections)
        .extracting(Rejection::detail)
        .satisfiesExactlyInAnyOrder(
            why -> assertThat(why).startsWith("messages of 192.0.2.200: text of no format"),
            why -> assertThat(why).startsWith("messages of 192.0.2.200: binary data of no"),
            why -> assertThat(why).startsWith("program \"tool\" of 192.0.2.200: text of no"));
  }

  @Test
  void saysWhereFlowDatagramsBelong() {
    ByteWriter template =
        ByteWriter.bigEndian().u16(9).u16(1).u32(1000).u32(1_772_445_600L).u32(1).u32(7);
    template.u16(0).u16(12).u16(256).u16(1).u16(8).u16(4);
    byte[] version9 = template.toBytes();
    byte[] version5 = Arrays.copyOf(new byte[] {0, 5, 0, 1}, 72);
    decoder.decode(GATEWAY, RECEIVED, version9, 0, version9.length, 30, sink);
    decoder.decode(null, RECEIVED, version5, 0, version5.length, 31, sink);

    assertThat(sink.rejections)
        .containsExactly(
            new Rejection(
                RejectReason.UNSUPPORTED,
                30,
                "a datagram of 192.0.2.200 looks like NetFlow v9: send it to --netflow"),
            new Rejection(
                RejectReason.UNSUPPORTED,
                31,
                "a datagram looks like NetFlow v5: send it to --netflow"));
    decoder.decode(GATEWAY, RECEIVED, new byte[] {0, 9, 1}, 0, 3, 40, sink);
    decoder.decode(GATEWAY, RECEIVED, new byte[0], 0, 0, 41, sink);
    decoder.flush(sink);
    assertThat(sink.rejections).hasSize(3);
    assertThat(sink.rejections.getLast().detail())
        .isEqualTo("messages of 192.0.2.200: binary data of no format that is read");
    assertThat(sink.skipped).isEqualTo(1);
  }

  @Test
  void saysWhichMessageABadLineWas() {
    take("<134>1 2026-03-02T10:00:01Z gw squid 7 - - " + SQUID.formatted(1, 1), 10);
    take(
        "<134>1 2026-03-02T10:00:01Z gw squid 7 - - "
            + SQUID.formatted(2, 2).replace("192.0.2.2", "nobody"),
        20);
    take("<134>1 2026-03-02T10:00:01Z gw squid 7 - - " + SQUID.formatted(3, 3), 30);
    decoder.flush(sink);

    assertThat(sink.records).hasSize(2);
    assertThat(sink.rejections).extracting(Rejection::offset).containsExactly(20L);
    assertThat(sink.rejections.getFirst().detail()).startsWith("squid of gw: ").contains("nobody");
  }

  @Test
  void holdsABoundedNumberOfSenders() {
    for (int host = 0; host < 25_000; host++) {
      take("<38>Mar  2 10:00:00 host%d app: text of program".formatted(host), host);
    }
    decoder.flush(sink);

    assertThat(sink.rejections).hasSize(25_000);
  }
}
