// SPDX-License-Identifier: Apache-2.0
package winnow.decode.dns;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.Test;
import winnow.decode.Collected;
import winnow.decode.PcapBytes;
import winnow.decode.RejectReason;
import winnow.decode.SkipReason;
import winnow.decode.capture.PayloadDecoder;
import winnow.decode.pcap.CaptureReader;
import winnow.decode.pcap.PacketView;
import winnow.decode.stream.ConnectionFacts;
import winnow.schema.DnsRecord;
import winnow.schema.Endpoint;
import winnow.schema.IpAddress;
import winnow.schema.ResourceRecord;
import winnow.schema.TelemetryKind;

class DnsPacketDecoderTest {
  private static final String CLIENT = "10.0.0.1";
  private static final String SERVER = "10.0.0.53";
  private static final long START = 1_700_000_000_000_000L;
  private static final int SYN = 2;
  private static final int ACK = 16;
  private static final int FIN = 1;

  @Test
  void joinsQueryAndResponse() {
    PcapBytes capture =
        new PcapBytes()
            .udp(START, CLIENT, 40_000, SERVER, 53, query(7, "a.example"))
            .udp(START + 1_500, SERVER, 53, CLIENT, 40_000, response(7, "a.example", 0x0a000002));

    DnsRecord dns = decode(capture).dns().getFirst();

    assertThat(dns.eventTimeMicros()).isEqualTo(START);
    assertThat(dns.client()).isEqualTo(new Endpoint(IpAddress.parse(CLIENT), 40_000));
    assertThat(dns.server()).isEqualTo(new Endpoint(IpAddress.parse(SERVER), 53));
    assertThat(dns.protocol()).isEqualTo(17);
    assertThat(dns.transactionId()).isEqualTo(7);
    assertThat(dns.querySeen()).isTrue();
    assertThat(dns.queryOctets()).isEqualTo(27);
    assertThat(dns.frameOctets()).isEqualTo(20 + 8 + 43);
    assertThat(dns.question().name()).isEqualTo("a.example");
    assertThat(dns.question().recursionDesired()).isTrue();
    DnsRecord.Response response = Objects.requireNonNull(dns.response());
    assertThat(response.roundTripMicros()).isEqualTo(1_500);
    assertThat(response.octets()).isEqualTo(43);
    assertThat(response.rcode()).isZero();
    assertThat(response.headerFlags()).isEqualTo(0x8180);
    assertThat(response.answers()).containsExactly(new ResourceRecord("10.0.0.2", 1, 60));
  }

  @Test
  void keepsUnansweredQueriesAndLoneResponses() {
    PcapBytes capture =
        new PcapBytes()
            .udp(START, CLIENT, 40_000, SERVER, 53, query(1, "lost.example"))
            .udp(START + 1, SERVER, 53, CLIENT, 40_001, response(2, "early.example", 1));

    Collected decoded = decode(capture);

    assertThat(decoded.dns())
        .extracting(d -> d.question().name(), DnsRecord::querySeen)
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple("early.example", false),
            org.assertj.core.groups.Tuple.tuple("lost.example", true));
    assertThat(decoded.dns().getLast().response()).isNull();
  }

  @Test
  void countsRepeatedMessages() {
    byte[] answer = response(1, "a.example", 1);
    PcapBytes capture =
        new PcapBytes()
            .udp(START, CLIENT, 40_000, SERVER, 53, query(1, "a.example"))
            .udp(START + 1, CLIENT, 40_000, SERVER, 53, query(1, "a.example"))
            .udp(START + 2, SERVER, 53, CLIENT, 40_000, answer)
            .udp(START + 3, SERVER, 53, CLIENT, 40_000, answer)
            .udp(START + 4, SERVER, 53, CLIENT, 40_000, response(1, "a.example", 666));

    Collected decoded = decode(capture);

    assertThat(decoded.skipped).isEqualTo(Map.of(SkipReason.RETRANSMISSION, 2L));
    assertThat(decoded.dns()).as("a second, other answer is evidence").hasSize(2);
    assertThat(decoded.dns().getLast().querySeen()).isFalse();
  }

  @Test
  void aQueryAsAfterTheAnswerIsANewTransaction() {
    PcapBytes capture = new PcapBytes();
    for (int i = 0; i < 3; i++) {
      capture
          .udp(START + 10 * i, CLIENT, 40_000, SERVER, 53, query(1, "a.example"))
          .udp(START + 10 * i + 1, SERVER, 53, CLIENT, 40_000, response(1, "a.example", 1));
    }

    assertThat(decode(capture).dns()).hasSize(3).allMatch(d -> d.response() != null);
  }

  @Test
  void givesUpWaitingInTheTimeOfTheCapture() {
    long later = START + DnsTransactions.TIMEOUT_MICROS + 1;
    PcapBytes capture =
        new PcapBytes()
            .udp(START, CLIENT, 40_000, SERVER, 53, query(1, "slow.example"))
            .udp(later, SERVER, 53, CLIENT, 40_000, response(1, "slow.example", 1));

    assertThat(decode(capture).dns()).extracting(DnsRecord::querySeen).containsExactly(true, false);
  }

  @Test
  void anyServerMayAnswerLinkLocalMulticast() {
    PcapBytes capture =
        new PcapBytes()
            .udp(START, CLIENT, 50_000, "224.0.0.252", 5355, query(9, "wpad"))
            .udp(START + 5, "10.0.0.66", 5355, CLIENT, 50_000, response(9, "wpad", 1));

    DnsRecord dns = decode(capture).dns().getFirst();

    assertThat(dns.querySeen()).isTrue();
    assertThat(Objects.requireNonNull(dns.server()).address())
        .isEqualTo(IpAddress.parse("10.0.0.66"));
  }

  @Test
  void readsTheRestOfACutMessage() {
    byte[] message = response(1, "a.example", 1);
    ByteBuffer udp = ByteBuffer.allocate(8 + message.length).putShort((short) 53);
    udp.putShort((short) 4000).putShort((short) udp.capacity()).putShort((short) 0).put(message);

    Collected decoded =
        decode(new PcapBytes().packet(START, 17, SERVER, CLIENT, udp.array(), 20 + 8 + 30));

    assertThat(decoded.rejections).isEmpty();
    assertThat(decoded.dns().getFirst().question().name()).isEqualTo("a.example");
    assertThat(Objects.requireNonNull(decoded.dns().getFirst().response()).octets()).isEqualTo(43);
  }

  @Test
  void rejectsWhatIsNoDnsWithThePlaceOfThePacket() {
    PcapBytes capture = new PcapBytes().udp(START, CLIENT, 4000, SERVER, 53, new byte[] {1, 2, 3});

    Collected decoded = decode(capture);

    assertThat(decoded.reasons()).containsExactly(RejectReason.TRUNCATED);
    assertThat(decoded.rejections.getFirst().offset()).isEqualTo(24);
    assertThat(decoded.rejections.getFirst().detail())
        .isEqualTo("DNS message of 3 bytes has no whole header");
  }

  @Test
  void putsTcpSegmentsInOrderHoweverTheyAreCutAndShuffled() {
    Random random = new Random(4);
    for (int round = 0; round < 500; round++) {
      byte[] stream = new byte[0];
      for (int i = 0; i < 6; i++) {
        stream = concat(stream, framed(query(i, "n" + i + ".example")));
      }
      long first = 0xffff_fff0L;
      PcapBytes capture = new PcapBytes();
      capture.tcp(START, CLIENT, 4000, SERVER, 53, first, SYN, new byte[0]);
      int[] cuts = random.ints(5, 0, stream.length).sorted().toArray();
      Integer[] order = {0, 1, 2, 3, 4, 5};
      java.util.Collections.shuffle(Arrays.asList(order), random);
      for (int piece : order) {
        int from = piece == 0 ? 0 : cuts[piece - 1];
        int to = piece == 5 ? stream.length : cuts[piece];
        long sequence = first + 1 + from & 0xffff_ffffL;
        byte[] data = Arrays.copyOfRange(stream, from, to);
        capture.tcp(START + 1, CLIENT, 4000, SERVER, 53, sequence, ACK, data);
      }
      Collected decoded = decode(capture);
      assertThat(decoded.dns())
          .extracting(d -> d.question().name())
          .as("round %d", round)
          .containsExactly(
              "n0.example", "n1.example", "n2.example", "n3.example", "n4.example", "n5.example");
      assertThat(decoded.rejections).isEmpty();
    }
  }

  @Test
  void saysWhenATcpStreamEndsInAMessage() {
    byte[] half = Arrays.copyOf(framed(query(1, "a.example")), 20);
    PcapBytes capture =
        new PcapBytes()
            .tcp(START, CLIENT, 4000, SERVER, 53, 100, SYN, new byte[0])
            .tcp(START, CLIENT, 4000, SERVER, 53, 101, ACK | FIN, half);

    assertThat(decode(capture).rejections)
        .singleElement()
        .satisfies(r -> assertThat(r.reason()).isEqualTo(RejectReason.TRUNCATED))
        .satisfies(r ->
            assertThat(r.detail())
                .isEqualTo("DNS over TCP: 20 bytes are no whole message: the stream ends"));
  }

  @Test
  void goesOnAfterAGapThatIsNeverFilled() {
    PcapBytes capture = new PcapBytes();
    capture.tcp(START, CLIENT, 4000, SERVER, 53, 100, SYN, new byte[0]);
    long sequence = 101;
    for (int i = 0; i < 100; i++) {
      byte[] message = framed(query(i, "n" + i + ".example"));
      if (i != 3) {
        capture.tcp(START + i, CLIENT, 4000, SERVER, 53, sequence, ACK, message);
      }
      sequence += message.length;
    }

    assertThat(decode(capture).dns()).hasSize(99);
  }

  @Test
  void readsBehindAGapWhenTheStreamEnds() {
    byte[] first = framed(query(1, "a.example"));
    byte[] second = framed(query(2, "b.example"));
    int lost = 30;
    long behind = 101 + lost;
    PcapBytes capture =
        new PcapBytes()
            .tcp(START, CLIENT, 4000, SERVER, 53, 100, SYN, new byte[0])
            .tcp(START + 10, CLIENT, 4000, SERVER, 53, behind, ACK, first)
            .tcp(START + 20, CLIENT, 4000, SERVER, 53, behind + first.length, ACK, second)
            .tcp(
                START + 30,
                CLIENT,
                4000,
                SERVER,
                53,
                behind + first.length + second.length,
                ACK | FIN,
                new byte[0])
            .udp(START + 90, "10.9.9.9", 4000, SERVER, 53, query(9, "other.example"));

    Collected decoded = decode(capture);

    assertThat(decoded.rejections).isEmpty();
    assertThat(decoded.dns())
        .extracting(d -> d.question().name(), DnsRecord::eventTimeMicros, d -> d.client().port())
        .contains(
            org.assertj.core.groups.Tuple.tuple("a.example", START + 10, 4000),
            org.assertj.core.groups.Tuple.tuple("b.example", START + 20, 4000))
        .hasSize(3);
  }

  /**
   * A message a segment, some lost, repeated or out of turn: each is a record or was there already.
   */
  @Test
  void everySegmentIsAcceptedOrSkipped() {
    Random random = new Random(11);
    for (int round = 0; round < 500; round++) {
      PcapBytes capture = new PcapBytes();
      capture.tcp(START, CLIENT, 4000, SERVER, 53, 100, SYN, new byte[0]);
      int segments = 0;
      for (int i = 0; i < 12; i++) {
        for (int copies = random.nextInt(3); copies > 0; copies--) {
          byte[] message = framed(query(i, "a.example"));
          long sequence = 101 + (long) (i ^ random.nextInt(2)) * message.length;
          capture.tcp(START + 1, CLIENT, 4000, SERVER, 53, sequence, ACK, message);
          segments++;
        }
      }
      Collected decoded = decode(capture);
      long skipped = decoded.skipped.values().stream().mapToLong(Long::longValue).sum();
      assertThat(decoded.rejections).isEmpty();
      assertThat(decoded.dns().size() + skipped).as("round %d", round).isEqualTo(segments);
    }
  }

  @Test
  void survivesAnyMutation() {
    Random random = new Random(853);
    PcapBytes capture = new PcapBytes();
    long sequence = 1;
    for (int i = 0; i < 20; i++) {
      byte[] message = framed(query(i, "n" + i + ".example"));
      capture.tcp(START, CLIENT, 4000, SERVER, 53, sequence, ACK, message);
      sequence += message.length;
      capture.udp(START, SERVER, 53, CLIENT, 4000, response(i, "n" + i + ".example", i));
    }
    byte[] good = capture.bytes();
    for (int i = 0; i < 5_000; i++) {
      byte[] bad = good.clone();
      for (int flips = 1 + random.nextInt(20); flips > 0; flips--) {
        bad[24 + random.nextInt(bad.length - 24)] = (byte) random.nextInt();
      }
      decode(bad);
    }
    assertThat(decode(good).dns()).hasSize(40);
  }

  private static Collected decode(PcapBytes capture) {
    return decode(capture.bytes());
  }

  private static Collected decode(byte[] capture) {
    Collected collected = new Collected();
    CaptureReader reader = new CaptureReader(new ByteArrayInputStream(capture), collected);
    PacketView packet = new PacketView();
    PayloadDecoder decoder = new PayloadDecoder(EnumSet.of(TelemetryKind.DNS));
    try {
      while (reader.next(packet)) {
        decoder.accept(packet, ConnectionFacts.NONE, collected);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    decoder.finish(collected);
    return collected;
  }

  private static byte[] query(int id, String name) {
    return message(id, 0x0100, name, null);
  }

  private static byte[] response(int id, String name, int address) {
    return message(id, 0x8180, name, address);
  }

  private static byte[] message(
      int id, int flags, String name, @org.jspecify.annotations.Nullable Integer address) {
    ByteBuffer message = ByteBuffer.allocate(512);
    message.putShort((short) id).putShort((short) flags).putShort((short) 1);
    message.putShort((short) (address == null ? 0 : 1)).putInt(0);
    for (String label : name.split("\\.")) {
      message
          .put((byte) label.length())
          .put(label.getBytes(java.nio.charset.StandardCharsets.UTF_8));
    }
    message.put((byte) 0).putShort((short) 1).putShort((short) 1);
    if (address != null) {
      message.putShort((short) 0xc00c).putShort((short) 1).putShort((short) 1).putInt(60);
      message.putShort((short) 4).putInt(address);
    }
    return Arrays.copyOf(message.array(), message.position());
  }

  private static byte[] framed(byte[] message) {
    byte[] length = {(byte) (message.length >> 8), (byte) message.length};
    return concat(length, message);
  }

  private static byte[] concat(byte[] first, byte[] second) {
    byte[] both = Arrays.copyOf(first, first.length + second.length);
    System.arraycopy(second, 0, both, first.length, second.length);
    return both;
  }
}
