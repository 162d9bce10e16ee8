// SPDX-License-Identifier: Apache-2.0
package winnow.analysis.word;

/**
 * What a DNS query looks like: type, answer, and the length and the labels of what stands before
 * the domain. A shape has 32 bits.
 */
public final class QueryShapes {
  private static final int NO_ANSWER = 31;
  private static final int MOST_LABELS = 7;
  private static final int LENGTH_STEP = 8;
  private static final int MOST_LENGTH = 15;

  private QueryShapes() {}

  /**
   * The part of a shape that the name has.
   *
   * @param below what stands before the domain
   */
  public static long ofName(String below) {
    long labels = Math.min(MOST_LABELS, below.chars().filter(c -> c == '.').count());
    long length = Math.min(MOST_LENGTH, (below.length() + LENGTH_STEP - 1) / LENGTH_STEP);
    return labels << 24 | length << 28;
  }

  /** The part of a shape that a query with this answer has. */
  public static long answered(long type, long code) {
    return type & 0xffff | Math.min(NO_ANSWER - 1, code) << 16;
  }

  /** The part of a shape that a query without an answer has. */
  public static long unanswered(long type) {
    return type & 0xffff | NO_ANSWER << 16;
  }

  /** What a shape means, for people. */
  public static String describe(long shape) {
    long code = shape >>> 16 & 0x1f;
    return "type "
        + (shape & 0xffff)
        + (code == NO_ANSWER ? ", no answer" : ", answer code " + code)
        + ", up to "
        + LENGTH_STEP * (shape >>> 28 & 0xf)
        + " characters below the domain";
  }
}
