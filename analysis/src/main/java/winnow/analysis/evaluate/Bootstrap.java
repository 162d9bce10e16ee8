// SPDX-License-Identifier: Apache-2.0
package winnow.analysis.evaluate;

import java.util.Arrays;
import java.util.List;
import winnow.analysis.count.StableHash;

/**
 * Percentile intervals of a mean by resampling whole blocks (Künsch 1989; Efron and Tibshirani, An
 * Introduction to the Bootstrap, chapter 13): values of one block depend on each other. Every draw
 * is a hash, so that equal values give equal intervals.
 *
 * @param resamples how many times blocks are drawn anew
 * @param coverage share of the resampled means that the interval holds, such as 0.95
 * @param seed of the draws
 */
public record Bootstrap(int resamples, double coverage, long seed) {
  /** 2,000 resamples, 95 %. */
  public static final Bootstrap DEFAULTS = new Bootstrap(2000, 0.95, 0);

  /**
   * A mean and where it may lie.
   *
   * @param mean mean of all values; NaN when there are none
   * @param low lower end
   * @param high upper end
   */
  public record Interval(double mean, double low, double high) {
    /** Whether {@code value} lies inside. */
    public boolean contains(double value) {
      return low <= value && value <= high;
    }
  }

  /** The mean of all values in {@code blocks} with its interval. */
  public Interval mean(List<double[]> blocks) {
    double[] sums = new double[blocks.size()];
    int[] counts = new int[blocks.size()];
    for (int i = 0; i < sums.length; i++) {
      sums[i] = Arrays.stream(blocks.get(i)).reduce(0, Double::sum);
      counts[i] = blocks.get(i).length;
    }
    double[] means = new double[resamples];
    int made = 0;
    for (int sample = 0; sample < resamples; sample++) {
      double sum = 0;
      long count = 0;
      for (int draw = 0; draw < sums.length; draw++) {
        int block = draw(sample, draw, sums.length);
        sum += sums[block];
        count += counts[block];
      }
      if (count > 0) {
        means[made++] = sum / count;
      }
    }
    Arrays.sort(means, 0, made);
    double mean = Arrays.stream(sums).reduce(0, Double::sum) / Arrays.stream(counts).sum();
    return made == 0
        ? new Interval(mean, Double.NaN, Double.NaN)
        : new Interval(
            mean, at(means, made, (1 - coverage) / 2), at(means, made, (1 + coverage) / 2));
  }

  private int draw(int sample, int draw, int bound) {
    long hash = StableHash.mix(StableHash.mix(seed, sample), draw);
    return (int) Math.multiplyHigh(hash >>> 1, (long) bound << 1);
  }

  private static double at(double[] sorted, int size, double share) {
    return sorted[(int) Math.min(size - 1L, Math.round(share * (size - 1)))];
  }
}
