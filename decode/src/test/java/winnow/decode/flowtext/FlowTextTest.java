// SPDX-License-Identifier: Apache-2.0
package winnow.decode.flowtext;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import winnow.decode.Collected;
import winnow.decode.DecodeOptions;
import winnow.decode.RejectReason;
import winnow.decode.SkipReason;
import winnow.decode.format.Format;
import winnow.decode.format.Formats;
import winnow.schema.Endpoint;
import winnow.schema.FlowRecord;
import winnow.schema.IpAddress;
import winnow.schema.Traffic;

class FlowTextTest {
  private static final String YAF =
      """
      start-time|end-time|duration|rtt|proto|sip|sp|dip|dp|iflags|uflags|riflags|ruflags|isn|risn|tag|rtag|pkt|oct|rpkt|roct|app|end-reason
      2026-01-02 03:04:05.512|2026-01-02 03:04:07.012|   1.500|   0.002|  6|      192.0.2.10|50000|   198.51.100.7|  443|       S|     APF|      AS|     APF|22efa001|00000000|064|000|      12|    4400|       9|    9000|  443|idle
      2026-01-02 03:04:05.512|2026-01-02 03:04:05.512|   0.000|   0.000|  1|      192.0.2.10|    0|   198.51.100.7| 2048|       0|       0|       0|       0|00000000|00000000|000|000|       1|      84|       0|       0|    0|
      """;
  private static final String NFDUMP =
      """
      Date first seen          Duration Proto      Src IP Addr:Port          Dst IP Addr:Port   Flags Tos  Packets    Bytes Flows
      2026-01-02 03:04:05.033     0.548 TCP        192.0.2.10:49161 ->    198.51.100.7:3128  .APRS.   8        5    1.5 M     1
      2026-01-02 03:04:05.033     0.000 ICMP       192.0.2.10:0     ->    198.51.100.7:8.0   ......   0        1       84     1
      2026-01-02 03:04:05.033     0.000 UDP        2001:db8::1.53   ->    2001:db8::2.5353   ......   0        1       84     1
      Summary: total flows: 3, total bytes: 1.5 M, total packets: 7, avg bps: 0, avg pps: 0, avg bpp: 78
      Time window: 2026-01-02 03:04:05 - 2026-01-02 03:09:05
      Total flows processed: 3, Blocks skipped: 0, Bytes read: 312
      Sys: 0.003s flows/second: 0.0        Wall: 0.001s flows/second: 0.0
      """;

  @Test
  void readsWhatYafPrints() {
    List<FlowRecord> flows = detected("yaf", YAF).flows();
    FlowRecord tcp = flows.getFirst();
    FlowRecord icmp = flows.getLast();

    assertThat(tcp.eventTimeMicros()).isEqualTo(1_767_323_045_512_000L);
    assertThat(tcp.durationMicros()).isEqualTo(1_500_000);
    assertThat(tcp.source()).isEqualTo(new Endpoint(IpAddress.parse("192.0.2.10"), 50_000));
    assertThat(tcp.destination()).isEqualTo(new Endpoint(IpAddress.parse("198.51.100.7"), 443));
    assertThat(tcp.forward()).isEqualTo(new Traffic(4400, 12, 0x1b, 0));
    assertThat(tcp.reverse()).isEqualTo(new Traffic(9000, 9, 0x1b, 0));
    assertThat(tcp.routing().vlan()).isEqualTo(100);
    assertThat(tcp.session().application()).isEqualTo("443");
    assertThat(tcp.session().endReason()).isEqualTo(1);
    assertThat(icmp.icmpType()).isEqualTo(8);
    assertThat(icmp.icmpCode()).isZero();
    assertThat(icmp.reverse()).isNull();
    assertThat(icmp.session().endReason()).isEqualTo(3);
  }

  @Test
  void readsWhatNfdumpPrints() {
    Collected decoded = detected("nfdump-text", NFDUMP);
    FlowRecord tcp = decoded.flows().getFirst();

    assertThat(tcp.eventTimeMicros()).isEqualTo(1_767_323_045_033_000L);
    assertThat(tcp.durationMicros()).isEqualTo(548_000);
    assertThat(tcp.source()).isEqualTo(new Endpoint(IpAddress.parse("192.0.2.10"), 49_161));
    assertThat(tcp.forward()).isEqualTo(new Traffic(1_500_000, 5, 0x1e, 8));
    assertThat(decoded.flows().get(1).icmpType()).isEqualTo(8);
    assertThat(decoded.flows().getLast().destination())
        .isEqualTo(new Endpoint(IpAddress.parse("2001:db8::2"), 5353));
    assertThat(decoded.skipped).isEqualTo(Map.of(SkipReason.COMMENT, 5L));
    assertThat(
            detected(
                    "nfdump-text",
                    NFDUMP
                        .replaceAll(" +", "\t")
                        .replace("Date\tf", "Date f")
                        .replace("first\tseen", "first seen"))
                .records)
        .isEqualTo(decoded.records);
  }

  @Test
  void rejectsWhatIsShortOrShortened() {
    String shortened = NFDUMP.replace("2001:db8::1.53 ", "2001:d..:1.53 ");
    assertThat(decode("nfdump-text", shortened).reasons())
        .containsExactly(RejectReason.BAD_ADDRESS);
    for (Map.Entry<String, String> log : Map.of("yaf", YAF, "nfdump-text", NFDUMP).entrySet()) {
      for (int length = 0; length < log.getValue().length(); length++) {
        Collected decoded = decode(log.getKey(), log.getValue().substring(0, length));
        assertThat(decoded.rejections.size()).isLessThanOrEqualTo(1);
      }
    }
  }

  private static Collected detected(String format, String log) {
    byte[] bytes = log.getBytes(StandardCharsets.UTF_8);
    assertThat(Formats.detect(bytes, "x").map(Format::name)).contains(format);
    Collected decoded = decode(format, log);
    assertThat(decoded.rejections).isEmpty();
    return decoded;
  }

  private static Collected decode(String format, String log) {
    return Collected.from(Formats.named(format).newDecoder().create(DecodeOptions.named("x")), log);
  }
}
