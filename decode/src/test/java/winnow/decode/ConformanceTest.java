// SPDX-License-Identifier: Apache-2.0
package winnow.decode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class ConformanceTest {
  private static final Path PAGE = Path.of("..", "docs", "reference", "conformance.md");

  @Test
  void thePageTellsWhatTheDecodersDo() throws IOException {
    String report = ConformanceReport.report(data());
    if (Boolean.getBoolean("winnow.write")) {
      Files.createDirectories(PAGE.getParent());
      Files.writeString(PAGE, report);
    }

    assertThat(PAGE).as("write it with -Dwinnow.write=true").content().isEqualTo(report);
  }

  @Test
  void everyRowOfALogIsARecordOrARejection() throws IOException {
    int logs = 0;
    for (String folder : ConformanceReport.FOLDERS) {
      for (Path file : ConformanceReport.files(data().resolve(folder))) {
        ConformanceReport.Outcome outcome = ConformanceReport.decode(file);
        if (outcome.isText()) {
          assertThat(outcome.accepted() + outcome.rejections())
              .as("%s", file)
              .isEqualTo(ConformanceReport.rows(file));
          logs++;
        }
      }
    }
    assertThat(logs).isGreaterThan(60);
  }

  @Test
  @Tag("peers")
  void tsharkFindsAsManyDnsMessages() throws Exception {
    for (String folder : List.of("labelled/slips", "labelled/dns-tunnel")) {
      for (Path file : ConformanceReport.files(data().resolve(folder))) {
        ConformanceReport.Outcome outcome = ConformanceReport.decode(file);
        if (outcome.isCapture()) {
          assertThat(outcome.messages()).as("%s", file).isEqualTo(tshark(file).size());
        }
      }
    }
  }

  /** Lines that tshark prints, one a DNS message. */
  private static List<String> tshark(Path capture) throws IOException {
    List<String> command = new ArrayList<>(List.of("tshark", "-r", capture.toString()));
    command.addAll(List.of("-Y", "(dns || mdns || llmnr) && !icmp && !nbns"));
    command.addAll(List.of("-T", "fields", "-e", "dns.id"));
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
