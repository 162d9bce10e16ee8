// SPDX-License-Identifier: Apache-2.0
package winnow.decode.capture;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import winnow.decode.ByteWriter;
import winnow.decode.Collected;
import winnow.decode.CollectingSink;
import winnow.decode.DecodeOptions;
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

  @Tag("long")
  @FuzzTest(maxDuration = "60s")
  void decodesAnyCapture(byte[] capture) throws IOException {
    decode(capture);
  }

  @Tag("long")
  @FuzzTest(maxDuration = "30s")
  void dissectsAndMetersAnyPacket(byte[] packet) {
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
    CollectingSink sink = new CollectingSink();
    PacketView view = new PacketView();
    for (int from = 0; from < packet.length; from++) {
      int linkType = LINK_TYPES[(packet[from] & 0xff) % LINK_TYPES.length];
      int length = packet.length - from;
      view.read(packet, from, length, length + (packet[from] & 7), linkType, packet[from] * 1000L);
      if (view.isIp()) {
        meter.accept(view, sink);
        if (view.isFragment()) {
          fragments.accept(view, whole -> meter.accept(whole, sink));
        }
      }
      assertThat(meter.openFlows()).isLessThanOrEqualTo(8);
    }
    fragments.finish(whole -> meter.accept(whole, sink));
    meter.finish(sink);
  }
}
