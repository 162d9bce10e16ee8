// SPDX-License-Identifier: Apache-2.0
package winnow.synth.chance;

import java.util.random.RandomGenerator;

/**
 * Random numbers that depend on keys alone: SplitMix64 (Steele, Lea and Flood 2014) started from a
 * hash of the seed and whatever names the event.
 */
public final class Dice implements RandomGenerator {
  private static final long GOLDEN = 0x9e3779b97f4a7c15L;

  private long state;

  private Dice(long state) {
    this.state = state;
  }

  /** Dice for the event called {@code (seed, a, b)}. */
  public static Dice of(long seed, long a, long b) {
    return new Dice(hash(hash(seed, a), b));
  }

  /** A 64-bit hash of two numbers. */
  public static long hash(long a, long b) {
    return mix(mix(a + GOLDEN) ^ (b * 0xd1342543de82ef95L + 0x2545f4914f6cdd1dL));
  }

  /** A hash of two numbers as a fraction, 0 inclusive to 1 exclusive. */
  public static double fraction(long a, long b) {
    return (hash(a, b) >>> 11) * 0x1p-53;
  }

  /** A hash of two numbers, 0 inclusive to {@code bound} exclusive. */
  public static int pick(long a, long b, int bound) {
    return (int) Math.unsignedMultiplyHigh(hash(a, b), bound);
  }

  @Override
  public long nextLong() {
    state += GOLDEN;
    return mix(state);
  }

  @Override
  public int nextInt(int bound) {
    return (int) Math.unsignedMultiplyHigh(nextLong(), bound);
  }

  /** Whether something of probability {@code p} happens. */
  public boolean chance(double p) {
    return nextDouble() < p;
  }

  /** Log-normal with the given median and standard deviation of the logarithm. */
  public double logNormal(double median, double sigma) {
    return median * Math.exp(sigma * nextGaussian());
  }

  /** Pareto: at least {@code minimum}, P(X &gt; x) = (minimum / x)^alpha. */
  public double pareto(double minimum, double alpha) {
    return minimum * Math.pow(1 - nextDouble(), -1 / alpha);
  }

  /**
   * A rank from 0 to {@code n - 1} with probability nearly proportional to 1 / (rank + 1): Zipf's
   * law with exponent 1 by inversion of its continuous form.
   */
  public int zipf(int n) {
    return (int) Math.min(n - 1.0, Math.exp(nextDouble() * Math.log(n + 1.0)) - 1);
  }

  /** Poisson; exact below a mean of 30, its normal limit above. */
  public int poisson(double mean) {
    if (mean > 30) {
      return (int) Math.max(0, Math.round(mean + Math.sqrt(mean) * nextGaussian()));
    }
    double limit = Math.exp(-mean);
    double product = nextDouble();
    int count = 0;
    while (product > limit) {
      count++;
      product *= nextDouble();
    }
    return count;
  }

  private static long mix(long z) {
    long x = (z ^ (z >>> 30)) * 0xbf58476d1ce4e5b9L;
    x = (x ^ (x >>> 27)) * 0x94d049bb133111ebL;
    return x ^ (x >>> 31);
  }
}
