// SPDX-License-Identifier: Apache-2.0
package winnow.analysis.word;

/** Amounts, such as bytes, in steps of a factor of four. */
public final class AmountBins {
  private static final int MOST = 15;

  private AmountBins() {}

  /** 0 for none, then one more for each factor of four, at most 15. */
  public static int bin(long amount) {
    int bits = Long.SIZE - Long.numberOfLeadingZeros(Math.max(0, amount));
    return Math.min(MOST, (bits + 1) / 2);
  }

  /** What {@link #bin} says, such as {@code 256 to 1023}. */
  public static String range(int bin) {
    if (bin == 0) {
      return "0";
    }
    String least = Long.toString(1L << 2 * (bin - 1));
    return bin == MOST ? least + " or more" : least + " to " + ((1L << 2 * bin) - 1);
  }
}
