// SPDX-License-Identifier: Apache-2.0
package winnow.decode.argus;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import winnow.decode.Collected;
import winnow.decode.DecodeOptions;
import winnow.decode.RejectReason;
import winnow.decode.SkipReason;
import winnow.schema.Endpoint;
import winnow.schema.FlowRecord;
import winnow.schema.IpAddress;
import winnow.schema.Traffic;

class ArgusDecoderTest {
  private static final String HEADER =
      "StartTime,Dur,Proto,SrcAddr,Sport,Dir,DstAddr,Dport,State,sTos,dTos,TotPkts,TotBytes,"
          + "SrcBytes,SrcPkts,Label\n";
  private static final String ROW =
      "2026/03/04 05:06:07.123456,1.500000,tcp,192.0.2.1,51234,   ->,198.51.100.9,443,SPA_FSPA,"
          + "0,8,30,9000,2000,12,flow=From-Normal\n";

  @Test
  void readsALine() {
    FlowRecord flow = decode(HEADER + ROW).flows().getFirst();

    assertThat(flow.eventTimeMicros()).isEqualTo(1_772_600_767_123_456L);
    assertThat(flow.durationMicros()).isEqualTo(1_500_000);
    assertThat(flow.source()).isEqualTo(new Endpoint(IpAddress.parse("192.0.2.1"), 51_234));
    assertThat(flow.destination()).isEqualTo(new Endpoint(IpAddress.parse("198.51.100.9"), 443));
    assertThat(flow.protocol()).isEqualTo(6);
    assertThat(flow.forward()).isEqualTo(new Traffic(2000, 12, 0x1a, 0));
    assertThat(flow.reverse()).isEqualTo(new Traffic(7000, 18, 0x1b, 8));
    assertThat(flow.session().state()).isEqualTo("SPA_FSPA");
  }

  @ParameterizedTest
  @ValueSource(strings = {"\t", "|", ";"})
  void readsAnySeparatorOfTheHeader(String separator) {
    String text = (HEADER + ROW).replace(",", separator);

    assertThat(decode(text).flows()).isEqualTo(decode(HEADER + ROW).flows());
  }

  @Test
  void readsColumnsInAnyOrder() {
    String text =
        "SrcAddr,DstAddr,DstBytes,SrcBytes,DstPkts,TotPkts,LastTime,StartTime,Proto\n"
            + "2001:db8::1,2001:db8::2,70,30,1,3,1772600768.5,1772600767.25,udp\n";

    FlowRecord flow = decode(text).flows().getFirst();

    assertThat(flow.durationMicros()).isEqualTo(1_250_000);
    assertThat(flow.forward()).isEqualTo(new Traffic(30, 2, 0, 0));
    assertThat(flow.reverse()).isEqualTo(new Traffic(70, 1, 0, 0));
    assertThat(flow.source().address()).isEqualTo(IpAddress.parse("2001:db8::1"));
  }

  @Test
  void splitsTotalPacketsAsTheOctetsAre() {
    assertThat(traffic("10,1000,100")).containsExactly(new Traffic(100, 1, 0, 0), t(900, 9));
    assertThat(traffic("2,1000,1")).containsExactly(new Traffic(1, 1, 0, 0), t(999, 1));
    assertThat(traffic("2,1000,999")).containsExactly(new Traffic(999, 1, 0, 0), t(1, 1));
    assertThat(traffic("3,180,180")).containsExactly(new Traffic(180, 3, 0, 0), null);
    assertThat(traffic("3,180,0")).containsExactly(new Traffic(0, 0, 0, 0), t(180, 3));
    assertThat(traffic("1,180,90")).containsExactly(new Traffic(90, 1, 0, 0), t(90, 0));
  }

  @Test
  void turnsFlowsFromTheDestinationAround() {
    FlowRecord flow = decode(HEADER + ROW.replace("   ->", "  <-")).flows().getFirst();

    assertThat(flow.source()).isEqualTo(new Endpoint(IpAddress.parse("198.51.100.9"), 443));
    assertThat(flow.forward()).isEqualTo(new Traffic(7000, 18, 0x1b, 8));
    assertThat(flow.reverse()).isEqualTo(new Traffic(2000, 12, 0x1a, 0));
    assertThat(decode(HEADER + ROW.replace("   ->", " <?>")).flows())
        .isEqualTo(decode(HEADER + ROW).flows());
  }

  @Test
  void readsIcmpInHexadecimalAndDecimal() {
    String icmp = ROW.replace("tcp,", "icmp,").replace("SPA_FSPA", "URP");

    assertThat(
            decode(
                    HEADER
                        + icmp.replace("51234", "0x0103").replace(",443,", ",0x5a1b,")
                        + icmp.replace("51234", "3").replace(",443,", ",1,")
                        + icmp.replace("icmp,", "ipv6-icmp,")
                            .replace("51234", "3")
                            .replace(",443,", ",1,"))
                .flows())
        .hasSize(3)
        .allMatch(f -> f.source().port() == 0 && f.destination().port() == 0)
        .allMatch(f -> Integer.valueOf(3).equals(f.icmpType()))
        .allMatch(f -> Integer.valueOf(1).equals(f.icmpCode()));
  }

  @Test
  void readsTimesAtTheEpoch() {
    String row = ROW.replace("2026/03/04 05:06:07.123456", "1970/01/01 00:00:00.000000");

    assertThat(decode(HEADER + row).flows().getFirst().eventTimeMicros()).isZero();
  }

  @Test
  void skipsWhatIsNotIp() {
    String rows =
        "1970/01/01 01:00:00.000000,0.0,llc,00:00:00:00:00:00,0,   ->,00:00:00:00:00:00,0,INT,,,1,"
            + "60,60,1,\n"
            + "1970/01/01 01:00:06.5,3.0,arp,192.0.2.1,,  who,192.0.2.2,,CON,,,22,924,462,11,\n"
            + "2026/03/04 05:06:07.1,0.04,man,0,0,,0,0,STA,,,0,0,0,0,\n";

    Collected decoded = decode(HEADER + rows + HEADER + ROW);

    assertThat(decoded.records).hasSize(1);
    assertThat(decoded.rejections).isEmpty();
    assertThat(decoded.skipped)
        .isEqualTo(Map.of(SkipReason.COMMENT, 2L, SkipReason.OTHER_PROTOCOL, 3L));
  }

  @Test
  void readsLongRowsAndCountersOf64Bits() {
    String row = ROW.replace("9000,2000", "9000000000000,2000").replace("\n", ",one,two\n");

    assertThat(decode(HEADER + row).flows().getFirst().reverse())
        .isEqualTo(new Traffic(8_999_999_998_000L, 18, 0x1b, 8));
  }

  @Test
  void rejectsWhatIsWrongByName() {
    Collected decoded =
        decode(
            HEADER
                + ROW.replace("51234", "http")
                + ROW.replace("2026/03/04", "2026/13/04")
                + ROW.replace("192.0.2.1", "192.0.2.300")
                + ROW.replace("9000,2000", "1000,2000")
                + ROW.replace("tcp", "tpc")
                + "2026/03/04 05:06:07.1,0.0,tcp,192.0.2.1");

    assertThat(decoded.records).isEmpty();
    assertThat(decoded.reasons())
        .containsExactly(
            RejectReason.BAD_NUMBER,
            RejectReason.BAD_TIME,
            RejectReason.BAD_ADDRESS,
            RejectReason.BAD_NUMBER,
            RejectReason.MALFORMED,
            RejectReason.TRUNCATED);
    assertThat(decoded.rejections.getFirst().detail())
        .isEqualTo("line 2: field Sport: \"http\" is not a number");
    assertThat(decoded.rejections.get(3).detail())
        .isEqualTo("line 5: field TotBytes: 1000 is less than its parts");
  }

  @Test
  void readsTimesInTheZoneOfTheOptions() {
    DecodeOptions options = new DecodeOptions("x", ZoneId.of("Europe/Berlin"));
    Collected decoded = Collected.from(new ArgusDecoder(options), HEADER + ROW);

    assertThat(decoded.flows().getFirst().eventTimeMicros())
        .isEqualTo(1_772_600_767_123_456L - 3_600_000_000L);
  }

  @Test
  void aCutAnywhereCostsNoMoreThanTheLastLine() {
    byte[] whole = (HEADER + ROW + ROW).getBytes(StandardCharsets.UTF_8);
    for (int length = HEADER.length(); length < whole.length; length++) {
      Collected decoded =
          Collected.from(new ArgusDecoder(DecodeOptions.named("x")), Arrays.copyOf(whole, length));
      int wholeRows = (length - HEADER.length()) / ROW.length();
      assertThat(decoded.records.size()).isBetween(wholeRows, wholeRows + 1);
      assertThat(decoded.rejections.size()).isLessThanOrEqualTo(1);
    }
  }

  private static @Nullable Traffic[] traffic(String counters) {
    String header = "StartTime,SrcAddr,DstAddr,Proto,TotPkts,TotBytes,SrcBytes\n";
    FlowRecord flow =
        decode(header + "1772600767,192.0.2.1,192.0.2.2,udp," + counters).flows().getFirst();
    return new @Nullable Traffic[] {flow.forward(), flow.reverse()};
  }

  private static Traffic t(long octets, long packets) {
    return new Traffic(octets, packets, 0, 0);
  }

  private static Collected decode(String text) {
    return Collected.from(new ArgusDecoder(DecodeOptions.named("x")), text);
  }
}
