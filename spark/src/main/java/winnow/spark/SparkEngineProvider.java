// SPDX-License-Identifier: Apache-2.0
package winnow.spark;

import java.time.InstantSource;
import winnow.analysis.run.AnalysisEngine;
import winnow.analysis.run.AnalysisEngineProvider;
import winnow.analysis.run.DayReader;
import winnow.analysis.share.SharedDay;

/** Makes the engine of the cluster that `spark-submit` was told of. */
public final class SparkEngineProvider implements AnalysisEngineProvider {
  /** For service loaders. */
  public SparkEngineProvider() {}

  @Override
  public AnalysisEngine create(int threads, String codeVersion, InstantSource clock) {
    return new SparkEngine(threads, codeVersion, clock);
  }

  @Override
  public DayReader dayReader() {
    return (lake, rows) -> new SharedDay(new SparkDay(lake, rows));
  }
}
