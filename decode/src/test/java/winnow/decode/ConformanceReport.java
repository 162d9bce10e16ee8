// SPDX-License-Identifier: Apache-2.0
package winnow.decode;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import winnow.schema.TelemetryKind;

/** The page that tells what came of every file, beside what others count in it. */
final class ConformanceReport {
  private static final String NFCAPD_DROPS =
      "it drops a datagram whose header counts more than 30 records";

  /** Why a judge finds another number than we, by file and judge. */
  static final Map<String, String> EXPLAINED =
      Map.of(
          "netflow9_test_h3c_data3281.dat tshark records",
          "the template gives field 43 two bytes; tshark takes it for an address and stops there in "
              + "the first record; the header too counts 16; mended, tshark prints what we read",
          "netflow9_test_invalid01.dat tshark records",
          "the header counts 2 records and tshark stops after two templates; more follow; mended, "
              + "tshark prints what we read",
          "netflow5_test_invalid01.dat nfcapd",
          NFCAPD_DROPS,
          "netflow5_test_invalid02.dat nfcapd",
          NFCAPD_DROPS);

  private static final String INTRODUCTION =
      """
      # Conformance

      What the decoders make of flow datagrams, nfcapd files, captures and logs from the field,
      beside what others count in them. The data is not part of this project: the test that keeps
      this page true runs where the environment variable `WINNOW_TEST_DATA` names a folder that
      holds it, and writes the page anew with `-Dwinnow.write=true`. What tshark 4.0.17, nfdump and
      nfcapd 1.7.1 count is kept in `decode/src/test/resources/winnow/decode/peer-counts.tsv`;
      the tests tagged `peers` count it again, and write it anew with the same property.

      | judge | counts | equals, of ours |
      |---|---|---|
      | lines | lines of a log that are neither empty nor a comment | records + rejected + other protocol (other logs) |
      | every line | lines of a log that is not Zeek's | records + rejected + skipped |
      | tshark messages | DNS messages of a capture, and flow datagrams (there are none) | messages of the records (query, response) + retransmissions + rejected |
      | nfdump | flows of an nfcapd file | records |
      | tshark records | data records of flow datagrams, of flows and of options | records + options + other protocol (flows without address) |
      | nfcapd | flows that it stores when sent the datagrams | records + other protocol |

      A payload of flow datagrams is fed after the payloads that hold the templates of its exporter.

      """;

  private final PeerCounts peers;
  private final StringBuilder refused = new StringBuilder();
  private final Map<String, StringBuilder> tables = new LinkedHashMap<>();
  private final Map<String, List<String>> others = new LinkedHashMap<>();

  private ConformanceReport(PeerCounts peers) {
    this.peers = peers;
  }

  static String report(List<DataFile> files, PeerCounts peers) throws IOException {
    ConformanceReport report = new ConformanceReport(peers);
    for (DataFile file : files) {
      report.add(file, file.decode());
    }
    return report.page();
  }

  private void add(DataFile file, Outcome outcome) throws IOException {
    if (outcome.format().isEmpty() && !file.isOursByName()) {
      others
          .computeIfAbsent(file.folder(), folder -> new ArrayList<>())
          .add("`" + file.name() + "`");
      return;
    }
    if (!outcome.refusal().isEmpty() || outcome.rejections() > 0) {
      refused.append(row(file, counts(outcome.records, TelemetryKind::tableName), why(outcome)));
    }
    if (outcome.format().isPresent()) {
      tables
          .computeIfAbsent(file.folder(), folder -> new StringBuilder())
          .append(counted(file, outcome, outcome.format().get().name()));
    }
  }

  /** Why pieces of the file, or all of it, are refused. */
  private static String why(Outcome outcome) {
    List<String> reasons = new ArrayList<>();
    outcome.rejected.forEach((reason, count) ->
        reasons.add(count + " " + reason.label() + " (" + outcome.firstDetail.get(reason) + ")"));
    if (!outcome.refusal().isEmpty()) {
      reasons.add(
          outcome.format().isEmpty() ? outcome.refusal() : "as a file alone: " + outcome.refusal());
    }
    return String.join("; ", reasons).replace("|", "\\|");
  }

  private String counted(DataFile file, Outcome outcome, String format) throws IOException {
    List<String> theirs = new ArrayList<>();
    List<String> ours = new ArrayList<>();
    List<String> differences = new ArrayList<>();
    for (Judge judge : Judge.of(format)) {
      theirs.add(judge.label + " " + peers.of(file, judge));
      ours.add("" + judge.ours(outcome));
      if (peers.of(file, judge) != judge.ours(outcome)) {
        String why = EXPLAINED.getOrDefault(file.name() + " " + judge.label, "unexplained");
        differences.add("≠ " + judge.label + ": " + why);
      }
    }
    return row(
        file.name(),
        format,
        counts(outcome.records, TelemetryKind::tableName),
        counts(outcome.rejected, RejectReason::label),
        counts(outcome.skipped, SkipReason::label),
        String.join(", ", theirs),
        String.join(", ", ours),
        differences.isEmpty() ? "=" : String.join("; ", differences));
  }

  private String page() {
    StringBuilder page = new StringBuilder(INTRODUCTION);
    page.append("## Refused, in whole or in part\n\n");
    page.append(header("file", "accepted", "refused")).append(refused).append('\n');
    tables.forEach((folder, rows) ->
        page.append("## ")
            .append(folder)
            .append("\n\n")
            .append(
                header(
                    "file",
                    "format",
                    "records",
                    "rejected",
                    "skipped",
                    "independent count",
                    "ours",
                    "equal"))
            .append(rows)
            .append('\n'));
    page.append("## Not of these kinds\n\n").append(header("folder", "files"));
    others.forEach((folder, names) -> page.append(row(folder, String.join(", ", names))));
    return page.toString();
  }

  private static String header(String... titles) {
    return row((Object[]) titles) + "|---".repeat(titles.length) + "|\n";
  }

  private static String row(Object... cells) {
    StringBuilder row = new StringBuilder();
    for (Object cell : cells) {
      row.append("| ").append(cell).append(' ');
    }
    return row.append("|\n").toString();
  }

  private static <K> String counts(Map<K, Long> counts, Function<K, String> label) {
    return counts.entrySet().stream()
        .map(entry -> label.apply(entry.getKey()) + " " + entry.getValue())
        .collect(Collectors.joining(", "));
  }
}
