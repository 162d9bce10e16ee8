// SPDX-License-Identifier: Apache-2.0
package winnow.decode.capture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;
import winnow.decode.Collected;
import winnow.decode.Compression;
import winnow.decode.DecodeOptions;
import winnow.schema.TelemetryKind;
import winnow.schema.TelemetryRecord;

/**
 * Our records of captures beside the logs that Zeek writes of them. Which logs are compared is
 * written down beforehand in {@code zeek-scope.tsv}, and why some differ in {@code
 * zeek-differences.tsv}.
 */
class ZeekConformanceTest {
  private static final double EQUAL_SHARE_OF_LOGS = 0.9;
  private static final double EQUAL_SHARE_OF_ROWS = 0.95;

  private record Scope(String log, String trace, String reason) {
    boolean isCompared() {
      return reason.equals("-");
    }

    TelemetryKind kind() {
      String name = log.substring(log.indexOf('/') + 1);
      return name.startsWith("conn")
          ? TelemetryKind.FLOW
          : name.startsWith("dns") ? TelemetryKind.DNS : TelemetryKind.HTTP;
    }
  }

  @Test
  void recordsSayWhatTheLogsOfZeekSay(TestReporter reporter) throws IOException {
    Path folder = CaptureSuite.folder("pcap-zeek");
    Map<String, List<String>> different = new TreeMap<>();
    int compared = 0;
    int rows = 0;
    int equalRows = 0;
    List<Scope> scopes =
        CaptureSuite.list("zeek-scope.tsv").stream()
            .map(cells -> new Scope(cells[0], cells[1], cells[2]))
            .toList();
    for (Scope scope : scopes) {
      if (!scope.isCompared()) {
        continue;
      }
      compared++;
      Path trace = folder.resolve("Traces").resolve(scope.trace());
      List<ZeekRow> log = rows(folder.resolve("Baseline").resolve(scope.log()));
      log.removeIf(ZeekRow::isEmpty);
      if (isCompressed(trace)) {
        log.forEach(row -> row.cells().remove("response_body_len"));
      }
      List<String> differences = compare(log, records(trace, scope.kind()));
      rows += log.size();
      equalRows += log.size() - Math.min(log.size(), differences.size());
      if (!differences.isEmpty()) {
        different.put(scope.log(), differences);
      }
    }
    int equal = compared - different.size();
    reporter.publishEntry(
        "Zeek suite: %d logs, %d in scope, %d equal; of %d rows in scope %d equal"
            .formatted(scopes.size(), compared, equal, rows, equalRows));
    Map<String, String> explained = CaptureSuite.table("zeek-differences.tsv");
    assertThat(different.keySet()).as("%s", different).isEqualTo(explained.keySet());
    assertThat((double) equal / compared).isGreaterThanOrEqualTo(EQUAL_SHARE_OF_LOGS);
    assertThat((double) equalRows / rows).isGreaterThanOrEqualTo(EQUAL_SHARE_OF_ROWS);
    CaptureSuite.assertTold(
        explained,
        "| Zeek: logs | %d | %d | %d |".formatted(scopes.size(), compared, equal),
        "| Zeek: rows of these logs | | %d | %d |".formatted(rows, equalRows));
  }

  /** Whether bodies in a trace are compressed. */
  private static boolean isCompressed(Path trace) throws IOException {
    String text = new String(Files.readAllBytes(trace), StandardCharsets.ISO_8859_1);
    return text.contains("Content-Encoding:");
  }

  /** What is said of rows without equal and of records without row. */
  private static List<String> compare(List<ZeekRow> log, List<TelemetryRecord> records) {
    List<TelemetryRecord> rest = new ArrayList<>(records);
    List<ZeekRow> open = new ArrayList<>();
    for (ZeekRow row : log) {
      TelemetryRecord same =
          rest.stream().filter(ours -> row.differences(ours).isEmpty()).findFirst().orElse(null);
      if (same == null) {
        open.add(row);
      } else {
        rest.remove(same);
      }
    }
    List<String> differences = new ArrayList<>();
    for (ZeekRow row : open) {
      TelemetryRecord near = rest.stream().filter(row::isAbout).findFirst().orElse(null);
      differences.add(
          near == null
              ? "only Zeek: " + row.cells()
              : row.differences(near) + " of " + row.cells() + ", ours " + near);
      rest.remove(near);
    }
    rest.forEach(ours -> differences.add("only ours: " + ours));
    return differences;
  }

  private static List<TelemetryRecord> records(Path trace, TelemetryKind kind) throws IOException {
    try (InputStream input =
        Compression.unwrap(new BufferedInputStream(Files.newInputStream(trace)))) {
      DecodeOptions options = DecodeOptions.named("trace");
      return Collected.from(new CaptureDecoder(options), input).records.stream()
          .filter(found -> found.kind() == kind)
          .toList();
    }
  }

  private static List<ZeekRow> rows(Path log) throws IOException {
    List<String> names = List.of();
    List<ZeekRow> rows = new ArrayList<>();
    for (String line : Files.readAllLines(log, StandardCharsets.ISO_8859_1)) {
      List<String> cells = List.of(line.split("\t", -1));
      if (line.startsWith("#fields")) {
        names = cells.subList(1, cells.size());
      } else if (!line.startsWith("#") && names.isEmpty()) {
        names = cells;
      } else if (!line.startsWith("#") && !line.isEmpty()) {
        Map<String, String> row = new LinkedHashMap<>();
        for (int i = 0; i < names.size(); i++) {
          row.put(names.get(i), cells.get(i));
        }
        rows.add(new ZeekRow(row));
      }
    }
    return rows;
  }
}
