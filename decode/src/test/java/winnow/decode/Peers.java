// SPDX-License-Identifier: Apache-2.0
package winnow.decode;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Other programs that read what we read. Each payload is sent from an address of its own. */
public final class Peers {
  private static final Pattern FRAME = Pattern.compile("Frame (\\d+):.*");
  private static final Pattern RECORD = Pattern.compile("\\s+(Flow \\d+\\b|pdu \\d+/\\d+).*");
  private static final Duration TO_TAKE_WHAT_WAITS = Duration.ofSeconds(1);
  private static final Duration BETWEEN_LOOKS = Duration.ofMillis(50);
  private static final Duration BETWEEN_DATAGRAMS = Duration.ofMillis(5);

  private Peers() {}

  /** DNS messages of a capture, and flow datagrams. */
  static long tsharkMessages(Path capture) throws IOException {
    String filter = "((dns || mdns || llmnr) && !icmp && !nbns) || cflow";
    return lines(
            "tshark", "-n", "-r", capture.toString(), "-Y", filter, "-T", "fields", "-e", "dns.id")
        .stream()
        .mapToLong(ids -> ids.split(",", -1).length)
        .sum();
  }

  /** Flows that nfdump prints. */
  static long nfdumpFlows(Path file) throws IOException {
    return printed("%pr", "-r", file).size();
  }

  /** Data records of each payload, fed after the payloads with its templates. */
  static Map<Path, Long> tsharkRecords(List<Path> payloads, Path folder) throws IOException {
    PcapBytes capture = new PcapBytes();
    Map<Integer, Path> payloadOfFrame = new HashMap<>();
    int frame = 0;
    for (int i = 0; i < payloads.size(); i++) {
      for (Path file : withTemplates(payloads.get(i))) {
        for (byte[] datagram : ExporterPayloads.datagrams(file)) {
          capture.udp(frame++, "10.0.1." + (i + 1), 9999, "10.9.9.9", 2055, datagram);
          if (file.equals(payloads.get(i))) {
            payloadOfFrame.put(frame, file);
          }
        }
      }
    }
    Path file = Files.write(folder.resolve("payloads.pcap"), capture.bytes());
    Map<Path, Long> counts = zeros(payloads);
    @Nullable Path payload = null;
    for (String line :
        lines("tshark", "-n", "-r", file.toString(), "-d", "udp.port==2055,cflow", "-V")) {
      Matcher start = FRAME.matcher(line);
      if (start.matches()) {
        payload = payloadOfFrame.get(Integer.valueOf(start.group(1)));
      } else if (payload != null && RECORD.matcher(line).matches()) {
        counts.merge(payload, 1L, Long::sum);
      }
    }
    return counts;
  }

  /** Flows of each payload that nfcapd stores, fed after the payloads with its templates. */
  static Map<Path, Long> nfcapdFlows(List<Path> payloads, Path folder)
      throws IOException, InterruptedException {
    Map<Path, Long> counts = zeros(payloads);
    for (String sender : nfcapd(payloads, folder, "%ra")) {
      int payload = Integer.parseInt(sender.substring(sender.lastIndexOf('.') + 1)) - 1;
      counts.merge(payloads.get(payload), 1L, Long::sum);
    }
    return counts;
  }

  /**
   * Sends payloads to an nfcapd that writes below {@code folder}, each after the payloads with its
   * templates.
   *
   * @return a line a flow, as nfdump prints them with {@code format}, in UTC
   */
  public static List<String> nfcapd(List<Path> payloads, Path folder, String format)
      throws IOException, InterruptedException {
    Path stored = Files.createDirectory(folder.resolve("nfcapd"));
    int port;
    try (DatagramSocket free = new DatagramSocket(0, InetAddress.getByName("127.0.0.1"))) {
      port = free.getLocalPort();
    }
    Path log = folder.resolve("nfcapd.log");
    Process nfcapd =
        new ProcessBuilder("nfcapd", "-w", "" + stored, "-b", "127.0.0.1", "-p", "" + port)
            .redirectErrorStream(true)
            .redirectOutput(log.toFile())
            .start();
    try {
      waitUntilItStarts(nfcapd, log);
      for (int i = 0; i < payloads.size(); i++) {
        send(payloads.get(i), InetAddress.getByName("127.0.1." + (i + 1)), port);
      }
      Thread.sleep(TO_TAKE_WHAT_WAITS);
    } finally {
      nfcapd.destroy();
      nfcapd.waitFor();
    }
    return printed(format, "-R", stored);
  }

  private static void waitUntilItStarts(Process nfcapd, Path log)
      throws IOException, InterruptedException {
    while (!Files.readString(log).contains("Startup")) {
      if (!nfcapd.isAlive()) {
        throw new IOException("nfcapd ended: " + Files.readString(log));
      }
      Thread.sleep(BETWEEN_LOOKS);
    }
  }

  private static void send(Path payload, InetAddress from, int port)
      throws IOException, InterruptedException {
    InetAddress to = InetAddress.getByName("127.0.0.1");
    try (DatagramSocket socket = new DatagramSocket(0, from)) {
      for (Path file : withTemplates(payload)) {
        for (byte[] datagram : ExporterPayloads.datagrams(file)) {
          socket.send(new DatagramPacket(datagram, datagram.length, to, port));
          Thread.sleep(BETWEEN_DATAGRAMS);
        }
      }
    }
  }

  private static List<Path> withTemplates(Path payload) throws IOException {
    List<Path> files = new ArrayList<>(ExporterPayloads.templatesFor(payload));
    files.add(payload);
    return files;
  }

  private static Map<Path, Long> zeros(List<Path> payloads) {
    return payloads.stream().collect(Collectors.toMap(payload -> payload, payload -> 0L));
  }

  private static List<String> printed(String format, String option, Path file) throws IOException {
    return lines("nfdump", "-q", "-N", "-6", "-o", "fmt:" + format, option, file.toString())
        .stream()
        .map(String::strip)
        .filter(line -> !line.isEmpty())
        .toList();
  }

  private static List<String> lines(String... command) throws IOException {
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().put("TZ", "UTC");
    Process process = builder.redirectError(ProcessBuilder.Redirect.DISCARD).start();
    try (BufferedReader lines = process.inputReader(StandardCharsets.ISO_8859_1)) {
      return lines.lines().toList();
    }
  }
}
