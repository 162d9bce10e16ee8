// SPDX-License-Identifier: Apache-2.0
package winnow.lake.parquet;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** The smallest and the largest value of a column in a row group or a file. */
public sealed interface Bounds {
  /** Bounds of integers, times in microseconds, and truth values as 0 and 1; both occur. */
  record Integers(long min, long max) implements Bounds {}

  /** Bounds of floating-point numbers; no NaN is among the values. */
  record Reals(double min, double max) implements Bounds {}

  /**
   * Bounds of texts in the order of their code points, cut to 16 code points: no text is less than
   * {@code min} or greater than {@code max}.
   *
   * @param min lower bound
   * @param max upper bound; null when cutting leaves none
   * @param minIsExact whether {@code min} occurs
   * @param maxIsExact whether {@code max} occurs
   */
  record Texts(String min, @Nullable String max, boolean minIsExact, boolean maxIsExact)
      implements Bounds {
    private static final int LENGTH = 16;

    static Texts of(String least, String greatest) {
      boolean minFits = fits(least);
      boolean maxFits = fits(greatest);
      return new Texts(
          minFits ? least : cut(least),
          maxFits ? greatest : above(cut(greatest)),
          minFits,
          maxFits);
    }

    private static boolean fits(String text) {
      return text.length() <= LENGTH || text.codePointCount(0, text.length()) <= LENGTH;
    }

    private static String cut(String text) {
      return text.substring(0, text.offsetByCodePoints(0, LENGTH));
    }

    /** The least text of at most as many code points that is greater than all that start so. */
    private static @Nullable String above(String prefix) {
      int[] points = prefix.codePoints().toArray();
      for (int i = points.length - 1; i >= 0; i--) {
        if (points[i] < Character.MAX_CODE_POINT) {
          boolean beforeSurrogates = points[i] == Character.MIN_SURROGATE - 1;
          points[i] = beforeSurrogates ? Character.MAX_SURROGATE + 1 : points[i] + 1;
          return new String(points, 0, i + 1);
        }
      }
      return null;
    }
  }

  /** Bounds of both; null when either is null because it has none. */
  static @Nullable Bounds union(@Nullable Bounds one, @Nullable Bounds other) {
    if (one instanceof Integers a && other instanceof Integers b) {
      return new Integers(Math.min(a.min, b.min), Math.max(a.max, b.max));
    }
    if (one instanceof Reals a && other instanceof Reals b) {
      return new Reals(Math.min(a.min, b.min), Math.max(a.max, b.max));
    }
    if (one instanceof Texts a && other instanceof Texts b) {
      boolean firstMin = order(a.min, b.min) <= 0;
      boolean firstMax = a.max == null || (b.max != null && order(a.max, b.max) >= 0);
      return new Texts(
          firstMin ? a.min : b.min,
          firstMax ? a.max : b.max,
          firstMin ? a.minIsExact : b.minIsExact,
          firstMax ? a.maxIsExact : b.maxIsExact);
    }
    return null;
  }

  private static int order(String one, String other) {
    return Arrays.compareUnsigned(
        one.getBytes(StandardCharsets.UTF_8), other.getBytes(StandardCharsets.UTF_8));
  }
}
