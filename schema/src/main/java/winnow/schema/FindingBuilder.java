// SPDX-License-Identifier: Apache-2.0
package winnow.schema;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/** Collects the fields of a {@link Finding} one by one; see {@link FlowBuilder}. */
public final class FindingBuilder {
  public String runId = "";
  public LocalDate day = LocalDate.EPOCH;
  public TelemetryKind kind = TelemetryKind.FLOW;
  public String method = "";
  public int rank;
  public double score;
  public long eventTimeMicros;
  public String entity = "";
  public @Nullable String peer;
  public String sentence = "";
  public String explanation = "{}";
  public String row = "{}";

  /** A builder with nothing set. */
  public FindingBuilder() {}

  /** The finding. */
  public Finding build() {
    return new Finding(
        runId,
        day,
        kind,
        method,
        rank,
        score,
        eventTimeMicros,
        entity,
        peer,
        sentence,
        explanation,
        row);
  }
}
