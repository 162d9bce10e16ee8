// SPDX-License-Identifier: Apache-2.0
package winnow.collector.capture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.abort;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import winnow.decode.pcap.PacketView;

/** Skipped, saying why, where there is no libpcap or no permission. */
class LiveCaptureTest {
  private static final int ATTEMPTS = 50;

  private static LiveCapture open(@Nullable String filter) {
    try {
      return LiveCapture.open("lo", filter);
    } catch (CaptureUnavailableException e) {
      return abort(String.valueOf(e.getMessage()));
    }
  }

  @Test
  void seesWhatIsSentThroughTheInterface() throws IOException {
    InetAddress loopback = InetAddress.getByName("127.0.0.1");
    try (DatagramSocket socket = new DatagramSocket(0, loopback);
        LiveCapture capture = open("udp and port " + socket.getLocalPort())) {
      byte[] hello = {'h', 'e', 'l', 'l', 'o'};
      socket.send(new DatagramPacket(hello, hello.length, loopback, socket.getLocalPort()));
      PacketView packet = new PacketView();
      boolean seen = false;
      for (int i = 0; i < ATTEMPTS && !seen; i++) {
        seen = capture.next(packet);
      }

      assertThat(seen).isTrue();
      assertThat(packet.isUdp()).isTrue();
      assertThat(packet.source()).hasToString("127.0.0.1");
      assertThat(packet.destinationPort()).isEqualTo(socket.getLocalPort());
      assertThat(packet.payloadLength()).isEqualTo(5);
      assertThat(packet.bytes()[packet.payloadOffset()]).isEqualTo((byte) 'h');
      assertThat(packet.timestampMicros()).isGreaterThan(1_700_000_000_000_000L);
      assertThat(capture.lostPackets()).isZero();
    }
  }

  @Test
  void doesNotWaitLongForPacketsThatDoNotCome() throws IOException {
    try (LiveCapture capture = open("udp and port 1 and host 127.99.99.99")) {
      long start = System.nanoTime();
      assertThat(capture.next(new PacketView())).isFalse();
      assertThat(System.nanoTime() - start).isLessThan(5_000_000_000L);
    }
  }

  @Test
  void saysWhatIsWrong() {
    open(null).close();

    assertThatThrownBy(() -> LiveCapture.open("none77", null))
        .isInstanceOf(CaptureUnavailableException.class)
        .hasMessageStartingWith("cannot capture packets of interface \"none77\": ");
    assertThatThrownBy(() -> LiveCapture.open("lo", "udp and and"))
        .isInstanceOf(CaptureUnavailableException.class)
        .hasMessageContaining("filter \"udp and and\": ");
  }
}
