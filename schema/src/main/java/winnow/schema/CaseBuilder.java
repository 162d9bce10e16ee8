// SPDX-License-Identifier: Apache-2.0
package winnow.schema;

import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Collects the fields of a {@link Case} one by one; see {@link FlowBuilder}. */
public final class CaseBuilder {
  public String runId = "";
  public LocalDate day = LocalDate.EPOCH;
  public int rank;
  public String host = "";
  public double p = 1;
  public double score;
  public boolean notable;
  public boolean provisional;
  public List<String> families = List.of();
  public @Nullable String technique;
  public long firstMicros;
  public long lastMicros;
  public String sentence = "";
  public String explanation = "{}";

  /** A builder with nothing set. */
  public CaseBuilder() {}

  /** The case. */
  public Case build() {
    return new Case(
        runId,
        day,
        rank,
        host,
        p,
        score,
        notable,
        provisional,
        families,
        technique,
        firstMicros,
        lastMicros,
        sentence,
        explanation);
  }
}
