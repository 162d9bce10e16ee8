// SPDX-License-Identifier: Apache-2.0
package winnow.analysis.run;

import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;
import winnow.analysis.count.InvalidReason;
import winnow.analysis.feedback.BenignRow;
import winnow.analysis.feedback.Feedback;
import winnow.analysis.score.SpotResult;
import winnow.analysis.score.SpotSettings;
import winnow.lake.DataFileInfo;
import winnow.schema.TelemetryKind;

/**
 * Everything needed to run an analysis again, and what came out.
 *
 * @param method how it looks
 * @param kind kind of the rows
 * @param day day of the events, UTC
 * @param snapshotId snapshot of the table that was read
 * @param files data files that were read
 * @param settings settings of the method
 * @param lists versions of the lists that were used
 * @param benign what people called benign
 * @param codeVersion version of the program
 * @param rows what became of the rows
 * @param model the model behind the list
 * @param list the list
 * @param stages how long it took; never compared
 */
public record RunManifest(
    String method,
    TelemetryKind kind,
    LocalDate day,
    long snapshotId,
    List<DataFileInfo> files,
    SpotSettings settings,
    Lists lists,
    Benign benign,
    String codeVersion,
    Rows rows,
    SpotResult.Model model,
    Listed list,
    List<StageTime> stages) {
  private static final JsonMapper MAPPER = new JsonMapper();
  private static final int ID_DIGITS = 12;

  /** Takes copies. */
  public RunManifest {
    files = List.copyOf(files);
    stages = List.copyOf(stages);
  }

  /**
   * Versions of lists.
   *
   * @param popularFile file of popular domains; null when none was used
   * @param popularSha256 SHA-256 of its bytes
   * @param popularLabels number of distinct labels
   * @param userDomain the organisation's own domain; null when it has none
   */
  public record Lists(
      @Nullable String popularFile,
      @Nullable String popularSha256,
      int popularLabels,
      @Nullable String userDomain) {}

  /**
   * Rows that people called benign, by kind; in full, for they change from day to day.
   *
   * @param flow flows
   * @param dns DNS transactions
   * @param http HTTP transactions
   */
  public record Benign(
      List<BenignRow.Flow> flow, List<BenignRow.Dns> dns, List<BenignRow.Http> http) {
    static Benign of(Feedback feedback) {
      List<BenignRow.Flow> flow = new ArrayList<>();
      List<BenignRow.Dns> dns = new ArrayList<>();
      List<BenignRow.Http> http = new ArrayList<>();
      for (BenignRow row : feedback.benign()) {
        switch (row) {
          case BenignRow.Flow one -> flow.add(one);
          case BenignRow.Dns one -> dns.add(one);
          case BenignRow.Http one -> http.add(one);
        }
      }
      return new Benign(flow, dns, http);
    }

    Feedback feedback() {
      List<BenignRow> rows = new ArrayList<>(flow);
      rows.addAll(dns);
      rows.addAll(http);
      return new Feedback(rows, 0, List.of());
    }
  }

  /**
   * What became of the rows.
   *
   * @param valid rows that were scored
   * @param invalid rows that could not be, by reason
   * @param withoutLength valid DNS rows whose length nobody knew
   * @param benignUsed benign rows that counted in training
   * @param feedbackRefused lines of feedback that could not be read
   */
  public record Rows(
      long valid,
      Map<InvalidReason, Long> invalid,
      long withoutLength,
      int benignUsed,
      int feedbackRefused) {}

  /**
   * The list.
   *
   * @param rows its length
   * @param digest SHA-256 of Spot's results file
   */
  public record Listed(int rows, String digest) {}

  /**
   * How long a stage took.
   *
   * @param stage the stage
   * @param cpuSeconds processor time of the whole process meanwhile
   */
  public record StageTime(String stage, double cpuSeconds) {}

  /** Reads what {@link #toJson} wrote. */
  public static RunManifest parse(String json) {
    return MAPPER.readValue(json, RunManifest.class);
  }

  /** As a JSON object. */
  public String toJson() {
    return MAPPER.writeValueAsString(this);
  }

  /**
   * The run's id: method, kind, day, and a digest of all that decides the list, but neither clock
   * nor snapshot, so that equal runs have equal ids.
   */
  static String id(AnalysisRequest request, List<DataFileInfo> files, String codeVersion) {
    String inputs =
        MAPPER.writeValueAsString(
            List.of(
                request.settings(),
                lists(request),
                Benign.of(request.feedback()),
                codeVersion,
                files.stream().map(DataFileInfo::sha256).toList()));
    String digest = Sha256.hex(inputs.getBytes(StandardCharsets.UTF_8)).substring(0, ID_DIGITS);
    return "spot-" + request.kind().tableName() + "-" + request.day() + "-" + digest;
  }

  static Lists lists(AnalysisRequest request) {
    DomainList popular = request.popular();
    return new Lists(
        popular.fileName(), popular.sha256(), popular.labels().size(), request.userDomain());
  }
}
