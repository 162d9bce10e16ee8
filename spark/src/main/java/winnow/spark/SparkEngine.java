// SPDX-License-Identifier: Apache-2.0
package winnow.spark;

import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.apache.spark.api.java.JavaSparkContext;
import winnow.analysis.count.Progress;
import winnow.analysis.run.AnalysisEngine;
import winnow.analysis.run.AnalysisRequest;
import winnow.analysis.run.DomainList;
import winnow.analysis.run.LakeAnalyses;
import winnow.analysis.run.RunOutcome;
import winnow.analysis.run.Verification;
import winnow.analysis.score.SpotAnalysis;
import winnow.analysis.score.SpotResult;
import winnow.analysis.share.SharedRows;
import winnow.lake.Lake;
import winnow.lake.Scan;
import winnow.lake.catalog.RunEntry;

/**
 * Runs analyses on a cluster: executors read the rows, count them, and find the lowest; this
 * process merges the counts, trains and scores. Settings of Spark are the system properties {@code
 * spark.*}, as `spark-submit` sets them. All executors must see the lake's folder at the same path.
 */
public final class SparkEngine implements AnalysisEngine {
  private final int threads;
  private final String codeVersion;
  private final LakeAnalyses analyses;

  /**
   * An engine.
   *
   * @param threads how many work at once in this process
   * @param codeVersion version of the program, noted in manifests
   * @param clock tells when a run ended
   */
  public SparkEngine(int threads, String codeVersion, InstantSource clock) {
    this.threads = threads;
    this.codeVersion = codeVersion;
    analyses = new LakeAnalyses(this::analyze, codeVersion, clock);
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

  private SpotResult analyze(AnalysisRequest request, Lake lake, Scan plan, Progress progress) {
    SpotAnalysis analysis =
        new SpotAnalysis(
            request.settings(),
            request.classes(),
            request.feedback(),
            new SpotAnalysis.Execution(threads, codeVersion, progress));
    JavaSparkContext spark = SparkCluster.context();
    List<byte[]> files =
        ShareFiles.deal(
            request.kind(), lake.folder(), plan, SparkCluster.shares(plan.tasks().size()));
    try (SparkShares shares = new SparkShares(spark, files)) {
      return analysis.run(new SharedRows(request.kind(), shares));
    }
  }
}
