// SPDX-License-Identifier: Apache-2.0
package winnow.decode.text;

import java.util.Arrays;

/**
 * The cells of a line, separated by one byte. A cell may be in double quotes, which are then not
 * part of it; a quote inside is written twice. Holds one line at a time.
 */
public final class Cells {
  private static final int MAX_CELLS = 4096;

  private final Slice slice = new Slice();
  private byte[] bytes = new byte[0];
  private int[] starts = new int[64];
  private int[] ends = new int[64];
  private int count;

  /** Takes {@code line} apart; what comes after the 4096th separator stays one cell. */
  public void split(Slice line, byte separator) {
    bytes = line.bytes();
    count = 0;
    int at = line.start();
    int end = line.end();
    while (true) {
      boolean quoted = at < end && bytes[at] == '"';
      int cellEnd = quoted ? closingQuote(at + 1, end) : at;
      int next = Bytes.indexOf(bytes, cellEnd, end, separator);
      if (count == MAX_CELLS - 1) {
        next = end;
      }
      add(quoted ? at + 1 : at, quoted ? cellEnd : next);
      if (next == end) {
        return;
      }
      at = next + 1;
    }
  }

  /** Number of cells. */
  public int size() {
    return count;
  }

  /** Cell {@code index}, valid until the next call. */
  public Slice cell(int index) {
    return slice.over(bytes, starts[index], ends[index]);
  }

  /** The text of cell {@code index}. */
  public String text(int index) {
    String text = cell(index).toString();
    return text.indexOf('"') < 0 ? text : text.replace("\"\"", "\"");
  }

  /** Index of the quote that ends the cell, or {@code end}. */
  private int closingQuote(int from, int end) {
    int at = Bytes.indexOf(bytes, from, end, (byte) '"');
    while (at + 1 < end && bytes[at + 1] == '"') {
      at = Bytes.indexOf(bytes, at + 2, end, (byte) '"');
    }
    return at;
  }

  private void add(int start, int end) {
    if (count == starts.length) {
      starts = Arrays.copyOf(starts, 2 * count);
      ends = Arrays.copyOf(ends, 2 * count);
    }
    starts[count] = start;
    ends[count++] = end;
  }
}
