// SPDX-License-Identifier: Apache-2.0
package winnow.analysis.run;

import java.util.Optional;
import winnow.analysis.count.Progress;
import winnow.lake.Lake;
import winnow.lake.catalog.RunEntry;

/** Runs analyses: in this process, or on a cluster. The list is the same to the byte. */
public interface AnalysisEngine {
  /** The run that {@link #run} would make, if the lake has it already; nothing is computed. */
  Optional<RunEntry> find(AnalysisRequest request, Lake lake);

  /**
   * Analyses a day and publishes the run with its findings, unless an equal run is there already,
   * whose list must then come out again.
   *
   * @throws NothingToAnalyzeException when no row of the day can be scored
   */
  RunOutcome run(AnalysisRequest request, Lake lake, Progress progress);

  /**
   * Checks the inputs of a run byte by byte, runs it again at its snapshot, and compares.
   *
   * @param popular the list of popular domains at hand
   * @throws IllegalArgumentException when the lake has no such run
   */
  Verification verify(String runId, DomainList popular, Lake lake, Progress progress);
}
