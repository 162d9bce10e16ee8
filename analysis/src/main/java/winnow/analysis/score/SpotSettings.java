// SPDX-License-Identifier: Apache-2.0
package winnow.analysis.score;

import winnow.topics.TrainerSettings;

/**
 * What decides a list, besides rows and lists of context.
 *
 * @param trainer topics, concentrations, iterations and seed
 * @param precision how precisely the topic mixes of documents are taken
 * @param threshold highest score that is listed; a probability, so that 1 lists every row. Spot's
 *     1e-6 leaves nothing of a small day
 * @param maxResults most rows that are listed, those of the lowest scores; 0 for no limit
 * @param duplication how many times each benign row counts in training
 */
public record SpotSettings(
    TrainerSettings trainer,
    Precision precision,
    double threshold,
    int maxResults,
    int duplication) {
  /** Checks the ranges. */
  public SpotSettings {
    if (!(threshold >= 0)) {
      throw new IllegalArgumentException("threshold must be 0 or more, not " + threshold);
    }
    if (maxResults < 0) {
      throw new IllegalArgumentException("maxResults must be 0 or more, not " + maxResults);
    }
    if (duplication < 1) {
      throw new IllegalArgumentException("duplication must be 1 or more, not " + duplication);
    }
  }

  /** Spot's model; the 3000 rows of the lowest scores; benign rows count a thousandfold. */
  public static SpotSettings defaults() {
    return new SpotSettings(TrainerSettings.defaults(), Precision.BITS_64, 1.0, 3000, 1000);
  }

  /** The same with other training. */
  public SpotSettings with(TrainerSettings other) {
    return new SpotSettings(other, precision, threshold, maxResults, duplication);
  }

  /** The same with another limit. */
  public SpotSettings withMaxResults(int most) {
    return new SpotSettings(trainer, precision, threshold, most, duplication);
  }
}
