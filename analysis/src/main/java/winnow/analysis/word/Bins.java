// SPDX-License-Identifier: Apache-2.0
package winnow.analysis.word;

/**
 * The fixed bins of Apache Spot. Spot computes {@code log10(x) / log10(2)} in floating point; below
 * 2^48 its integer part equals the bit length used here, powers of two included.
 */
public final class Bins {
  private static final double ENTROPY_STEP_TENTHS = 3;
  private static final int ENTROPY_CUTS = 19;

  private Bins() {}

  /** The integer part of log2 {@code x}; 0 for 0. */
  public static int floorLog2(long x) {
    return x == 0 ? 0 : 63 - Long.numberOfLeadingZeros(x);
  }

  /** log2 of {@code count + 1}, rounded up: 0 → 0, 1 → 1, 2 and 3 → 2. */
  public static int ceilLog2OfNext(long count) {
    return 64 - Long.numberOfLeadingZeros(count);
  }

  /** The first cut that {@code value} does not exceed; -1 when it exceeds all. */
  public static int bin(double value, double[] cuts) {
    for (int i = 0; i < cuts.length; i++) {
      if (value <= cuts[i]) {
        return i;
      }
    }
    return -1;
  }

  /**
   * The bin of an entropy among the cuts 0.0, 0.3, 0.6 … 5.4 and infinity: 0 to 19.
   *
   * @param bits entropy, bits per character
   */
  public static int entropyBin(double bits) {
    for (int i = 0; i < ENTROPY_CUTS; i++) {
      if (bits <= i * ENTROPY_STEP_TENTHS / 10) {
        return i;
      }
    }
    return ENTROPY_CUTS;
  }
}
