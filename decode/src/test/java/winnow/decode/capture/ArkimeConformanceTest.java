// SPDX-License-Identifier: Apache-2.0
package winnow.decode.capture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;

/** Every capture of the Arkime test suite that is in scope, against what Arkime expects of it. */
class ArkimeConformanceTest {
  private static final double EQUAL_SHARE = 0.95;

  @Test
  void sessionsAreThoseOfArkimeOrTheirDifferenceIsExplained(TestReporter reporter)
      throws IOException {
    String data = System.getenv("WINNOW_TEST_DATA");
    assumeTrue(data != null, "WINNOW_TEST_DATA names no folder of test data");
    Path folder = Path.of(data, "conformance", "pcap-arkime", "pcap");
    Map<String, String> scope = table("arkime-scope.tsv");
    Map<String, String> different = new TreeMap<>();
    List<String> inScope = new ArrayList<>();
    for (Map.Entry<String, String> capture : scope.entrySet()) {
      if (capture.getValue().equals("in")) {
        inScope.add(capture.getKey());
        Path expectation = folder.resolve(capture.getKey() + ".test");
        List<String> lines =
            ArkimeComparison.differences(capture(folder, capture.getKey()), expectation);
        if (!lines.isEmpty()) {
          different.put(capture.getKey(), String.join("\n", lines));
        }
      }
    }
    int equal = inScope.size() - different.size();
    String totals =
        "Arkime suite: %d captures, %d in scope, %d equal"
            .formatted(scope.size(), inScope.size(), equal);
    reporter.publishEntry(totals);

    assertThat(inScope).hasSizeGreaterThanOrEqualTo(120);
    assertThat(different.keySet())
        .as("%s", different)
        .isEqualTo(table("arkime-differences.tsv").keySet());
    assertThat((double) equal / inScope.size()).as(totals).isGreaterThanOrEqualTo(EQUAL_SHARE);
  }

  private static Path capture(Path folder, String name) {
    Path pcap = folder.resolve(name + ".pcap");
    return Files.exists(pcap) ? pcap : folder.resolve(name + ".pcapng");
  }

  /** The first two columns of a list. */
  private static Map<String, String> table(String name) throws IOException {
    Map<String, String> rows = new TreeMap<>();
    try (InputStream file =
        Objects.requireNonNull(ArkimeConformanceTest.class.getResourceAsStream(name))) {
      String text = new String(file.readAllBytes(), StandardCharsets.UTF_8);
      for (String line : text.lines().filter(line -> !line.startsWith("#")).toList()) {
        String[] cells = line.split("\t", -1);
        rows.put(cells[0], cells[1]);
      }
    }
    return rows;
  }
}
