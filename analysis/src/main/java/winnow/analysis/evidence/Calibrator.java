// SPDX-License-Identifier: Apache-2.0
package winnow.analysis.evidence;

import java.util.Arrays;
import winnow.analysis.count.PackedReader;
import winnow.analysis.count.PackedWriter;

/**
 * Turns the scores of each day into p-values by those of the days before, and learns them
 * afterwards. What befalls many on the same day is no news about one of them: a p-value is not
 * below the share of the others whose scores are higher, of the same ones half, to the power of
 * 1.5, and those whose was are not learnt, or the tail would be theirs from then on. Not
 * thread-safe.
 */
public final class Calibrator {
  /** Two of a thousand that stand out together are news still; a hundred are not. */
  private static final double CROWD_POWER = 1.5;

  /** With less history it cannot be told who is one of a crowd. */
  private static final int LEAST_LEARNT = 500;

  private final Calibration.Builder learnt = new Calibration.Builder();

  /** Nothing is learnt yet. */
  public Calibrator() {}

  /**
   * The p-values of the scores of the next day, in their order.
   *
   * @param scores one for each host, larger the more unusual
   */
  public double[] next(double[] scores) {
    Calibration ordinary = learnt.build();
    double[] sorted = scores.clone();
    Arrays.sort(sorted);
    double[] ps = new double[scores.length];
    for (int i = 0; i < scores.length; i++) {
      double p = ordinary.p(scores[i]);
      double above = sorted.length - first(sorted, Math.nextUp(scores[i]));
      double same = sorted.length - first(sorted, scores[i]) - above;
      double others = above + (same - 1) / 2;
      double crowd = StrictMath.pow(others / scores.length, CROWD_POWER);
      ps[i] = Math.max(p, crowd);
      if (p >= crowd || ordinary.total() < LEAST_LEARNT) {
        learnt.add(scores[i]);
      }
    }
    return ps;
  }

  /** Packs what was learnt. */
  public void write(PackedWriter out) {
    learnt.write(out);
  }

  /** Adds what {@link #write} packed. */
  public void read(PackedReader in) {
    learnt.read(in);
  }

  /** Where the first lies that is {@code score} or more. */
  private static int first(double[] sorted, double score) {
    int low = 0;
    int high = sorted.length;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (sorted[middle] < score) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }
}
