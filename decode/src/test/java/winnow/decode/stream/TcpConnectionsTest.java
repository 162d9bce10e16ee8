// SPDX-License-Identifier: Apache-2.0
package winnow.decode.stream;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import winnow.decode.Collected;
import winnow.decode.DecodeSink;
import winnow.decode.PcapBytes;
import winnow.decode.pcap.CaptureReader;
import winnow.decode.pcap.PacketView;

class TcpConnectionsTest {
  private static final long START = 1_700_000_000_000_000L;
  private static final int SYN = 2;
  private static final int ACK = 16;
  private static final int FIN = 1;
  private static final int RST = 4;

  /** Writes down what it is told: bytes of the client as they are, gaps as {@code [n]}. */
  private static final class Transcript implements StreamConsumer {
    final StringBuilder text = new StringBuilder();
    int repeated;

    @Override
    public void data(
        boolean fromClient, byte[] bytes, int from, int to, Arrival arrival, DecodeSink sink) {
      for (int i = from; i < to; i++) {
        text.append((char) bytes[i]);
      }
    }

    @Override
    public void gap(boolean fromClient, long octets, long captureOffset, DecodeSink sink) {
      text.append('[').append(octets).append(']');
    }

    @Override
    public void repeated(boolean fromClient, DecodeSink sink) {
      repeated++;
    }

    @Override
    public void end(boolean fromClient, long captureOffset, DecodeSink sink) {
      text.append(fromClient ? "." : ",");
    }

    @Override
    public boolean isDone() {
      return false;
    }

    @Override
    public long heldBytes() {
      return 0;
    }
  }

  private final Transcript transcript = new Transcript();
  private final TcpConnections connections =
      new TcpConnections(
          (connection, bytes, from, to) -> new Claim.Claimed(true, claimed -> transcript));

  private String read(PcapBytes capture) {
    read(capture.bytes());
    connections.finish(new Collected());
    return transcript.text.toString();
  }

  private void read(byte[] capture) {
    Collected sink = new Collected();
    CaptureReader reader = new CaptureReader(new ByteArrayInputStream(capture), sink);
    PacketView packet = new PacketView();
    try {
      while (reader.next(packet)) {
        if (packet.isTcp()) {
          connections.accept(packet, ConnectionFacts.NONE, sink);
          assertThat(connections.heldBytes()).isBetween(0L, TcpConnections.MAX_HELD_BYTES);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void segment(PcapBytes capture, long sequence, int flags, String data) {
    capture.tcp(
        START,
        "192.0.2.1",
        4000,
        "192.0.2.2",
        80,
        sequence & 0xffff_ffffL,
        flags,
        Dialogue.latin(data));
  }

  @Test
  void ofBytesThatComeTwiceTheFirstCopyCounts() {
    PcapBytes capture = new PcapBytes();
    segment(capture, 99, SYN, "");
    segment(capture, 104, ACK, "EFGH");
    segment(capture, 102, ACK, "cdefghij");
    segment(capture, 100, ACK, "abcd");
    segment(capture, 100, ACK, "ABCDEFGHIJ");

    assertThat(read(capture)).isEqualTo("abcdEFGHij.,");
    assertThat(transcript.repeated).isEqualTo(1);
  }

  @Test
  void putsAnyOrderRightAcrossTheWrapOfSequenceNumbers() {
    Random random = new Random(9293);
    for (int round = 0; round < 300; round++) {
      transcript.text.setLength(0);
      long first = random.nextInt(64) - 32L;
      StringBuilder said = new StringBuilder();
      random.ints(64, 'a', 'z' + 1).forEach(c -> said.append((char) c));
      PcapBytes capture = new PcapBytes();
      segment(capture, first - 1, SYN, "");
      Integer[] starts = new Integer[32];
      Arrays.setAll(starts, i -> 2 * i);
      java.util.Collections.shuffle(Arrays.asList(starts), random);
      for (int start : starts) {
        int end = Math.min(64, start + 2 + random.nextInt(9));
        segment(capture, first + start, ACK, said.substring(start, end));
      }
      segment(capture, first + 64, ACK | FIN, "");
      assertThat(read(capture)).as("round %d", round).isEqualTo(said + ".,");
    }
  }

  @Test
  void tellsWhatTheCaptureLostOrCut() {
    PcapBytes capture = new PcapBytes();
    segment(capture, 99, SYN, "");
    segment(capture, 100, ACK, "ab");
    byte[] tcp = new byte[24];
    System.arraycopy(new byte[] {0x0f, (byte) 0xa0, 0, 80, 0, 0, 0, 102}, 0, tcp, 0, 8);
    System.arraycopy(new byte[] {0x50, ACK}, 0, tcp, 12, 2);
    System.arraycopy(Dialogue.latin("cdef"), 0, tcp, 20, 4);
    capture.packet(START, 6, "192.0.2.1", "192.0.2.2", tcp, 20 + 20 + 1);
    segment(capture, 106, ACK, "gh");
    segment(capture, 110, ACK, "lm");
    segment(capture, 115, ACK | FIN, "");

    assertThat(read(capture)).isEqualTo("abc[3]gh[2]lm[3].,");
  }

  @Test
  void keepAlivesAndLateCopiesSayNothing() {
    PcapBytes capture = new PcapBytes();
    segment(capture, 99, SYN, "");
    segment(capture, 100, ACK, "ab");
    segment(capture, 101, ACK, "b");
    segment(capture, 102, ACK | RST, "");
    segment(capture, 100, ACK, "ab");

    assertThat(read(capture)).isEqualTo("ab.,");
    assertThat(transcript.repeated).isEqualTo(2);
  }

  @Test
  void aNewSynIsANewConnection() {
    PcapBytes capture = new PcapBytes();
    segment(capture, 99, SYN, "");
    segment(capture, 99, SYN, "");
    segment(capture, 100, ACK, "ab");
    segment(capture, 5000, SYN, "");
    segment(capture, 5001, ACK, "cd");

    assertThat(read(capture)).isEqualTo("ab.,cd.,");
  }

  @Test
  void bytesBehindGapsAreBounded() {
    PcapBytes capture = new PcapBytes();
    byte[] data = new byte[1400];
    for (int port = 1000; port < 1050; port++) {
      capture.tcp(START, "192.0.2.1", port, "192.0.2.2", 80, 0, SYN, new byte[0]);
      for (int i = 0; i < 500; i++) {
        capture.tcp(START, "192.0.2.1", port, "192.0.2.2", 80, 100 + 1400L * i, ACK, data);
      }
    }
    read(capture.bytes());

    assertThat(connections.heldBytes()).isGreaterThan(TcpConnections.MAX_HELD_BYTES / 2);
  }

  @FuzzTest
  void segmentsOfAnySequenceHoldLittle(byte[] plan) {
    PcapBytes capture = new PcapBytes();
    for (int at = 0; at + 4 <= plan.length; at += 4) {
      long sequence = (plan[at] & 0xffL) << 24 | (plan[at + 1] & 0xff) * 7L;
      int port = 1000 + (plan[at + 2] & 3);
      byte[] data = new byte[plan[at + 3] & 0xff];
      int flags = plan[at + 2] >> 2 & 0x17;
      capture.tcp(START + at, "192.0.2.1", port, "192.0.2.2", 80, sequence, flags, data);
    }
    read(capture);
  }
}
