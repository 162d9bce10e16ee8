// SPDX-License-Identifier: Apache-2.0
package winnow.decode.proxy;

import java.util.ArrayList;
import java.util.List;
import winnow.decode.text.Bytes;
import winnow.decode.text.Escapes;
import winnow.decode.text.Slice;

/**
 * The values of a line. Separated by blanks or tabs, any number of them: a value with blanks is in
 * double or single quotes, a double quote inside written twice, or in square brackets; a quote that
 * is not closed before a blank or the end is part of the value. Separated by single tabs or commas:
 * every separator ends a value, which may be in double quotes. Holds one line at a time.
 */
final class Tokens {
  private static final int MAX_TOKENS = 256;

  private final Escapes escapes;
  private final Slice slice = new Slice();
  private final Escapes.Scratch scratch = new Escapes.Scratch();
  private final int[] starts = new int[MAX_TOKENS];
  private final int[] ends = new int[MAX_TOKENS];
  private final boolean[] escaped = new boolean[MAX_TOKENS];
  private byte[] bytes = new byte[0];
  private int count;

  /** Whether the quoted value found last may hold escapes. */
  private boolean mayHoldEscapes;

  /** Tokens in which a double quote inside a value is written twice. */
  Tokens() {
    this(Escapes.DOUBLED_QUOTE);
  }

  /**
   * Tokens of lines that write a double quote inside a value in their way.
   *
   * @param escapes written twice, or after a backslash
   */
  Tokens(Escapes escapes) {
    this.escapes = escapes;
  }

  /** Takes {@code line} apart at blanks; values after the 256th are counted, not kept. */
  void split(Slice line) {
    bytes = line.bytes();
    count = 0;
    int end = line.end();
    int at = line.start();
    while (at < end) {
      byte first = bytes[at];
      if (first == ' ' || first == '\t') {
        at++;
        continue;
      }
      int close = -1;
      if (first == '"' || first == '\'') {
        close = closingQuote(at, end);
      } else if (first == '[') {
        close = closingBracket(at, end);
      }
      if (close < 0) {
        int blank = Bytes.indexOfBlank(bytes, at, end);
        add(at, blank, false);
        at = blank + 1;
      } else {
        add(at + 1, close, first == '"' && mayHoldEscapes);
        at = close + 1;
      }
    }
  }

  /** Takes {@code line} apart at each {@code separator}. */
  void split(Slice line, byte separator) {
    bytes = line.bytes();
    count = 0;
    int end = line.end();
    int at = line.start();
    while (at <= end) {
      int close = at < end && bytes[at] == '"' ? closingQuote(at, end, separator) : -1;
      int next = close < 0 ? Bytes.indexOf(bytes, at, end, separator) : close + 1;
      add(close < 0 ? at : at + 1, close < 0 ? next : close, close >= 0 && mayHoldEscapes);
      at = next + 1;
    }
  }

  int size() {
    return count;
  }

  /** Whether value {@code index} is absent: a hyphen, or nothing. */
  boolean isAbsent(int index) {
    int length = ends[index] - starts[index];
    return length == 0 || (length == 1 && bytes[starts[index]] == '-');
  }

  /** Value {@code index}, valid until the next call. */
  Slice value(int index) {
    slice.over(bytes, starts[index], ends[index]);
    return escaped[index] ? escapes.undo(slice, scratch) : slice;
  }

  /** The texts of all values. */
  List<String> texts() {
    List<String> texts = new ArrayList<>();
    for (int i = 0; i < Math.min(count, MAX_TOKENS); i++) {
      texts.add(value(i).toString());
    }
    return texts;
  }

  private void add(int start, int end, boolean holdsEscapes) {
    if (count < MAX_TOKENS) {
      starts[count] = start;
      ends[count] = end;
      escaped[count] = holdsEscapes;
    }
    count++;
  }

  /** Index of the quote that ends the value which starts at {@code open}, or -1. */
  private int closingQuote(int open, int end) {
    byte quote = bytes[open];
    mayHoldEscapes = escapes != Escapes.DOUBLED_QUOTE;
    int at = Bytes.indexOf(bytes, open + 1, end, quote);
    while (at < end) {
      boolean last = at + 1 == end || isBlank(bytes[at + 1]);
      if (last && !(escapes == Escapes.BACKSLASH && bytes[at - 1] == '\\')) {
        return at;
      }
      boolean pair =
          escapes == Escapes.DOUBLED_QUOTE && quote == '"' && !last && bytes[at + 1] == quote;
      mayHoldEscapes |= pair;
      boolean emptyValue = pair && at == open + 1 && (at + 2 == end || isBlank(bytes[at + 2]));
      at = Bytes.indexOf(bytes, at + (pair && !emptyValue ? 2 : 1), end, quote);
    }
    return -1;
  }

  /** Index of the double quote before {@code separator} or the end, or -1. */
  private int closingQuote(int open, int end, byte separator) {
    mayHoldEscapes = escapes != Escapes.DOUBLED_QUOTE;
    int at = Bytes.indexOf(bytes, open + 1, end, (byte) '"');
    while (at < end) {
      if (at + 1 == end || bytes[at + 1] == separator) {
        return at;
      }
      mayHoldEscapes |= bytes[at + 1] == '"';
      at = Bytes.indexOf(bytes, at + (bytes[at + 1] == '"' ? 2 : 1), end, (byte) '"');
    }
    return -1;
  }

  /** Index of the bracket that ends a value with blanks, or -1. */
  private int closingBracket(int open, int end) {
    int close = Bytes.indexOf(bytes, open + 1, end, (byte) ']');
    boolean ends = close + 1 == end || (close < end && isBlank(bytes[close + 1]));
    return ends && Bytes.indexOfBlank(bytes, open, close) < close ? close : -1;
  }

  private static boolean isBlank(byte value) {
    return value == ' ' || value == '\t';
  }
}
