// SPDX-License-Identifier: Apache-2.0
package winnow.decode.capture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;

/** Every capture of the Arkime test suite that is in scope, against what Arkime expects of it. */
class ArkimeConformanceTest {
  private static final double EQUAL_SHARE = 0.95;

  @Test
  void sessionsAreThoseOfArkimeOrTheirDifferenceIsExplained(TestReporter reporter)
      throws IOException {
    Path folder = CaptureSuite.folder("pcap-arkime").resolve("pcap");
    Map<String, String> scope = CaptureSuite.table("arkime-scope.tsv");
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
    Map<String, String> explained = CaptureSuite.table("arkime-differences.tsv");

    assertThat(inScope).hasSizeGreaterThanOrEqualTo(120);
    assertThat(different.keySet()).as("%s", different).isEqualTo(explained.keySet());
    assertThat((double) equal / inScope.size()).as(totals).isGreaterThanOrEqualTo(EQUAL_SHARE);
    CaptureSuite.assertTold(
        explained,
        "| Arkime: captures | %d | %d | %d |".formatted(scope.size(), inScope.size(), equal));
  }

  private static Path capture(Path folder, String name) {
    Path pcap = folder.resolve(name + ".pcap");
    return Files.exists(pcap) ? pcap : folder.resolve(name + ".pcapng");
  }
}
