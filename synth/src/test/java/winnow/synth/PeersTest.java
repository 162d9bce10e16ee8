// SPDX-License-Identifier: Apache-2.0
package winnow.synth;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import winnow.synth.emit.OutputFormat;
import winnow.synth.emit.Rotation;
import winnow.synth.scenario.FieldConditions;
import winnow.synth.scenario.FlowView;
import winnow.synth.scenario.Scenario;

/** What nfdump and tshark make of our bytes. */
@Tag("peers")
class PeersTest {
  private static final Scenario SMALL =
      Scenario.defaults().withHosts(100).withIntensity(0.2).withIpv6Share(0.3);
  private static final String TROUBLE =
      "_ws.malformed || _ws.expert.severity >= 6291456 || ip.checksum.status == 0"
          + " || udp.checksum.status == 0 || tcp.checksum.status == 0";

  @TempDir private Path folder;

  @Test
  void nfdumpReadsEveryFlowAndTheSums() throws Exception {
    for (FlowView view : FlowView.values()) {
      Path target = folder.resolve(view.name());
      long flows =
          write(SMALL.withFlowView(view), OutputFormat.NFCAPD, target)
              .getOrDefault(OutputFormat.NFCAPD, 0L);
      String flowFolder = target.resolve("flow").toString();
      List<String> lines = run("nfdump", "-q", "-R", flowFolder, "-o", "fmt:%ts,%sa,%da,%byt");
      assertThat(lines).hasSize((int) flows);
      assertThat(run("nfdump", "-R", flowFolder, "-I")).contains("Flows: " + flows);
    }
  }

  @Test
  void tsharkFindsNothingWrongInDnsCaptures() throws Exception {
    write(SMALL, OutputFormat.DNS_PCAP, folder);
    int queries = 0;
    for (Path file : files("dns")) {
      assertThat(tshark(file, TROUBLE)).as(file.toString()).isEmpty();
      queries += tshark(file, "dns.flags.response == 0").size();
    }
    assertThat(queries).isGreaterThan(2_000);
  }

  @Test
  void tsharkCountsTheFlowsOfTheDatagramsAndMissesNone() throws Exception {
    FieldConditions sampled = FieldConditions.IDEAL.withSamplingInterval(5);
    assertTsharkCountsTheFlows(SMALL, "all");
    assertTsharkCountsTheFlows(SMALL.withConditions(sampled), "sampled");
  }

  private void assertTsharkCountsTheFlows(Scenario scenario, String name) throws Exception {
    for (OutputFormat format : List.of(OutputFormat.NETFLOW_V9, OutputFormat.IPFIX)) {
      Path target = folder.resolve(name + format.label());
      long flows = write(scenario, format, target).getOrDefault(format, 0L);
      long found = 0;
      try (Stream<Path> files = Files.list(target.resolve("flow"))) {
        for (Path file : files.sorted().toList()) {
          assertThat(tshark(file, TROUBLE)).as(file.toString()).isEmpty();
          for (String line :
              run("tshark", "-r", file.toString(), "-T", "fields", "-e", "cflow.srcport")) {
            found += line.isEmpty() ? 0 : line.split(",").length;
          }
        }
      }
      assertThat(found).isEqualTo(flows);
    }
  }

  private Map<OutputFormat, Long> write(Scenario scenario, OutputFormat format, Path target)
      throws IOException {
    Set<OutputFormat> formats = EnumSet.of(format);
    return new DataSet(scenario, formats, Rotation.FIVE_MINUTES)
        .write(target, (done, days, records) -> {});
  }

  private List<Path> files(String name) throws IOException {
    try (Stream<Path> files = Files.list(folder.resolve(name))) {
      return files.sorted().toList();
    }
  }

  private static List<String> tshark(Path file, String filter) throws Exception {
    List<String> command = new ArrayList<>(List.of("tshark", "-r", file.toString()));
    for (String protocol : List.of("ip", "udp", "tcp")) {
      command.addAll(List.of("-o", protocol + ".check_checksum:TRUE"));
    }
    command.addAll(List.of("-Y", filter));
    return run(command.toArray(String[]::new));
  }

  private static List<String> run(String... command) throws IOException, InterruptedException {
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().put("TZ", "UTC");
    Process process = builder.redirectError(ProcessBuilder.Redirect.DISCARD).start();
    String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(String.join(" ", command)).isZero();
    return text.lines().toList();
  }
}
