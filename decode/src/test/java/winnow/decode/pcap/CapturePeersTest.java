// SPDX-License-Identifier: Apache-2.0
package winnow.decode.pcap;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import winnow.decode.CollectingSink;

/** Every packet of real captures of all kinds, through our reader and through tshark. */
@Tag("peers")
class CapturePeersTest {
  private static final List<String> FIELDS =
      List.of(
          "frame.time_epoch",
          "frame.len",
          "ip.src",
          "ipv6.src",
          "ip.dst",
          "ipv6.dst",
          "udp.srcport",
          "tcp.srcport",
          "udp.dstport",
          "tcp.dstport",
          "tcp.seq_raw",
          "tcp.len");

  /** Tunnels: what tshark tells last of a packet is what is inside. */
  private static final Set<String> TUNNELS = Set.of("gre-erspan.pcap", "ipv6-gtp6.pcap");

  /** tshark tells of packets inside ICMP errors, of both addresses of tunnels, or of less. */
  private static final Set<String> NOT_COMPARABLE =
      Set.of(
          "6-4-gre-ppp-udp-4-dns.pcap",
          "arkime_synthetic.pcap",
          "gre-erspan-vxlan.pcap",
          "gre-sample.pcap",
          "gtp-iphone.pcap",
          "gtp-u.pcap",
          "ipv6-in-ipv4.pcap",
          "ospf.pcap",
          "socks5-http-302-frag.pcap",
          "tcpdump-geneve.pcap",
          "v6.pcap",
          "vxlan.pcap");

  static Stream<Path> captures() throws IOException {
    String root = System.getenv("WINNOW_TEST_DATA");
    Assumptions.assumeTrue(root != null, "WINNOW_TEST_DATA is not set");
    try (Stream<Path> files = Files.walk(Path.of(root, "conformance", "pcap-arkime"))) {
      return files
          .filter(file -> file.toString().endsWith(".pcap"))
          .filter(file -> !NOT_COMPARABLE.contains(file.getFileName().toString()))
          .sorted()
          .toList()
          .stream();
    }
  }

  @ParameterizedTest
  @MethodSource("captures")
  void agreesWithTshark(Path file) throws IOException, InterruptedException {
    assertThat(read(file)).isEqualTo(tshark(file));
  }

  private static List<String> read(Path file) throws IOException {
    List<String> packets = new ArrayList<>();
    try (InputStream input = new BufferedInputStream(Files.newInputStream(file))) {
      CaptureReader reader = new CaptureReader(input, new CollectingSink());
      PacketView packet = new PacketView();
      while (reader.next(packet)) {
        packets.add(describe(packet));
      }
    }
    return packets;
  }

  private static String describe(PacketView packet) {
    String line = packet.timestampMicros() + " " + packet.wireLength();
    if (packet.isIp()) {
      line += " " + packet.source() + " " + packet.destination();
    }
    if (packet.isUdp() || packet.isTcp()) {
      line += " " + packet.sourcePort() + " " + packet.destinationPort();
    }
    return packet.isTcp()
        ? line + " " + packet.tcpSequence() + " " + packet.payloadWireLength()
        : line;
  }

  private static List<String> tshark(Path file) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of("tshark", "-n", "-r", file.toString()));
    command.addAll(List.of("-o", "ip.defragment:FALSE", "-o", "ipv6.defragment:FALSE"));
    String occurrence = TUNNELS.contains(file.getFileName().toString()) ? "l" : "f";
    command.addAll(List.of("-T", "fields", "-E", "separator=|", "-E", "occurrence=" + occurrence));
    FIELDS.forEach(field -> command.addAll(List.of("-e", field)));
    Process process =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    process.waitFor();
    return output.lines().map(line -> join(line.split("\\|", -1))).toList();
  }

  private static String join(String[] columns) {
    StringBuilder line = new StringBuilder();
    line.append(new BigDecimal(columns[0]).movePointRight(6).longValue());
    line.append(' ').append(columns[1]);
    int addresses = columns[2].isEmpty() ? 3 : 2;
    int ports = columns[6].isEmpty() ? 7 : 6;
    for (int column : new int[] {addresses, addresses + 2, ports, ports + 2, 10, 11}) {
      if (!columns[column].isEmpty()) {
        line.append(' ').append(columns[column]);
      }
    }
    return line.toString();
  }
}
