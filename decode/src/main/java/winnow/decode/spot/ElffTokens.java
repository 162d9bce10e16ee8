// SPDX-License-Identifier: Apache-2.0
package winnow.decode.spot;

import java.util.Arrays;
import winnow.decode.text.Slice;
import winnow.decode.text.TextPool;

/**
 * The values of a line of an access log: separated by blanks or tabs, any number of them; a value
 * with blanks is in double or single quotes, a double quote inside written twice. A quote that is
 * not closed before a blank or the end is part of the value. Holds one line at a time.
 */
final class ElffTokens {
  private static final int MAX_TOKENS = 256;

  private final TextPool pool = new TextPool();
  private final int[] starts = new int[MAX_TOKENS];
  private final int[] ends = new int[MAX_TOKENS];
  private final boolean[] doubled = new boolean[MAX_TOKENS];
  private byte[] bytes = new byte[0];
  private int count;

  /** Takes {@code line} apart; values after the 256th are counted, not kept. */
  void split(Slice line) {
    bytes = line.bytes();
    count = 0;
    int at = line.start();
    while (at < line.end()) {
      if (isBlank(bytes[at])) {
        at++;
        continue;
      }
      boolean quote = bytes[at] == '"' || bytes[at] == '\'';
      int close = quote ? closingQuote(at, line.end()) : -1;
      int end = close < 0 ? blank(at, line.end()) : close;
      add(close < 0 ? at : at + 1, end, close >= 0 && bytes[at] == '"');
      at = close < 0 ? end : end + 1;
    }
  }

  int size() {
    return count;
  }

  /** Whether value {@code index} is absent, a hyphen. */
  boolean isAbsent(int index) {
    return ends[index] - starts[index] == 1 && bytes[starts[index]] == '-';
  }

  String text(int index) {
    String text = pool.text(bytes, starts[index], ends[index]);
    return doubled[index] && text.contains("\"\"") ? text.replace("\"\"", "\"") : text;
  }

  /** All values. */
  String[] texts() {
    String[] texts = new String[Math.min(count, MAX_TOKENS)];
    Arrays.setAll(texts, this::text);
    return texts;
  }

  private void add(int start, int end, boolean inDoubleQuotes) {
    if (count < MAX_TOKENS) {
      starts[count] = start;
      ends[count] = end;
      doubled[count] = inDoubleQuotes;
    }
    count++;
  }

  /** Index of the quote that ends the value which starts at {@code open}, or -1. */
  private int closingQuote(int open, int end) {
    byte quote = bytes[open];
    for (int at = open + 1; at < end; at++) {
      if (bytes[at] == quote && at + 1 < end && bytes[at + 1] == quote && quote == '"') {
        boolean isEmptyValue = at == open + 1 && (at + 2 == end || isBlank(bytes[at + 2]));
        at += isEmptyValue ? 0 : 1;
      } else if (bytes[at] == quote && (at + 1 == end || isBlank(bytes[at + 1]))) {
        return at;
      }
    }
    return -1;
  }

  private int blank(int from, int end) {
    int at = from;
    while (at < end && !isBlank(bytes[at])) {
      at++;
    }
    return at;
  }

  private static boolean isBlank(byte value) {
    return value == ' ' || value == '\t';
  }
}
