// SPDX-License-Identifier: Apache-2.0
package winnow.analysis.outlier;

import java.util.Arrays;
import winnow.analysis.count.StableHash;
import winnow.analysis.count.Workers;

/**
 * The isolation forest (Liu, Ting, Zhou: Isolation Forest, ICDM 2008): the score of a row is 2 to
 * the power of -E[h] / c(ψ) (equation 2), where E[h] is its mean path length over the trees and
 * c(ψ) the average of that for sub-samples of ψ rows. Scores are above 0 and at most 1; 0.5 is
 * average, and what a single row gets.
 *
 * <p>Chance is a hash of the seed, the number of the tree, and the key of a row or the number of a
 * node, so the scores are the same bits for any number of threads.
 */
public final class IsolationForest implements OutlierDetector {
  private static final int ROWS_PER_PIECE = 1024;
  private static final double AVERAGE = 0.5;

  private final Settings settings;
  private final Workers workers;

  /** A forest that grows anew at each call, on the threads of the workers. */
  public IsolationForest(Settings settings, Workers workers) {
    this.settings = settings;
    this.workers = workers;
  }

  /**
   * How to grow it.
   *
   * @param seed of all chance
   * @param trees how many, 1 or more
   * @param subSample how many rows a tree sees, ψ, 1 or more; all rows if there are fewer
   */
  public record Settings(long seed, int trees, int subSample) {
    private static final int DEFAULT_TREES = 100;
    private static final int DEFAULT_SUB_SAMPLE = 256;

    public Settings {
      if (trees < 1 || subSample < 1) {
        throw new IllegalArgumentException(
            "a forest needs a tree of a row, not %d trees of %d rows".formatted(trees, subSample));
      }
    }

    /** The paper's 100 trees of 256 rows. */
    public static Settings defaults(long seed) {
      return new Settings(seed, DEFAULT_TREES, DEFAULT_SUB_SAMPLE);
    }
  }

  @Override
  public String name() {
    return "isolation-forest";
  }

  @Override
  public double[] score(FeatureMatrix matrix) {
    double[] scores = new double[matrix.rows()];
    int psi = Math.min(settings.subSample(), scores.length);
    if (psi < 2) {
      Arrays.fill(scores, AVERAGE);
      return scores;
    }
    AveragePathLength averages = new AveragePathLength(psi);
    IsolationTree[] forest = grow(matrix, psi, averages);
    double scale = -1 / (forest.length * averages.of(psi));
    int pieces = Math.ceilDiv(scores.length, ROWS_PER_PIECE);
    workers.run(
        pieces,
        thread ->
            piece -> {
              int from = piece * ROWS_PER_PIECE;
              int to = Math.min(from + ROWS_PER_PIECE, scores.length);
              addPathLengths(forest, matrix.columns(), from, to, scores);
              for (int row = from; row < to; row++) {
                scores[row] = StrictMath.pow(2, scores[row] * scale);
              }
            });
    return scores;
  }

  private IsolationTree[] grow(FeatureMatrix matrix, int psi, AveragePathLength averages) {
    SubSampler sampler = SubSampler.of(matrix.keys());
    IsolationTree[] forest = new IsolationTree[settings.trees()];
    workers.run(
        forest.length,
        thread ->
            tree -> {
              long treeSeed = StableHash.mix(settings.seed(), tree);
              int[] rows = sampler.draw(treeSeed, psi);
              SplitDraws draws = new SplitDraws.Hashed(treeSeed);
              forest[tree] = TreeGrower.grow(matrix.columns(), rows, averages, draws);
            });
    return forest;
  }

  /** Adds the path lengths of each row, tree by tree. */
  private static void addPathLengths(
      IsolationTree[] forest, double[][] columns, int from, int to, double[] sums) {
    for (IsolationTree tree : forest) {
      for (int row = from; row < to; row++) {
        sums[row] += tree.pathLength(columns, row);
      }
    }
  }
}
