// SPDX-License-Identifier: Apache-2.0
package winnow.decode.capture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

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
import java.util.Objects;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import winnow.decode.Collected;
import winnow.decode.Compression;
import winnow.decode.DecodeOptions;
import winnow.schema.TelemetryKind;
import winnow.schema.TelemetryRecord;

/**
 * Our records of captures beside the logs that Zeek writes of them. Which logs are compared is
 * written down beforehand in {@code zeek-scope.tsv}.
 */
class ZeekConformanceTest {
  /** Logs that differ, and why. */
  private static final Map<String, String> EXPLAINED =
      Map.of(
          "scripts.base.protocols.dns.duplicate-reponses/dns.log",
          "a response that is repeated byte by byte is a retransmission to us, a second row to Zeek",
          "scripts.base.protocols.dns.dynamic-update/dns.log",
          "Zeek shows what is updated; we show the zone, which the message has in place of a question",
          "scripts.base.protocols.http.http-09-content-length-confusion/http.log",
          "client and server talk in turns of seconds, and the first words of both are no HTTP; the"
              + " bytes that nobody asked for are none to Zeek",
          "scripts.base.protocols.http.http-11-request-then-cruft/http.log",
          "the refusal of bytes that are no request is a row of ours, and none of Zeek",
          "scripts.base.protocols.http.http-methods/http.log",
          "responses with a head to requests without version: Zeek takes the head for the body",
          "scripts.base.protocols.http.http-no-crlf/http.log",
          "multipart bodies: Zeek counts two bytes that it puts behind a last line without end");

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
  void recordsSayWhatTheLogsOfZeekSay() throws IOException {
    String data = System.getenv("WINNOW_TEST_DATA");
    assumeTrue(data != null, "WINNOW_TEST_DATA names no folder of test data");
    Path folder = Path.of(Objects.requireNonNull(data), "conformance", "pcap-zeek");
    Map<String, List<String>> different = new TreeMap<>();
    int compared = 0;
    int rows = 0;
    int equalRows = 0;
    List<Scope> scopes = scopes();
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
    System.out.printf(
        "Zeek: %d logs, %d in scope, %d equal; of %d rows in scope %d equal%n",
        scopes.size(), compared, equal, rows, equalRows);
    assertThat(different.keySet()).as("%s", different).isEqualTo(EXPLAINED.keySet());
    assertThat(10 * equal).isGreaterThanOrEqualTo(9 * compared);
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

  private static List<Scope> scopes() throws IOException {
    try (InputStream input =
        Objects.requireNonNull(ZeekConformanceTest.class.getResourceAsStream("zeek-scope.tsv"))) {
      return new String(input.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .filter(line -> !line.startsWith("#"))
          .map(line -> line.split("\t", -1))
          .map(cells -> new Scope(cells[0], cells[1], cells[2]))
          .toList();
    }
  }
}
