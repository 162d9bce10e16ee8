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

  /** With less history it cannot be told what is ordinary, nor who is one of a crowd. */
  private static final int LEAST_LEARNT = 500;

  /** What so few hosts of a day are expected to reach is no chance. */
  private static final double BEYOND_CHANCE = 0.1;

  private final Calibration.Builder learnt = new Calibration.Builder();

  /** Nothing is learnt yet. */
  public Calibrator() {}

  /**
   * The p-values of the scores of the next day, in their order.
   *
   * @param scores one for each host, larger the more unusual
   */
  public double[] next(double[] scores) {
    Day day = day(scores);
    double[] ps = Arrays.stream(scores).map(day::p).toArray();
    day.learn();
    return ps;
  }

  /**
   * The next day, which is to be learnt when its p-values were asked for.
   *
   * @param scores one for each host, larger the more unusual
   */
  public Day day(double[] scores) {
    return new Day(scores);
  }

  /** The scores of a day, held against those of the days before. */
  public final class Day {
    private final double[] sorted;
    private final Calibration ordinary;

    private Day(double[] scores) {
      sorted = scores.clone();
      Arrays.sort(sorted);
      Calibration before = learnt.build();
      // Where there is no past to speak of, hosts are held against each other.
      ordinary = before.total() < LEAST_LEARNT ? before.plus(of(sorted)) : before;
    }

    /** The p-value of {@code score}, of a host or of less that it did. */
    public double p(double score) {
      return Math.max(ordinary.p(score), crowd(score));
    }

    private double crowd(double score) {
      double above = sorted.length - first(sorted, Math.nextUp(score));
      double same = sorted.length - first(sorted, score) - above;
      double others = above + Math.max(0, same - 1) / 2;
      return StrictMath.pow(others / sorted.length, CROWD_POWER);
    }

    /** Learns the scores of those that are not one of a crowd. */
    public void learn() {
      learn(Double.POSITIVE_INFINITY);
    }

    /**
     * Learns the scores of those that are not one of a crowd; what is beyond chance counts as the
     * least that is, so that one attack does not make the next one ordinary.
     */
    public void learnChance() {
      boolean isKnown = ordinary.total() >= LEAST_LEARNT;
      learn(
          isKnown ? ordinary.scoreInTail(BEYOND_CHANCE / sorted.length) : Double.POSITIVE_INFINITY);
    }

    private void learn(double most) {
      boolean isKnown = ordinary.total() >= LEAST_LEARNT;
      for (double score : sorted) {
        if (!isKnown || ordinary.p(score) >= crowd(score)) {
          learnt.add(Math.min(score, most));
        }
      }
    }
  }

  private static Calibration of(double[] scores) {
    Calibration.Builder builder = new Calibration.Builder();
    Arrays.stream(scores).forEach(builder::add);
    return builder.build();
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
