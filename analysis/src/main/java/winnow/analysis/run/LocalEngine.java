// SPDX-License-Identifier: Apache-2.0
package winnow.analysis.run;

import java.time.InstantSource;
import java.util.Optional;
import winnow.analysis.count.Progress;
import winnow.analysis.count.RowSource;
import winnow.analysis.score.SpotAnalysis;
import winnow.analysis.score.SpotResult;
import winnow.lake.Lake;
import winnow.lake.catalog.RunEntry;

/** Runs analyses in this process. */
public final class LocalEngine implements AnalysisEngine {
  private final int threads;
  private final String codeVersion;
  private final LakeAnalyses analyses;

  /**
   * An engine.
   *
   * @param threads how many work at once
   * @param codeVersion version of the program, noted in manifests
   * @param clock tells when a run ended
   */
  public LocalEngine(int threads, String codeVersion, InstantSource clock) {
    this.threads = threads;
    this.codeVersion = codeVersion;
    analyses =
        new LakeAnalyses(
            (request, lake, plan, progress) ->
                analyze(request, new LakeRows(request.kind(), plan), progress),
            codeVersion,
            clock);
  }

  /** Analyses rows that are in no lake, such as those of a decoded file; nothing is published. */
  public SpotResult analyze(AnalysisRequest request, RowSource rows, Progress progress) {
    return new SpotAnalysis(
            request.settings(),
            request.classes(),
            request.feedback(),
            new SpotAnalysis.Execution(threads, codeVersion, progress))
        .run(rows);
  }

  @Override
  public Optional<RunEntry> find(AnalysisRequest request, Lake lake) {
    return analyses.find(request, lake);
  }

  @Override
  public RunOutcome run(AnalysisRequest request, Lake lake, Progress progress) {
    return analyses.run(request, lake, progress);
  }

  @Override
  public Verification verify(String runId, DomainList popular, Lake lake, Progress progress) {
    return analyses.verify(runId, popular, lake, progress);
  }
}
