// SPDX-License-Identifier: Apache-2.0
package winnow.decode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import winnow.decode.capture.CaptureDecoder;
import winnow.schema.DnsRecord;
import winnow.schema.ResourceRecord;
import winnow.schema.TelemetryKind;

class ConformanceTest {
  private static final Path PAGE = Path.of("..", "docs", "reference", "conformance.md");

  @Test
  void thePageTellsWhatTheDecodersDo() throws IOException {
    String report = ConformanceReport.report(DataFile.all(data()), PeerCounts.read());
    if (Boolean.getBoolean("winnow.write")) {
      Files.createDirectories(PAGE.getParent());
      Files.writeString(PAGE, report);
    }

    assertThat(PAGE).as("write it with -Dwinnow.write=true").content().isEqualTo(report);
  }

  @Test
  void whatOthersCountIsEqualOrExplained() throws IOException {
    PeerCounts peers = PeerCounts.read();
    Set<String> different = new TreeSet<>();
    int equal = 0;
    for (DataFile file : DataFile.all(data())) {
      Outcome outcome = file.decode();
      if (outcome.format().isEmpty()) {
        continue;
      }
      for (Judge judge : Judge.of(outcome.format().get().name())) {
        if (peers.of(file, judge) == judge.ours(outcome)) {
          equal++;
        } else {
          different.add(file.name() + " " + judge.label);
        }
      }
    }
    assertThat(different).isEqualTo(ConformanceReport.EXPLAINED.keySet());
    assertThat(equal).isGreaterThan(250);
  }

  @Test
  @Tag("peers")
  void othersCountWhatIsWritten(@TempDir Path folder) throws Exception {
    PeerCounts counted = PeerCounts.count(DataFile.all(data()), folder);
    if (Boolean.getBoolean("winnow.write")) {
      counted.write();
    }

    assertThat(PeerCounts.read()).as("write it with -Dwinnow.write=true").isEqualTo(counted);
  }

  @Test
  @Tag("peers")
  void tsharkFindsTheSameNamesAndAddresses() throws Exception {
    for (DataFile data : DataFile.all(data())) {
      if (!data.toString().startsWith("labelled/dns-tunnel/normal/")) {
        continue;
      }
      Path file = data.path();
      Collected decoded;
      try (InputStream input = Files.newInputStream(file)) {
        decoded =
            Collected.from(
                new CaptureDecoder(DecodeOptions.named("x").only(Set.of(TelemetryKind.DNS))),
                input);
      }
      assertThat(
              decoded.dns().stream().filter(d -> d.response() != null).map(ConformanceTest::line))
          .as("%s", file)
          .hasSizeGreaterThan(10_000)
          .containsAll(tshark(file, "dns.flags.response == 1", "dns.id", "dns.qry.name", "dns.a"));
    }
  }

  /** A response as tshark prints it: id, name, addresses. */
  private static String line(DnsRecord dns) {
    List<String> addresses =
        Objects.requireNonNull(dns.response()).answers().stream()
            .filter(answer -> answer.type() == 1)
            .map(ResourceRecord::data)
            .toList();
    String id = "0x%04x".formatted(dns.transactionId());
    return id + "\t" + dns.question().name() + "\t" + String.join(",", addresses);
  }

  /** Lines that tshark prints, one a packet. */
  private static List<String> tshark(Path capture, String filter, String... fields)
      throws IOException {
    List<String> command = new ArrayList<>(List.of("tshark", "-r", capture.toString()));
    command.addAll(List.of("-Y", filter, "-T", "fields"));
    for (String field : fields) {
      command.addAll(List.of("-e", field));
    }
    Process process =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start();
    try (BufferedReader lines = process.inputReader()) {
      return lines.lines().toList();
    }
  }

  private static Path data() {
    String folder = System.getenv("WINNOW_TEST_DATA");
    assumeTrue(folder != null, "WINNOW_TEST_DATA names no folder of test data");
    return Path.of(folder);
  }
}
