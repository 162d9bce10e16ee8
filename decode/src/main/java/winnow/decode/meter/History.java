// SPDX-License-Identifier: Apache-2.0
package winnow.decode.meter;

/**
 * Zeek's history of a connection: a letter for what happened first, in order, upper case when the
 * source did it. Each happens once per direction. Packed into two longs, 5 bits a letter, so that
 * there is room for all.
 */
final class History {
  private static final String LETTERS = "?^SHADFRTGWQshadfrtgwq";
  private static final int DIRECTION = 10;
  private static final int BITS = 5;
  private static final int PER_LONG = 12;

  static final int FLIPPED = 1;
  static final int SYN = 2;
  static final int SYN_ACK = 3;
  static final int ACK = 4;
  static final int DATA = 5;
  static final int FIN = 6;
  static final int RST = 7;
  static final int REPEATED = 8;
  static final int GAP = 9;
  static final int ZERO_WINDOW = 10;
  static final int SEVERAL_FLAGS = 11;

  private History() {}

  /** Notes what happened, unless it did before. */
  static void note(long[] rows, int base, int event, int reverse) {
    int code = event + reverse * DIRECTION;
    for (int at = base + Row.HISTORY; at < base + Row.HISTORY + 2; at++) {
      long letters = rows[at];
      for (int shift = 0; shift < PER_LONG * BITS; shift += BITS) {
        int letter = (int) (letters >>> shift) & 31;
        if (letter == code) {
          return;
        }
        if (letter == 0) {
          rows[at] = letters | (long) code << shift;
          return;
        }
      }
    }
  }

  static String text(long[] rows, int base) {
    StringBuilder text = new StringBuilder();
    for (int at = base + Row.HISTORY; at < base + Row.HISTORY + 2; at++) {
      for (long letters = rows[at]; letters != 0; letters >>>= BITS) {
        text.append(LETTERS.charAt((int) letters & 31));
      }
    }
    return text.toString();
  }
}
