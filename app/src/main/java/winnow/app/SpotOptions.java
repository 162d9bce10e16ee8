// SPDX-License-Identifier: Apache-2.0
package winnow.app;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import winnow.analysis.score.Precision;
import winnow.analysis.score.SpotSettings;
import winnow.topics.TrainerSettings;

/** Settings of the Spot method; the defaults are Spot's, but for the threshold. */
final class SpotOptions {
  private static final String DEFAULT = " (default: ${DEFAULT-VALUE})";

  @Option(
      names = "--topics",
      paramLabel = "N",
      defaultValue = "20",
      description = "number of topics" + DEFAULT)
  int topics;

  @Option(
      names = "--alpha",
      paramLabel = "X",
      defaultValue = "1.02",
      description = "document concentration, above 1" + DEFAULT)
  double alpha;

  @Option(
      names = "--beta",
      paramLabel = "X",
      defaultValue = "1.001",
      description = "topic concentration, above 1" + DEFAULT)
  double beta;

  @Option(
      names = "--iterations",
      paramLabel = "N",
      defaultValue = "20",
      description = "rounds of training" + DEFAULT)
  int iterations;

  @Option(
      names = "--seed",
      paramLabel = "N",
      defaultValue = "0",
      description = "seed of the model" + DEFAULT)
  long seed;

  @Option(
      names = "--precision",
      paramLabel = "BITS",
      defaultValue = "64",
      description = "of a document's topic shares, 64 or 32" + DEFAULT)
  int precision;

  @Option(
      names = "--threshold",
      paramLabel = "P",
      defaultValue = "1.0",
      description = "highest score that is listed; Spot's setting was 1e-6" + DEFAULT)
  double threshold;

  @Option(
      names = "--max-results",
      paramLabel = "N",
      defaultValue = "3000",
      description = "most rows that are listed, 0 for no limit" + DEFAULT)
  int maxResults;

  @Option(
      names = "--dup-factor",
      paramLabel = "N",
      defaultValue = "1000",
      description = "how many times a row rated 3 counts" + DEFAULT)
  int dupFactor;

  @Option(
      names = "--user-domain",
      paramLabel = "LABEL",
      description = "the organisation's own domain, such as example for example.com")
  @Nullable String userDomain;

  @Option(
      names = "--threads",
      paramLabel = "N",
      description = "threads to work with; all processors when left out")
  @Nullable Integer threads;

  SpotSettings settings() {
    if (precision != 64 && precision != 32) {
      throw new IllegalArgumentException("--precision must be 64 or 32, not " + precision);
    }
    return new SpotSettings(
        new TrainerSettings(topics, alpha, beta, iterations, seed),
        precision == 64 ? Precision.BITS_64 : Precision.BITS_32,
        threshold,
        maxResults,
        dupFactor);
  }

  @Nullable String userDomain() {
    return userDomain;
  }

  int threads() {
    return threads == null ? Runtime.getRuntime().availableProcessors() : threads;
  }
}
