// SPDX-License-Identifier: Apache-2.0
package winnow.decode.capture;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import winnow.decode.ByteWriter;
import winnow.decode.Collected;
import winnow.decode.DecodeOptions;
import winnow.decode.DecodeSink;
import winnow.decode.Fuzzed;
import winnow.decode.meter.FlowMeter;
import winnow.decode.meter.MeterSettings;
import winnow.decode.pcap.FragmentAssembler;
import winnow.decode.pcap.PacketView;
import winnow.decode.pcap.Packets;
import winnow.decode.pcap.Tunnels;

/** Whatever the bytes are, they become records, rejections and skips, and state stays bounded. */
class CaptureFuzzTest {
  private static final int[] LINK_TYPES = {
    0, 1, 6, 8, 9, 10, 11, 12, 50, 51, 101, 104, 105, 107, 108, 109, 113, 117, 119, 122, 127, 163,
    192, 239, 276
  };

  private static void decode(byte[] capture) throws IOException {
    Collected collected = new Collected();
    new CaptureDecoder(DecodeOptions.named("x"))
        .decode(new ByteArrayInputStream(capture), collected);
    assertThat(collected.records.size()).isLessThanOrEqualTo(capture.length);
  }

  @Test
  void survivesAnyDamage() throws IOException {
    List<byte[]> packets = Tunnels.all();
    byte[] whole = Packets.pcap(ByteWriter.littleEndian(), 1, packets.toArray(byte[][]::new));
    SplittableRandom random = new SplittableRandom(11);
    for (int round = 0; round < 3000; round++) {
      byte[] bytes = whole.clone();
      for (int i = random.nextInt(12); i > 0; i--) {
        bytes[24 + random.nextInt(bytes.length - 24)] = (byte) random.nextInt();
      }
      decode(Arrays.copyOf(bytes, random.nextInt(bytes.length + 1)));
    }
  }

  @Test
  void survivesPacketsOfAnyLinkTypeCutAnywhere() {
    SplittableRandom random = new SplittableRandom(12);
    PacketView view = new PacketView();
    for (int linkType : LINK_TYPES) {
      for (int round = 0; round < 500; round++) {
        byte[] packet = new byte[random.nextInt(120)];
        random.nextBytes(packet);
        view.read(packet, 0, packet.length, packet.length, linkType, 0);

        assertThat(view.payloadOffset() + view.payloadLength()).isBetween(0, packet.length);
        assertThat(view.payloadLength()).isNotNegative();
      }
    }
  }

  /** Every packet has three bytes before it: its link type, its length, and when it comes. */
  @FuzzTest
  void dissectsAndMetersAnyPackets(byte[] packets) {
    Fuzzed.observe(packets.length, sink -> meter(packets, sink));
  }

  private static void meter(byte[] packets, DecodeSink sink) {
    MeterSettings d = MeterSettings.defaults();
    FlowMeter meter =
        new FlowMeter(
            new MeterSettings(
                d.active(),
                d.idleTcp(),
                d.idleTcpAttempt(),
                d.idleTcpClosed(),
                d.idleUdp(),
                d.idleOther(),
                8));
    FragmentAssembler fragments = new FragmentAssembler();
    PacketView view = new PacketView();
    long micros = 0;
    int at = 0;
    while (at + 3 <= packets.length) {
      int linkType = LINK_TYPES[(packets[at] & 0xff) % LINK_TYPES.length];
      int length = Math.min(packets[at + 1] & 0xff, packets.length - at - 3);
      micros += packets[at + 2] * 1_000_000L;
      view.read(packets, at + 3, length, length + (packets[at + 2] & 7), linkType, micros);
      if (view.isIp()) {
        meter.accept(view, sink);
        if (view.isFragment()) {
          fragments.accept(view, whole -> meter.accept(whole, sink));
        }
      }
      assertThat(meter.openFlows()).isLessThanOrEqualTo(8);
      at += 3 + length;
    }
    fragments.finish(whole -> meter.accept(whole, sink));
    meter.finish(sink);
  }
}
