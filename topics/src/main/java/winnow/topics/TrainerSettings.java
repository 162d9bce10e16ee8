// SPDX-License-Identifier: Apache-2.0
package winnow.topics;

/**
 * What decides a model, besides the corpus. Threads do not, and are no setting.
 *
 * @param topics K, 1 to {@value #MAX_TOPICS}
 * @param alpha α, concentration of the topics of a document, more than 1
 * @param beta β (MLlib: topic concentration; elsewhere η), concentration of the words of a topic,
 *     more than 1
 * @param iterations passes over the corpus, at least 1; there is no test of convergence
 * @param seed chooses the random start
 */
public record TrainerSettings(int topics, double alpha, double beta, int iterations, long seed) {
  /** Most topics a model can have. */
  public static final int MAX_TOPICS = 1024;

  /** Checks the ranges. */
  public TrainerSettings {
    if (topics < 1 || topics > MAX_TOPICS) {
      throw new IllegalArgumentException(
          "topics %d is outside 1..%d".formatted(topics, MAX_TOPICS));
    }
    requireConcentration("alpha", alpha);
    requireConcentration("beta", beta);
    if (iterations < 1) {
      throw new IllegalArgumentException("iterations %d is less than 1".formatted(iterations));
    }
  }

  /** The settings Apache Spot ships: 20 topics, α 1.02, β 1.001, 20 iterations. */
  public static TrainerSettings defaults() {
    return new TrainerSettings(20, 1.02, 1.001, 20, 0);
  }

  /** The α that MLlib chooses for its EM optimizer when asked to: 50 / K + 1. */
  public static double automaticAlpha(int topics) {
    return 50.0 / topics + 1;
  }

  /** The β that MLlib chooses for its EM optimizer when asked to. */
  public static double automaticBeta() {
    return 1.1;
  }

  private static void requireConcentration(String name, double value) {
    if (!(value > 1 && value < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException("%s %s is not a number above 1".formatted(name, value));
    }
  }
}
