// SPDX-License-Identifier: Apache-2.0
package winnow.decode.capture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/** What the comparisons with suites of captures have in common: data, lists, and their page. */
final class CaptureSuite {
  private static final Path PAGE = Path.of("../docs/reference/conformance-captures.md");

  private CaptureSuite() {}

  /** The folder called {@code name} among the test data; the test is skipped without. */
  static Path folder(String name) {
    String data = System.getenv("WINNOW_TEST_DATA");
    assumeTrue(data != null, "WINNOW_TEST_DATA names no folder of test data");
    return Path.of(Objects.requireNonNull(data), "conformance", name);
  }

  /** The cells of the lines of a list. */
  static List<String[]> list(String name) throws IOException {
    try (InputStream file = Objects.requireNonNull(CaptureSuite.class.getResourceAsStream(name))) {
      return new String(file.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .filter(line -> !line.startsWith("#"))
          .map(line -> line.split("\t", -1))
          .toList();
    }
  }

  /** The first two columns of a list. */
  static Map<String, String> table(String name) throws IOException {
    Map<String, String> rows = new TreeMap<>();
    list(name).forEach(cells -> rows.put(cells[0], cells[1]));
    return rows;
  }

  /** Checks that the page has the totals, and every difference with its explanation. */
  static void assertTold(Map<String, String> differences, String... totals) throws IOException {
    String page = Files.readString(PAGE);
    assertThat(page).contains(totals);
    differences.forEach((what, why) -> assertThat(page).contains("| " + what + " | " + why + " |"));
  }
}
