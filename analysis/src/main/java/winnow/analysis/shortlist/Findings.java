// SPDX-License-Identifier: Apache-2.0
package winnow.analysis.shortlist;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import winnow.analysis.score.ScoredRow;
import winnow.analysis.score.Side;
import winnow.analysis.score.SpotResult;
import winnow.analysis.score.TelemetryRow;
import winnow.schema.Finding;
import winnow.schema.TelemetryKind;

/** Makes findings of a list. */
public final class Findings {
  /** The name of the method. */
  public static final String METHOD = "spot";

  private Findings() {}

  /** A finding for every row, ranked from 1. */
  public static List<Finding> of(SpotResult result, String runId, LocalDate day) {
    List<Finding> findings = new ArrayList<>(result.rows().size());
    for (ScoredRow scored : result.rows()) {
      Side side = scored.weakest();
      TelemetryRow row = scored.row();
      findings.add(
          new Finding(
              runId,
              day,
              result.kind(),
              METHOD,
              findings.size() + 1,
              scored.score(),
              row.numberOrZero("event_time"),
              side.document(),
              peer(result.kind(), row, side),
              Sentence.of(result.kind(), scored),
              Json.explanation(scored),
              Json.row(row)));
    }
    return findings;
  }

  private static @Nullable String peer(TelemetryKind kind, TelemetryRow row, Side side) {
    return switch (kind) {
      case FLOW ->
          side.document().equals(row.text("src_addr"))
              ? row.text("dst_addr")
              : row.text("src_addr");
      case DNS -> row.text("query");
      case HTTP -> row.text("host");
    };
  }
}
