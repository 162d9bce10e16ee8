// SPDX-License-Identifier: Apache-2.0
package winnow.decode.pcap;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import winnow.decode.ByteWriter;
import winnow.decode.CollectingSink;
import winnow.decode.RejectReason;
import winnow.decode.Rejection;
import winnow.decode.SkipReason;

class CaptureReaderTest {
  private static final byte[] PACKET = Packets.ipv4(17, 0, Packets.udp(5353, 53, new byte[50]));
  private static final int RAW = 101;

  private final CollectingSink sink = new CollectingSink();

  /** Time stamps and payload lengths. */
  private List<String> read(byte[] capture) throws IOException {
    CaptureReader reader = new CaptureReader(new ByteArrayInputStream(capture), sink);
    PacketView packet = new PacketView();
    List<String> packets = new ArrayList<>();
    while (reader.next(packet)) {
      packets.add(packet.timestampMicros() + " " + packet.payloadLength());
    }
    assertThat(reader.next(packet)).isFalse();
    return packets;
  }

  static List<Supplier<ByteWriter>> byteOrders() {
    return List.of(ByteWriter::bigEndian, ByteWriter::littleEndian);
  }

  @ParameterizedTest
  @MethodSource("byteOrders")
  void readsPcap(Supplier<ByteWriter> writer) throws IOException {
    assertThat(read(Packets.pcap(writer.get(), RAW, PACKET, PACKET)))
        .containsExactly("1700000000000005 50", "1700000001000005 50");
    assertThat(sink.rejections).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("byteOrders")
  void readsPcapWithNanoseconds(Supplier<ByteWriter> writer) throws IOException {
    ByteWriter out = writer.get().u32(0xa1b23c4dL).zeros(16).u32(RAW);
    out.u32(0xffff_fffeL).u32(999_999_999).u32(PACKET.length).u32(9000).bytes(PACKET);

    assertThat(read(out.toBytes())).containsExactly("4294967294999999 50");
  }

  @Test
  void rejectsALengthThatNoPacketHas() throws IOException {
    ByteWriter out = ByteWriter.littleEndian();
    Packets.pcap(out, RAW, PACKET);
    out.u32(1).u32(2).u32(0x7fffffff).u32(9);

    assertThat(read(out.toBytes())).hasSize(1);
    assertThat(sink.rejections)
        .containsExactly(
            new Rejection(
                RejectReason.MALFORMED, 118, "pcap packet claims 2147483647 captured bytes"));
  }

  @Test
  void rejectsACaptureThatEndsInsideAPacket() throws IOException {
    byte[] capture = Packets.pcap(ByteWriter.littleEndian(), RAW, PACKET, PACKET);

    assertThat(read(Arrays.copyOf(capture, capture.length - 8))).hasSize(1);
    assertThat(sink.rejections)
        .containsExactly(
            new Rejection(RejectReason.TRUNCATED, 118, "pcap packet has 70 of 78 captured bytes"));
  }

  @Test
  void saysThatItDoesNotLookIntoPacketsOfALinkType() throws IOException {
    assertThat(read(Packets.pcap(ByteWriter.littleEndian(), 230, PACKET))).hasSize(1);
    assertThat(sink.rejections)
        .containsExactly(
            new Rejection(
                RejectReason.UNSUPPORTED,
                20,
                "pcap has link type 230, whose packets are not looked into"));
  }

  @Test
  void rejectsWhatIsNoCapture() throws IOException {
    assertThat(read("no capture".getBytes(java.nio.charset.StandardCharsets.US_ASCII))).isEmpty();
    assertThat(sink.rejections.getFirst().detail())
        .isEqualTo("capture starts with 0x6e6f2063, not with a pcap or pcapng magic");
  }

  private static byte[] pcapng(ByteWriter out) {
    block(out, 0x0a0d0d0a, w -> w.u32(0x1a2b3c4d).u16s(1, 0).i64(-1));
    block(out, 1, w -> w.u16s(RAW, 0).u32(0).u16s(9, 1).hex("09000000").u16s(0, 0));
    block(out, 1, w -> w.u16s(RAW, 0).u32(40).u16s(9, 1).hex("94000000").u16s(14, 8).i64(100));
    long nanos = 1_700_000_000_123_456_789L;
    block(out, 6, w -> packet(w.u32(0), nanos));
    block(out, 5, w -> w.zeros(8));
    block(out, 6, w -> packet(w.u32(1), (7L << 20) + (1 << 19)));
    block(out, 2, w -> packet(w.u16s(0, 3), nanos + 1000));
    block(out, 3, w -> w.u32(PACKET.length).bytes(PACKET).zeros(2));
    return out.toBytes();
  }

  private static void packet(ByteWriter out, long ticks) {
    out.u32(ticks >>> 32).u32(ticks).u32(PACKET.length).u32(PACKET.length).bytes(PACKET).zeros(2);
  }

  private static void block(
      ByteWriter out, int type, java.util.function.Consumer<ByteWriter> body) {
    int before = out.size();
    ByteWriter probe = ByteWriter.bigEndian();
    body.accept(probe);
    int length = probe.size() + 12;
    out.u32(type).u32(length);
    body.accept(out);
    out.u32(length);
    assertThat(out.size() - before).isEqualTo(length);
  }

  @ParameterizedTest
  @MethodSource("byteOrders")
  void readsPcapngWithItsResolutionsAndSections(Supplier<ByteWriter> writer) throws IOException {
    byte[] section = pcapng(writer.get());
    byte[] other = pcapng(ByteWriter.littleEndian());
    List<String> times =
        List.of(
            "1700000000123456 50", "107500000 50", "1700000000123457 50", "1700000000123457 50");

    List<String> packets = read(ByteWriter.bigEndian().bytes(section).bytes(other).toBytes());

    assertThat(packets.subList(0, 4)).isEqualTo(times);
    assertThat(packets.subList(4, 8)).isEqualTo(times);
    assertThat(sink.rejections).isEmpty();
    assertThat(sink.skipped).containsEntry(SkipReason.COMMENT, 8L);
  }

  @Test
  void goesOnAfterABadPcapngPacket() throws IOException {
    ByteWriter out = ByteWriter.bigEndian();
    block(out, 0x0a0d0d0a, w -> w.u32(0x1a2b3c4d).u16s(1, 0).i64(-1));
    block(out, 1, w -> w.u16s(RAW, 0).u32(0));
    block(out, 6, w -> packet(w.u32(3), 1));
    block(out, 6, w -> w.u32(0).i64(5).u32(1000).u32(1000).zeros(4));
    block(out, 6, w -> packet(w.u32(0), -1));
    block(out, 6, w -> packet(w.u32(0), 42));

    assertThat(read(out.toBytes())).containsExactly("42 50");
    assertThat(sink.rejections)
        .extracting(Rejection::detail)
        .containsExactly(
            "pcapng packet of interface 3, but 1 are described",
            "pcapng packet claims 1000 captured bytes in a block with 4",
            "pcapng packet has time 18446744073709551615");
  }

  @Test
  void survivesAnyDamage() throws IOException {
    byte[] pcap = Packets.pcap(ByteWriter.littleEndian(), RAW, PACKET, PACKET, PACKET);
    byte[] pcapng = pcapng(ByteWriter.bigEndian());
    SplittableRandom random = new SplittableRandom(1);
    PacketView packet = new PacketView();
    for (int round = 0; round < 20_000; round++) {
      byte[] bytes = (round % 2 == 0 ? pcap : pcapng).clone();
      for (int i = random.nextInt(1, 6); i > 0; i--) {
        bytes[random.nextInt(4, bytes.length)] = (byte) random.nextInt();
      }
      byte[] damaged = Arrays.copyOf(bytes, random.nextInt(bytes.length));
      CaptureReader reader = new CaptureReader(new ByteArrayInputStream(damaged), sink);
      int packets = 0;
      while (reader.next(packet)) {
        assertThat(++packets).isLessThan(100);
        assertThat(packet.payloadLength()).isNotNegative();
      }
    }
    assertThat(sink.rejections).isNotEmpty();
  }
}
