// SPDX-License-Identifier: Apache-2.0
package winnow.analysis.evidence;

import java.util.Arrays;
import winnow.analysis.count.PackedReader;
import winnow.analysis.count.PackedWriter;

/**
 * How often a score is reached by chance, learnt from scores of times that are taken for ordinary:
 * split-conformal p-values (Vovk, Gammerman and Shafer, Algorithmic Learning in a Random World,
 * section 2.2; Bates and others, Testing for outliers with conformal p-values, Annals of Statistics
 * 2023). Scores are counted in bins, so the result does not depend on their order, and calibrations
 * can be added. Beyond the scores that were seen, an exponential tail goes on from the highest of
 * them: a plain count can say no less than one in so many. What the mean of a tail is, m scores
 * tell but nearly; the next excess x above the tail's start is therefore reached with probability
 * (1 + x / (m mean))<sup>-m</sup>, which holds whatever the mean (x over the mean of m is of an F
 * distribution with 2 and 2m degrees of freedom).
 *
 * <p>Immutable. A score is larger the more unusual; its resolution is 1/32, its range -64 to 64.
 */
public final class Calibration {
  private static final int STEPS = 32;
  private static final int RANGE = 64;
  private static final int BINS = 2 * RANGE * STEPS;

  /** The tail has at most one in so many of the scores, or {@link #FEW} where that is more. */
  private static final int TAIL_PART = 100;

  private static final int FEW = 20;

  /** A tail of fewer tells nothing. */
  private static final int LEAST_IN_TAIL = 10;

  /** Scores of a tail that are all the same tell no more of how it goes on. */
  private static final double LEAST_MEAN_EXCESS = 0.25;

  private static final double LEAST_P = 1e-12;

  private final long[] counts;

  /** How many scores are in each bin or a higher one; 0 at the end. */
  private final long[] atLeast = new long[BINS + 1];

  private final long total;
  private final int tailStart;
  private final long inTail;
  private final double meanExcess;

  private Calibration(long[] counts) {
    this.counts = counts;
    for (int bin = BINS - 1; bin >= 0; bin--) {
      atLeast[bin] = atLeast[bin + 1] + counts[bin];
    }
    total = atLeast[0];
    long most = Math.max(FEW, total / TAIL_PART);
    long excess = 0;
    int start = BINS;
    // Where many scores are the same, none of them is in the tail.
    while (start > 0 && atLeast[start - 1] <= most) {
      excess += atLeast[start];
      start--;
    }
    inTail = atLeast[start];
    tailStart = inTail >= LEAST_IN_TAIL && 2 * inTail <= total ? start : BINS;
    // Half a bin: a score lies in the middle of its own.
    meanExcess = Math.max(LEAST_MEAN_EXCESS, (excess / (double) inTail + 0.5) / STEPS);
  }

  /** Counts scores. Not thread-safe. */
  public static final class Builder {
    private final long[] counts = new long[BINS];

    /** Adds a score; those out of range count as the nearest that is not. */
    public void add(double score) {
      counts[bin(score)]++;
    }

    /** Packs what was learnt. */
    public void write(PackedWriter out) {
      out.number(Arrays.stream(counts).filter(count -> count > 0).count());
      for (int bin = 0; bin < BINS; bin++) {
        if (counts[bin] > 0) {
          out.number(bin).number(counts[bin]);
        }
      }
    }

    /** Adds what {@link #write} packed. */
    public void read(PackedReader in) {
      int size = in.size();
      for (int i = 0; i < size; i++) {
        counts[Math.clamp(in.number(), 0, BINS - 1)] += in.number();
      }
    }

    /** What was learnt so far. */
    public Calibration build() {
      return new Calibration(counts.clone());
    }
  }

  /** How many scores it was learnt from. */
  public long total() {
    return total;
  }

  /** This and {@code other} together. */
  public Calibration plus(Calibration other) {
    long[] sum = counts.clone();
    for (int i = 0; i < BINS; i++) {
      sum[i] += other.counts[i];
    }
    return new Calibration(sum);
  }

  /**
   * The share of ordinary scores that are at least as unusual as {@code score}, above 0 and below
   * 1. Half of the scores of the same bin count, and one more score than were seen: (above + same /
   * 2 + 1/2) / (n + 1). In the tail, where fewer than one in a hundred lie, it is how often the
   * next of an exponential is above {@code score}.
   */
  public double p(double score) {
    int bin = bin(score);
    if (bin >= tailStart) {
      double excess = Math.min(score, RANGE) - low(tailStart);
      double share = (inTail + 0.5) / (total + 1);
      double reached = StrictMath.pow(1 + excess / (inTail * meanExcess), -inTail);
      return Math.max(LEAST_P, share * reached);
    }
    return (atLeast[bin + 1] + counts[bin] / 2.0 + 0.5) / (total + 1);
  }

  /**
   * The score that is reached with probability {@code p} by the tail; infinite where there is none,
   * or {@code p} is not in it.
   */
  public double scoreInTail(double p) {
    double share = (inTail + 0.5) / (total + 1);
    if (tailStart == BINS || p >= share) {
      return Double.POSITIVE_INFINITY;
    }
    double means = inTail * (StrictMath.pow(p / share, -1.0 / inTail) - 1);
    return low(tailStart) + means * meanExcess;
  }

  private static int bin(double score) {
    if (Double.isNaN(score)) {
      throw new IllegalArgumentException("a score is not a number");
    }
    return Math.clamp((long) Math.floor(score * STEPS) + BINS / 2, 0, BINS - 1);
  }

  private static double low(int bin) {
    return (bin - BINS / 2) / (double) STEPS;
  }
}
