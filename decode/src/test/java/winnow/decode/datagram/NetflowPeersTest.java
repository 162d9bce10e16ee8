// SPDX-License-Identifier: Apache-2.0
package winnow.decode.datagram;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import winnow.decode.CollectingSink;
import winnow.decode.DecodeOptions;
import winnow.decode.ExporterPayloads;
import winnow.decode.capture.CaptureDecoder;
import winnow.schema.FlowRecord;

/** The same payloads, as a capture, through our decoder and through tshark. */
@Tag("peers")
class NetflowPeersTest {
  /** With a wrong header of version 5, packets of a capture are not taken for flow datagrams. */
  private static final Set<String> NOT_COMPARABLE =
      Set.of("netflow5_test_invalid01", "netflow5_test_invalid02");

  /** What the fields of the family hold that a record does not use. */
  private static final Set<String> NO_ADDRESS = Set.of("0.0.0.0", "::");

  static Stream<ExporterPayloads> exporters() throws IOException {
    String root = System.getenv("WINNOW_TEST_DATA");
    Assumptions.assumeTrue(root != null, "WINNOW_TEST_DATA is not set");
    return ExporterPayloads.in(Path.of(root, "conformance", "netflow")).stream()
        .filter(payloads -> !NOT_COMPARABLE.contains(payloads.exporter()));
  }

  @ParameterizedTest
  @MethodSource("exporters")
  void findsTheSourcesAndBytesThatTsharkFinds(ExporterPayloads payloads, @TempDir Path folder)
      throws IOException, InterruptedException {
    Path file = Files.write(folder.resolve("flows.pcap"), TsharkCapture.mended(payloads));
    CollectingSink sink = new CollectingSink();
    byte[] capture = TsharkCapture.asSent(payloads);
    new CaptureDecoder(DecodeOptions.named("x")).decode(new ByteArrayInputStream(capture), sink);

    List<String> sources = new ArrayList<>();
    for (FlowRecord flow : sink.flows()) {
      boolean isReported = flow.observer().exporter() != null;
      if (isReported && !NO_ADDRESS.contains(flow.source().address().toString())) {
        sources.add(flow.source().address() + " > " + flow.destination().address());
      }
    }
    assertThat(sources).containsExactlyInAnyOrderElementsOf(tshark(file));
  }

  private static List<String> tshark(Path file) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of("tshark", "-r", file.toString()));
    command.addAll(List.of("-d", "udp.port==2055,cflow", "-T", "fields", "-E", "separator=|"));
    for (String field : List.of("srcaddr", "dstaddr", "srcaddrv6", "dstaddrv6")) {
      command.addAll(List.of("-e", "cflow." + field));
    }
    Process process =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    process.waitFor();
    List<String> pairs = new ArrayList<>();
    for (String line : output.lines().toList()) {
      String[] columns = line.split("\\|", -1);
      pair(columns[0], columns[1], pairs);
      pair(columns[2], columns[3], pairs);
    }
    return pairs;
  }

  private static void pair(String sources, String destinations, List<String> pairs) {
    List<String> from = addresses(sources);
    List<String> to = addresses(destinations);
    for (int i = 0; i < Math.min(from.size(), to.size()); i++) {
      if (!NO_ADDRESS.contains(from.get(i))) {
        pairs.add(from.get(i) + " > " + to.get(i));
      }
    }
  }

  private static List<String> addresses(String column) {
    return column.isEmpty() ? List.of() : Arrays.asList(column.split(","));
  }
}
