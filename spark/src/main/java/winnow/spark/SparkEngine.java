// SPDX-License-Identifier: Apache-2.0
package winnow.spark;

import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.apache.spark.SparkConf;
import org.apache.spark.api.java.JavaSparkContext;
import org.jspecify.annotations.Nullable;
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
  private static final String NO_LIMIT = "0";

  /** Most shares, unless the user says how many; each costs this process some memory. */
  private static final int MOST_SHARES = 1024;

  private final @Nullable JavaSparkContext context;
  private final int shares;
  private final int threads;
  private final String codeVersion;
  private final LakeAnalyses analyses;

  /**
   * An engine that is an application of Spark of its own for every run. The rows of a day are
   * parted in as many shares as {@code spark.default.parallelism} says.
   *
   * @param threads how many work at once in this process
   * @param codeVersion version of the program, noted in manifests
   * @param clock tells when a run ended
   */
  public SparkEngine(int threads, String codeVersion, InstantSource clock) {
    this(
        null,
        new SparkConf().getInt("spark.default.parallelism", MOST_SHARES),
        threads,
        codeVersion,
        clock);
  }

  /** An engine that runs in {@code context}, if there is one, and parts a day in {@code shares}. */
  SparkEngine(
      @Nullable JavaSparkContext context,
      int shares,
      int threads,
      String codeVersion,
      InstantSource clock) {
    this.context = context;
    this.shares = shares;
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
    if (context != null) {
      return analyze(context, analysis, request, lake, plan);
    }
    try (JavaSparkContext own = new JavaSparkContext(settings(request))) {
      return analyze(own, analysis, request, lake, plan);
    }
  }

  private SpotResult analyze(
      JavaSparkContext spark,
      SpotAnalysis analysis,
      AnalysisRequest request,
      Lake lake,
      Scan plan) {
    int size = Math.clamp(shares, 1, Math.max(1, plan.tasks().size()));
    List<byte[]> files = ShareFiles.deal(request.kind(), lake.folder(), plan, size);
    try (SparkShares counted = new SparkShares(spark, files)) {
      return analysis.run(new SharedRows(request.kind(), counted));
    }
  }

  private static SparkConf settings(AnalysisRequest request) {
    SparkConf settings = new SparkConf();
    if (!settings.contains("spark.master")) {
      throw new IllegalArgumentException(
          "no cluster: spark.master is not set; spark-submit sets it by its option --master");
    }
    String name = "winnow " + request.kind().tableName() + " " + request.day();
    return settings
        .set("spark.app.name", name)
        .setIfMissing("spark.log.level", "WARN")
        .setIfMissing("spark.driver.maxResultSize", NO_LIMIT);
  }
}
