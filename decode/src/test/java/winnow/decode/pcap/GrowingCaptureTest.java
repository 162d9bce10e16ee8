// SPDX-License-Identifier: Apache-2.0
package winnow.decode.pcap;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import winnow.decode.ByteWriter;
import winnow.decode.CollectingSink;
import winnow.decode.RejectReason;
import winnow.decode.Rejection;

class GrowingCaptureTest {
  private static final byte[] PACKET = Packets.ipv4(17, 0, Packets.udp(1, 2, new byte[5]));

  /** As many bytes of a capture as were written so far. */
  private static final class Growing extends InputStream {
    private final byte[] all;
    private int written;
    private int read;

    Growing(byte[] all) {
      this.all = all;
    }

    @Override
    public int read() {
      return read < written ? all[read++] & 0xff : -1;
    }
  }

  private static byte[] pcapng() {
    ByteWriter out = ByteWriter.littleEndian();
    out.u32(0x0a0d0d0a).u32(28).u32(0x1a2b3c4d).u16s(1, 0).i64(-1).u32(28);
    out.u32(1).u32(20).u16s(101, 0).u32(0).u32(20);
    for (int i = 0; i < 2; i++) {
      int padded = PACKET.length + 3 & ~3;
      out.u32(6).u32(32 + padded).u32(0).u32(0x60000).u32(i).u32(PACKET.length).u32(PACKET.length);
      out.bytes(PACKET).zeros(padded - PACKET.length).u32(32 + padded);
    }
    return out.toBytes();
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void givesEachPacketOnceItIsWhole(boolean isPcapng) throws IOException {
    byte[] all = isPcapng ? pcapng() : Packets.pcap(ByteWriter.littleEndian(), 101, PACKET, PACKET);
    Growing file = new Growing(all);
    CollectingSink sink = new CollectingSink();
    CaptureReader reader = CaptureReader.growing(file, sink);
    PacketView packet = new PacketView();
    int packets = 0;
    for (file.written = 0; file.written <= all.length; file.written++) {
      while (reader.next(packet)) {
        packets++;
        assertThat(packet.destinationPort()).isEqualTo(2);
        assertThat(reader.offset()).isEqualTo(file.written);
      }
    }

    assertThat(packets).isEqualTo(2);
    assertThat(sink.rejections).isEmpty();
    assertThat(reader.hasEnded()).isFalse();
    reader.finish();
    assertThat(sink.rejections).isEmpty();
    assertThat(reader.next(packet)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(ints = {30, 60})
  void rejectsWhatIsLeftInTheEnd(int written) throws IOException {
    Growing file = new Growing(Packets.pcap(ByteWriter.littleEndian(), 101, PACKET));
    file.written = written;
    CollectingSink sink = new CollectingSink();
    CaptureReader reader = CaptureReader.growing(file, sink);
    assertThat(reader.next(new PacketView())).isFalse();
    assertThat(sink.rejections).isEmpty();
    reader.finish();

    assertThat(sink.rejections)
        .extracting(Rejection::reason)
        .containsExactly(RejectReason.TRUNCATED);
  }
}
