// SPDX-License-Identifier: Apache-2.0
package winnow.analysis.word;

import java.util.Arrays;

/**
 * Shannon entropy of the characters of texts, bits per character. Terms are added in the order of
 * the characters, so the sum is the same everywhere. Keeps a table between calls; not thread-safe.
 */
public final class Entropy {
  private static final double LOG10_OF_2 = StrictMath.log10(2);
  private static final int TABLE = 256;

  private final int[] counts = new int[TABLE];
  private final double[] termOfCount = new double[64];
  private char[] rest = new char[0];

  /** A counter. */
  public Entropy() {}

  /** Entropy of {@code text}; 0 when it is empty. */
  public double bits(CharSequence text) {
    int length = text.length();
    int others = 0;
    Arrays.fill(counts, 0);
    for (int i = 0; i < length; i++) {
      char c = text.charAt(i);
      if (c < TABLE) {
        counts[c]++;
      } else {
        others = keep(c, others);
      }
    }
    Arrays.fill(termOfCount, Double.NaN);
    double sum = 0;
    for (int count : counts) {
      if (count > 0) {
        sum += term(count, length);
      }
    }
    return sum + bitsOfRest(others, length);
  }

  private int keep(char c, int kept) {
    if (kept == rest.length) {
      rest = Arrays.copyOf(rest, Math.max(64, kept * 2));
    }
    rest[kept] = c;
    return kept + 1;
  }

  private double bitsOfRest(int others, int length) {
    Arrays.sort(rest, 0, others);
    double sum = 0;
    for (int start = 0; start < others; ) {
      int end = start + 1;
      while (end < others && rest[end] == rest[start]) {
        end++;
      }
      sum += term(end - start, length);
      start = end;
    }
    return sum;
  }

  private double term(int count, int length) {
    if (count >= termOfCount.length) {
      return termOf(count, length);
    }
    double term = termOfCount[count];
    if (Double.isNaN(term)) {
      term = termOf(count, length);
      termOfCount[count] = term;
    }
    return term;
  }

  private static double termOf(int count, int length) {
    double p = (double) count / length;
    return -p * StrictMath.log10(p) / LOG10_OF_2;
  }
}
