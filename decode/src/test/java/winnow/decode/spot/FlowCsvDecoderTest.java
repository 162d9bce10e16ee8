// SPDX-License-Identifier: Apache-2.0
package winnow.decode.spot;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.ZoneId;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import winnow.decode.Collected;
import winnow.decode.DecodeOptions;
import winnow.decode.RejectReason;
import winnow.decode.SkipReason;
import winnow.schema.Endpoint;
import winnow.schema.FlowRecord;
import winnow.schema.IpAddress;
import winnow.schema.Traffic;

class FlowCsvDecoderTest {
  private static final String HEADER =
      "tr,try,trm,trd,trh,trm,trs,td,sa,da,sp,dp,pr,flg,fwd,stos,ipkt,ibyt,opkt,obyt,in,out,sas,"
          + "das,dtos,dir,ra\n";
  private static final String ROW =
      "2016-07-08 12:05:07,2016,7,8,12,5,7,1.250,10.0.0.1,10.0.0.2,2132,23,UDP,.A..SF,0,16,3,222,"
          + "0,0,2,3,64512,64513,8,0,10.9.9.9\n";

  @Test
  void readsALine() {
    FlowRecord flow = decode(HEADER + ROW).flows().getFirst();

    assertThat(flow.eventTimeMicros()).isEqualTo(1_467_979_507_000_000L);
    assertThat(flow.receivedTimeMicros()).isEqualTo(1_467_979_507_000_000L);
    assertThat(flow.durationMicros()).isEqualTo(1_250_000);
    assertThat(flow.source()).isEqualTo(new Endpoint(IpAddress.parse("10.0.0.1"), 2132));
    assertThat(flow.destination()).isEqualTo(new Endpoint(IpAddress.parse("10.0.0.2"), 23));
    assertThat(flow.protocol()).isEqualTo(17);
    assertThat(flow.forward()).isEqualTo(new Traffic(222, 3, 0x13, 16));
    assertThat(flow.reverse()).as("zeros say nothing of the other direction").isNull();
    assertThat(flow.routing().sourceAs()).isEqualTo(64_512);
    assertThat(flow.routing().outputInterface()).isEqualTo(3);
    assertThat(flow.observer().exporter()).isEqualTo("10.9.9.9");
  }

  @Test
  void readsTheReverseDirectionWhenThereIsOne() {
    FlowRecord flow = decode(ROW.replace("222,0,0,", "222,4,500,")).flows().getFirst();

    assertThat(flow.reverse()).isEqualTo(new Traffic(500, 4, 0, 8));
  }

  @Test
  void readsIcmpTypeAndCodeInEitherSpelling() {
    String dotted = ROW.replace("2132,23,UDP", "0,3.13,ICMP");
    String number = ROW.replace("2132,23,UDP", "0,781,ICMP");

    assertThat(decode(dotted + number).flows())
        .allMatch(f -> f.protocol() == 1 && f.destination().port() == 0)
        .allMatch(f -> Integer.valueOf(3).equals(f.icmpType()))
        .allMatch(f -> Integer.valueOf(13).equals(f.icmpCode()));
  }

  @Test
  void readsTheRowsOfSpotsTable() {
    String row = ROW.replace("12:05:07,", "12:05:07,1467979507,");

    assertThat(decode(row).flows()).isEqualTo(decode(ROW).flows());
  }

  @Test
  void readsNfdumpsOwnColumnsByTheirHeader() {
    String csv =
        "ts,te,td,sa,da,sp,dp,pr,flg,fwd,stos,ipkt,ibyt,opkt,obyt\n"
            + "2016-07-08 12:05:06.500,2016-07-08 12:05:07.000,0.500,::1,::2,1,2,TCP, ...AP.SF,"
            + "0,0,1,60,0,0\n";

    FlowRecord flow = decode(csv).flows().getFirst();

    assertThat(flow.eventTimeMicros()).isEqualTo(1_467_979_506_500_000L);
    assertThat(flow.receivedTimeMicros()).isNull();
    assertThat(flow.forward().tcpFlags()).isEqualTo(0x1b);
  }

  @Test
  void readsTheLongNamesOfLaterVersions() {
    String csv =
        "firstSeen,duration,proto,srcAddr,srcPort,dstAddr,dstPort,packets,bytes,flows,flags,inSrcMac\n"
            + "2016-07-08 12:05:06.500,00:01:02.250,TCP,::1,1,::2,2,3,6000000000,1,...AP.SF,"
            + "00:11:22:33:44:55\n"
            + "1467979506.500,0.000,ICMP,10.0.0.1,0,10.0.0.2,3.1,1,60,1,........,00:00:00:00:00:00\n";

    FlowRecord flow = decode(csv).flows().getFirst();
    FlowRecord icmp = decode(csv).flows().getLast();

    assertThat(flow.eventTimeMicros()).isEqualTo(1_467_979_506_500_000L);
    assertThat(flow.durationMicros()).isEqualTo(62_250_000);
    assertThat(flow.forward()).isEqualTo(new Traffic(6_000_000_000L, 3, 0x1b, 0));
    assertThat(flow.routing().sourceMac()).isEqualTo("00:11:22:33:44:55");
    assertThat(icmp.eventTimeMicros()).isEqualTo(flow.eventTimeMicros());
    assertThat(icmp.icmpType()).isEqualTo(3);
    assertThat(icmp.icmpCode()).isEqualTo(1);
    assertThat(icmp.routing().sourceMac()).isNull();
  }

  @Test
  void theEpochIsNoTimeOfReceipt() {
    String csv =
        "ts,te,td,sa,da,sp,dp,pr,tr\n"
            + "2016-07-08 12:05:06,2016-07-08 12:05:07,1.0,::1,::2,1,2,TCP,1970-01-01 00:00:00.000\n";

    assertThat(decode(csv).flows().getFirst().receivedTimeMicros()).isNull();
  }

  @Test
  void skipsTheSummary() {
    String summary = "Summary\nflows,bytes,packets,avg_bps,avg_pps,avg_bpp\n1,222,3,0,0,74\n";

    Collected decoded = decode(HEADER + ROW + summary);

    assertThat(decoded.records).hasSize(1);
    assertThat(decoded.rejections).isEmpty();
    assertThat(decoded.skipped).isEqualTo(Map.of(SkipReason.COMMENT, 4L));
  }

  @Test
  void rejectsWhatIsWrongByName() {
    Collected decoded =
        decode(ROW.replace("UDP", "SPAM") + ROW.replace(":05:", ":65:") + "1,2,3\n" + ROW);

    assertThat(decoded.records).hasSize(1);
    assertThat(decoded.reasons())
        .containsExactly(RejectReason.MALFORMED, RejectReason.BAD_TIME, RejectReason.FIELD_COUNT);
    assertThat(decoded.rejections.getFirst().detail())
        .isEqualTo("line 1: field pr: \"SPAM\" is not the name of a protocol");
    assertThat(decoded.rejections.getLast().detail()).isEqualTo("line 3: 3 fields where 27 belong");
  }

  @Test
  void readsTimesInTheZoneOfTheOptions() {
    DecodeOptions options = new DecodeOptions("x", ZoneId.of("Europe/Berlin"));

    assertThat(
            Collected.from(new FlowCsvDecoder(options), ROW).flows().getFirst().eventTimeMicros())
        .isEqualTo(1_467_979_507_000_000L - 2 * 3_600_000_000L);
  }

  @Test
  void survivesAnyMutation() {
    Random random = new Random(27);
    byte[] good = (HEADER + ROW + ROW).getBytes(StandardCharsets.UTF_8);
    for (int i = 0; i < 3_000; i++) {
      byte[] bad = good.clone();
      for (int flips = 1 + random.nextInt(5); flips > 0; flips--) {
        bad[random.nextInt(bad.length)] = (byte) random.nextInt();
      }
      Collected.from(new FlowCsvDecoder(DecodeOptions.named("x")), bad);
    }
    assertThat(Collected.from(new FlowCsvDecoder(DecodeOptions.named("x")), good).records)
        .hasSize(2);
  }

  private static Collected decode(String csv) {
    return Collected.from(new FlowCsvDecoder(DecodeOptions.named("x")), csv);
  }
}
