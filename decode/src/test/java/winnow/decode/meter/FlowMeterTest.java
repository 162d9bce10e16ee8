// SPDX-License-Identifier: Apache-2.0
package winnow.decode.meter;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import winnow.decode.Collected;
import winnow.decode.PcapBytes;
import winnow.decode.pcap.CaptureReader;
import winnow.decode.pcap.PacketView;
import winnow.schema.FlowRecord;
import winnow.schema.Tls;
import winnow.schema.Traffic;

class FlowMeterTest {
  private static final String CLIENT = "192.0.2.1";
  private static final String SERVER = "198.51.100.2";
  private static final long SECOND = 1_000_000;
  private static final long START = 1_700_000_000 * SECOND;
  private static final int FIN = 1;
  private static final int SYN = 2;
  private static final int RST = 4;
  private static final int ACK = 16;

  private final PcapBytes capture = new PcapBytes();
  private FlowMeter meter = new FlowMeter(MeterSettings.defaults());
  private int mostOpen;

  private FlowMeterTest up(double seconds, long sequence, int flags, int length) {
    capture.tcp(at(seconds), CLIENT, 40000, SERVER, 443, sequence, flags, new byte[length]);
    return this;
  }

  private FlowMeterTest down(double seconds, long sequence, int flags, int length) {
    capture.tcp(at(seconds), SERVER, 443, CLIENT, 40000, sequence, flags, new byte[length]);
    return this;
  }

  private void downAcknowledging(double seconds, long sequence, int acknowledged) {
    ByteBuffer tcp = ByteBuffer.allocate(20).putShort((short) 443).putShort((short) 40000);
    tcp.putInt((int) sequence).putInt(acknowledged).put((byte) 0x50).put((byte) ACK);
    tcp.putShort((short) 1000);
    capture.packet(at(seconds), 6, SERVER, CLIENT, tcp.array(), Integer.MAX_VALUE);
  }

  private static Traffic back(FlowRecord flow) {
    return Objects.requireNonNull(flow.reverse());
  }

  private static long at(double seconds) {
    return START + (long) (seconds * SECOND);
  }

  private List<FlowRecord> flows() {
    Collected collected = new Collected();
    CaptureReader reader = new CaptureReader(new ByteArrayInputStream(capture.bytes()), collected);
    PacketView packet = new PacketView();
    try {
      while (reader.next(packet)) {
        meter.accept(packet, collected);
        mostOpen = Math.max(mostOpen, meter.openFlows());
      }
    } catch (IOException e) {
      throw new AssertionError(e);
    }
    meter.finish(collected);
    assertThat(collected.rejections).isEmpty();
    assertThat(meter.openFlows()).isZero();
    return collected.flows();
  }

  private FlowRecord flow() {
    List<FlowRecord> flows = flows();
    assertThat(flows).hasSize(1);
    return flows.getFirst();
  }

  @Test
  void sumsUpBothDirectionsOfAConnection() {
    up(0, 100, SYN, 0).down(0.1, 900, SYN | ACK, 0).up(0.2, 101, ACK, 0);
    up(0.3, 101, ACK | 8, 50).down(0.4, 901, ACK, 1000).down(0.5, 1901, ACK | 8, 200);
    up(0.6, 151, FIN | ACK, 0).down(0.7, 2101, FIN | ACK, 0).up(0.8, 152, ACK, 0);
    FlowRecord flow = flow();

    assertThat(flow.source().address()).hasToString(CLIENT);
    assertThat(flow.source().port()).isEqualTo(40000);
    assertThat(flow.destination().address()).hasToString(SERVER);
    assertThat(flow.destination().port()).isEqualTo(443);
    assertThat(flow.protocol()).isEqualTo(6);
    assertThat(flow.eventTimeMicros()).isEqualTo(START);
    assertThat(flow.durationMicros()).isEqualTo(800_000);
    assertThat(flow.forward().octets()).isEqualTo(5 * 40 + 50);
    assertThat(flow.forward().packets()).isEqualTo(5);
    assertThat(flow.forward().tcpFlags()).isEqualTo(SYN | ACK | 8 | FIN);
    assertThat(back(flow).octets()).isEqualTo(4 * 40 + 1200);
    assertThat(back(flow).packets()).isEqualTo(4);
    assertThat(flow.session().payloadOctets()).isEqualTo(50);
    assertThat(flow.session().reversePayloadOctets()).isEqualTo(1200);
    assertThat(flow.session().missedOctets()).isZero();
    assertThat(flow.session().state()).isEqualTo("SF");
    assertThat(flow.session().history()).isEqualTo("ShADdFf");
    assertThat(flow.session().endReason()).isEqualTo(3);
  }

  /** Each packet is direction, flags and length; states are those of Zeek's conn.log. */
  @ParameterizedTest
  @CsvSource({
    "S0, S, '>S'",
    "S1, Sh, '>S <SA'",
    "S1, ShADd, '>S <SA >A >A9 <A9'",
    "SF, ShAFf, '>S <SA >A >FA <FA'",
    "REJ, Sr, '>S <RA'",
    "S2, ShAF, '>S <SA >A >FA'",
    "S3, ShAf, '>S <SA >A <FA'",
    "RSTO, ShAR, '>S <SA >A >RA'",
    "RSTR, ShADr, '>S <SA >A >A5 <RA'",
    "RSTOS0, SR, '>S >R'",
    "RSTRH, ^hr, '<SA <R'",
    "SH, SF, '>S >F'",
    "SHR, ^hf, '<SA <FA'",
    "OTH, Dd, '>A5 <A5'",
    "OTH, ^d, '<A5'",
    "OTH, ^dA, '<A5 >A'",
    "S0, SQ, '>S >SF'",
  })
  void knowsTheStatesOfTcp(String state, String history, String packets) {
    long[] next = {100, 900};
    double seconds = 0;
    for (String packet : packets.split(" ")) {
      int back = packet.charAt(0) == '<' ? 1 : 0;
      int flags = 0;
      flags |= packet.indexOf('S') > 0 ? SYN : 0;
      flags |= packet.indexOf('A') > 0 ? ACK : 0;
      flags |= packet.indexOf('F') > 0 ? FIN : 0;
      flags |= packet.indexOf('R') > 0 ? RST : 0;
      char last = packet.charAt(packet.length() - 1);
      int length = Character.isDigit(last) ? last - '0' : 0;
      if (back == 0) {
        up(seconds, next[0], flags, length);
      } else {
        down(seconds, next[1], flags, length);
      }
      next[back] += length + ((flags & (SYN | FIN)) != 0 ? 1 : 0);
      seconds += 0.01;
    }
    FlowRecord flow = flow();

    assertThat(flow.source().address()).hasToString(CLIENT);
    if (!history.contains("Q")) {
      assertThat(flow.session().state()).isEqualTo(state);
      assertThat(flow.session().history()).isEqualTo(history);
    } else {
      assertThat(flow.session().history()).startsWith(history);
    }
  }

  @Test
  void countsWhatIsMissingAndWhatIsRepeated() {
    up(0, 100, SYN, 0).down(0.1, 900, SYN | ACK, 0);
    up(0.2, 101, ACK, 10).up(0.3, 131, ACK, 10).up(0.4, 121, ACK, 10).up(0.5, 131, ACK, 10);
    FlowRecord flow = flow();

    assertThat(flow.session().payloadOctets()).isEqualTo(40);
    assertThat(flow.session().missedOctets()).isEqualTo(0);
    assertThat(flow.session().history()).isEqualTo("ShDT");
  }

  @Test
  void notesAGapWhenTheOtherEndHasWhatTheCaptureLacks() {
    up(0, 100, SYN, 0).down(0.1, 900, SYN | ACK, 0).up(0.2, 101, ACK, 10).up(0.3, 131, ACK, 10);
    downAcknowledging(0.4, 901, 111);
    downAcknowledging(0.5, 901, 141);
    FlowRecord flow = flow();

    assertThat(flow.session().payloadOctets()).isEqualTo(40);
    assertThat(flow.session().missedOctets()).isEqualTo(20);
    assertThat(flow.session().history()).isEqualTo("ShDaG");
  }

  @Test
  void countsWhatAnAcknowledgmentAloneShowsToBeMissing() {
    up(0, 100, SYN, 0).down(0.1, 900, SYN | ACK, 0).up(0.2, 101, ACK, 0).up(0.3, 121, ACK, 0);
    up(0.4, 101, ACK, 15);
    FlowRecord flow = flow();

    assertThat(flow.session().payloadOctets()).isEqualTo(20);
    assertThat(flow.session().missedOctets()).isEqualTo(5);
    assertThat(flow.session().history()).isEqualTo("ShADT");
  }

  @Test
  void followsSequenceNumbersPastTheirWrap() {
    up(0, 0xffff_fff0L, SYN, 0).up(0.1, 0xffff_fff1L, ACK, 30).up(0.2, 15, ACK, 5);
    up(0.3, 0xffff_fff1L, ACK, 30).up(0.4, 0x7000_0000L, ACK, 7);
    FlowRecord flow = flow();

    assertThat(flow.session().payloadOctets()).isEqualTo(42);
    assertThat(flow.session().missedOctets()).isZero();
    assertThat(flow.session().history()).isEqualTo("SDT");
  }

  @Test
  void pairsEchoRequestsWithReplies() {
    capture.packet(at(0), 1, CLIENT, SERVER, new byte[] {8, 0, 0, 0, 0, 0, 0, 1, 5, 5}, 99);
    capture.packet(at(1), 1, SERVER, CLIENT, new byte[] {0, 0, 0, 0, 0, 0, 0, 1, 5, 5}, 99);
    capture.packet(at(2), 1, SERVER, CLIENT, new byte[] {8, 0, 0, 0, 0, 0, 0, 1, 5, 5}, 99);
    capture.packet(at(3), 1, CLIENT, SERVER, new byte[] {3, 1, 0, 0, 0, 0, 0, 0}, 99);
    capture.packet(at(4), 1, SERVER, CLIENT, new byte[] {3, 1, 0, 0, 0, 0, 0, 0}, 99);
    capture.packet(
        at(5), 58, "2001:db8::1", "2001:db8::2", new byte[] {(byte) 128, 0, 0, 0, 0, 0, 0, 0}, 99);
    capture.packet(
        at(6), 58, "2001:db8::2", "2001:db8::1", new byte[] {(byte) 129, 0, 0, 0, 0, 0, 0, 0}, 99);
    List<FlowRecord> flows = flows();

    assertThat(flows)
        .extracting(f ->
            f.source().address()
                + " "
                + f.icmpType()
                + " "
                + f.icmpCode()
                + " "
                + f.forward().packets()
                + " "
                + back(f).packets()
                + " "
                + f.source().port())
        .containsExactly(
            CLIENT + " 8 0 1 1 0",
            SERVER + " 8 0 1 0 0",
            CLIENT + " 3 1 1 0 0",
            SERVER + " 3 1 1 0 0",
            "2001:db8::1 128 0 1 1 0");
    assertThat(flows.getFirst().session().payloadOctets()).isEqualTo(2);
    assertThat(flows.getFirst().session().state()).isEqualTo("OTH");
  }

  @Test
  void takesTheServerForTheDestinationWhenItSpeaksFirst() {
    capture.udp(at(0), SERVER, 53, CLIENT, 50000, new byte[9]);
    capture.udp(at(1), SERVER, 123, CLIENT, 53, new byte[9]);
    capture.udp(at(2), SERVER, 50001, CLIENT, 50000, new byte[9]);
    List<FlowRecord> flows = flows();

    assertThat(flows)
        .extracting(f -> f.source().address() + " " + f.source().port())
        .containsExactly(CLIENT + " 50000", SERVER + " 123", SERVER + " 50001");
    assertThat(flows)
        .extracting(f -> f.session().state() + " " + f.session().history())
        .containsExactly("SHR ^d", "S0 D", "S0 D");
  }

  @Test
  void endsSilentFlowsInTheTimeOfThePackets() {
    capture.udp(at(0), CLIENT, 1000, SERVER, 2000, new byte[1]);
    up(0, 100, SYN, 0).down(0.1, 900, SYN | ACK, 0);
    capture.udp(at(59), CLIENT, 1000, SERVER, 2000, new byte[1]);
    capture.udp(at(119.5), CLIENT, 1000, SERVER, 2000, new byte[1]);
    up(310, 101, ACK, 5);
    List<FlowRecord> flows = flows();

    assertThat(flows)
        .extracting(f -> f.protocol() + " " + f.forward().packets() + " " + f.session().endReason())
        .containsExactly("17 2 1", "17 1 1", "6 1 1", "6 1 4");
    assertThat(flows).extracting(f -> f.session().uid()).doesNotHaveDuplicates();
    assertThat(flows).extracting(f -> f.session().uid()).allMatch(u -> u.matches("C\\w{17}"));
  }

  @Test
  void cutsLongFlowsIntoSlicesOfOneUid() {
    for (int second = 0; second <= 4000; second += 50) {
      capture.udp(at(second), CLIENT, 1000, SERVER, 2000, new byte[2]);
    }
    List<FlowRecord> flows = flows();

    assertThat(flows).extracting(f -> f.session().endReason()).containsExactly(2, 2, 4);
    assertThat(flows).extracting(f -> f.forward().packets()).containsExactly(36L, 36L, 9L);
    assertThat(flows)
        .extracting(FlowRecord::eventTimeMicros)
        .containsExactly(at(0), at(1800), at(3600));
    assertThat(flows.stream().map(f -> f.session().uid()).distinct()).hasSize(1);
  }

  @Test
  void countsEachPacketOnceThoughItIsAskedForSlicesInBetween() throws IOException {
    up(0, 1, SYN, 0).down(1, 9, SYN | ACK, 0).up(2, 2, ACK, 10).up(30, 12, ACK, 7);
    down(31, 10, FIN | ACK, 0).up(31, 19, FIN | ACK, 0).down(31, 11, ACK, 0);
    Collected collected = new Collected();
    CaptureReader reader = new CaptureReader(new ByteArrayInputStream(capture.bytes()), collected);
    PacketView packet = new PacketView();
    for (int i = 0; reader.next(packet); i++) {
      meter.accept(packet, collected);
      if (i == 2) {
        meter.slice(collected);
        meter.slice(collected);
      }
    }
    meter.slice(collected);
    meter.finish(collected);

    List<FlowRecord> slices = collected.flows();
    assertThat(slices).extracting(f -> f.session().endReason()).containsExactly(2, 3);
    assertThat(slices).extracting(f -> f.session().state()).containsExactly("S1", "SF");
    assertThat(slices).extracting(f -> f.forward().packets()).containsExactly(2L, 2L);
    assertThat(slices).extracting(f -> back(f).packets()).containsExactly(1L, 2L);
    assertThat(slices).extracting(FlowRecord::eventTimeMicros).containsExactly(at(0), at(30));
    assertThat(slices.stream().map(f -> f.session().uid()).distinct()).hasSize(1);
  }

  @Test
  void beginsAnewWhenAClosedConnectionIsOpenedAgain() {
    up(0, 100, SYN, 0).down(0.1, 900, RST | ACK, 0).up(1, 500, SYN, 0).down(1.1, 1, RST | ACK, 0);
    List<FlowRecord> flows = flows();

    assertThat(flows).extracting(f -> f.session().state()).containsExactly("REJ", "REJ");
    assertThat(flows).extracting(f -> f.session().endReason()).containsExactly(3, 3);
  }

  @Test
  void countsFragmentsWithTheFlowOfTheFirst() {
    byte[] first = new byte[1000];
    first[0] = 0x10;
    first[3] = 0x35;
    first[4] = 8;
    byte[] whole = new PcapBytes().packet(at(0), 17, CLIENT, SERVER, first, 2000).bytes();
    byte[] later = whole.clone();
    whole[24 + 16 + 5] = 77;
    whole[24 + 16 + 6] = 0x20;
    later[24 + 16 + 5] = 77;
    later[24 + 16 + 7] = 125;
    byte[] both = java.util.Arrays.copyOf(whole, whole.length + later.length - 24);
    System.arraycopy(later, 24, both, whole.length, later.length - 24);
    Collected collected = new Collected();
    CaptureReader reader = new CaptureReader(new ByteArrayInputStream(both), collected);
    PacketView packet = new PacketView();
    try {
      while (reader.next(packet)) {
        meter.accept(packet, collected);
      }
    } catch (IOException e) {
      throw new AssertionError(e);
    }
    meter.finish(collected);

    assertThat(collected.flows())
        .extracting(
            f -> f.source().port() + " " + f.forward().packets() + " " + f.forward().octets())
        .containsExactly("4096 2 2040");
    assertThat(collected.flows().getFirst().session().payloadOctets()).isEqualTo(992 + 1000);
  }

  @Test
  void keepsNoMoreFlowsThanAllowed() {
    MeterSettings d = MeterSettings.defaults();
    meter =
        new FlowMeter(
            new MeterSettings(
                d.active(),
                d.idleTcp(),
                d.idleTcpAttempt(),
                d.idleTcpClosed(),
                d.idleUdp(),
                d.idleOther(),
                3));
    for (int port = 1; port <= 5; port++) {
      capture.udp(at(port), CLIENT, port, SERVER, 2000, new byte[2]);
      capture.udp(at(port), CLIENT, 1, SERVER, 2000, new byte[2]);
    }
    List<FlowRecord> flows = flows();

    assertThat(mostOpen).isEqualTo(3);
    assertThat(flows)
        .extracting(f -> f.source().port() + " " + f.session().endReason())
        .containsExactly("2 5", "3 5", "1 4", "4 4", "5 4");
  }

  @Test
  void survivesTimesThatLie() {
    capture.udp(at(0), CLIENT, 1, SERVER, 2000, new byte[2]);
    capture.udp(at(3e9), CLIENT, 2, SERVER, 2000, new byte[2]);
    for (int second = 1; second < 100; second++) {
      capture.udp(at(second), CLIENT, 3, SERVER, 2000, new byte[2]);
    }

    assertThat(flows()).hasSize(3);
  }

  @Test
  void putsFactsIntoAllSlicesToCome() throws IOException {
    capture.udp(at(0), CLIENT, 1, SERVER, 443, new byte[2]);
    Collected collected = new Collected();
    CaptureReader reader = new CaptureReader(new ByteArrayInputStream(capture.bytes()), collected);
    PacketView packet = new PacketView();
    reader.next(packet);
    meter.accept(packet, collected);
    meter.facts().service("quic");
    meter.facts().tls(new Tls("www.example", null, null, null, null, null, null));
    meter.finish(collected);

    assertThat(collected.flows().getFirst().session().service()).isEqualTo("quic");
    assertThat(Objects.requireNonNull(collected.flows().getFirst().tls()).serverName())
        .isEqualTo("www.example");
  }

  /** Against a plain map: many flows, both directions, across growth and removal. */
  @Test
  void losesNoPacketOfManyFlows() {
    SplittableRandom random = new SplittableRandom(3);
    Set<Integer> used = new HashSet<>();
    long[] packets = new long[2];
    for (int i = 0; i < 20_000; i++) {
      int flow = random.nextInt(6000);
      used.add(flow);
      String host = "10.0." + flow / 200 + "." + flow % 200;
      boolean back = random.nextBoolean();
      packets[0]++;
      if (back) {
        capture.udp(at(i / 1000.0), SERVER, 40001, host, 40000, new byte[1]);
      } else {
        capture.udp(at(i / 1000.0), host, 40000, SERVER, 40001, new byte[1]);
      }
    }
    for (FlowRecord flow : flows()) {
      packets[1] += flow.forward().packets() + back(flow).packets();
      used.remove(-1);
    }

    assertThat(packets[1]).isEqualTo(packets[0]);
    assertThat(mostOpen).isEqualTo(used.size());
  }

  @Test
  void refusesSettingsWithoutSense() {
    MeterSettings d = MeterSettings.defaults();

    org.assertj.core.api.Assertions.assertThatIllegalArgumentException()
        .isThrownBy(() ->
            new MeterSettings(
                Duration.ZERO,
                d.idleTcp(),
                d.idleTcpAttempt(),
                d.idleTcpClosed(),
                d.idleUdp(),
                d.idleOther(),
                1))
        .withMessage("a flow cannot end after PT0S");
  }
}
