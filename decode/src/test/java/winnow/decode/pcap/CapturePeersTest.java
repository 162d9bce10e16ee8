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
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import winnow.decode.CollectingSink;

/**
 * Every packet of real captures of all kinds, through our reader and through tshark. tshark lists
 * the fields of all layers of a packet; {@code frame.protocols} tells which of them belong to the
 * innermost IP header, which is what we note of tunnels. What an ICMP error quotes is no tunnel.
 */
@Tag("peers")
class CapturePeersTest {
  private static final List<String> FIELDS =
      List.of(
          "frame.time_epoch",
          "frame.len",
          "frame.protocols",
          "ip.src",
          "ip.dst",
          "ipv6.src",
          "ipv6.dst",
          "udp.srcport",
          "udp.dstport",
          "tcp.srcport",
          "tcp.dstport",
          "tcp.seq_raw",
          "tcp.len");

  /** Packets that tshark enters and we do not, by capture and number. */
  private static final Map<String, Map<Integer, String>> DIFFERENT =
      Map.of(
          "arkime_synthetic.pcap",
          Map.of(
              619, "VXLAN-GPE is sent to its port (RFC 7348), not from it",
              623, "Geneve is sent to its port (RFC 8926 section 3.3), not from it"));

  private static final int PROTOCOLS = FIELDS.indexOf("frame.protocols");

  static Stream<Path> captures() throws IOException {
    String root = System.getenv("WINNOW_TEST_DATA");
    Assumptions.assumeTrue(root != null, "WINNOW_TEST_DATA is not set");
    try (Stream<Path> files = Files.walk(Path.of(root, "conformance", "pcap-arkime"))) {
      return files.filter(file -> file.toString().endsWith(".pcap")).sorted().toList().stream();
    }
  }

  @ParameterizedTest
  @MethodSource("captures")
  void agreesWithTshark(Path file) throws IOException, InterruptedException {
    List<String> ours = read(file);
    List<String> theirs = tshark(file);

    assertThat(ours).hasSameSizeAs(theirs);
    Map<Integer, String> different = new TreeMap<>();
    for (int i = 0; i < ours.size(); i++) {
      if (!ours.get(i).equals(theirs.get(i))) {
        different.put(i + 1, "ours " + ours.get(i) + ", tshark " + theirs.get(i));
      }
    }
    String name = String.valueOf(file.getFileName());
    assertThat(different.keySet())
        .as("%s", different)
        .isEqualTo(DIFFERENT.getOrDefault(name, Map.of()).keySet());
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
    if (packet.isTcp()) {
      // tshark gives a fragment no length.
      String length = packet.isFragment() ? "" : String.valueOf(packet.payloadWireLength());
      line += " " + packet.tcpSequence() + " " + length;
    }
    return line;
  }

  private static List<String> tshark(Path file) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of("tshark", "-n", "-r", file.toString()));
    command.addAll(List.of("-o", "ip.defragment:FALSE", "-o", "ipv6.defragment:FALSE"));
    command.addAll(List.of("-T", "fields", "-E", "separator=|", "-E", "occurrence=a"));
    FIELDS.forEach(field -> command.addAll(List.of("-e", field)));
    Process process =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    process.waitFor();
    return output.lines().map(line -> join(line.split("\\|", -1))).toList();
  }

  /** Describes what tshark prints of a packet as {@link #describe} does ours. */
  private static String join(String[] columns) {
    Map<String, Integer> seen = new HashMap<>();
    String addresses = "";
    String transport = "";
    for (String layer : columns[PROTOCOLS].split(":")) {
      int occurrence = seen.merge(layer, 1, Integer::sum) - 1;
      if (layer.startsWith("icmp")) {
        break;
      } else if (layer.equals("ip") || layer.equals("ipv6")) {
        addresses = values(columns, layer + ".src", 2, occurrence);
        transport = "";
      } else if (layer.equals("udp") || layer.equals("tcp")) {
        transport = values(columns, layer + ".srcport", layer.equals("tcp") ? 4 : 2, occurrence);
      }
    }
    long micros = new BigDecimal(columns[0]).movePointRight(6).longValue();
    return micros + " " + columns[1] + addresses + transport;
  }

  /** One occurrence of {@code count} fields from {@code first} on. */
  private static String values(String[] columns, String first, int count, int occurrence) {
    StringBuilder values = new StringBuilder();
    int from = FIELDS.indexOf(first);
    for (String column : Arrays.asList(columns).subList(from, from + count)) {
      values.append(' ').append(column.split(",", -1)[occurrence]);
    }
    return values.toString();
  }
}
