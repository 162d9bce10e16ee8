// SPDX-License-Identifier: Apache-2.0
package winnow.analysis.count;

import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * The valid and invalid rows of a part, 12 bytes each: the pairs of document and word of the row,
 * as numbered by the {@link WordTally} that read it, and a hash that breaks ties.
 */
public final class PartRows {
  public static final int INVALID = -1;

  private static final int BYTES_OF_ROW = 12;

  private int[] first = {};
  private int[] second = {};
  private int[] hashes = {};
  private int rows;

  /** Adds a row whose pairs are not known yet; its number. */
  int add(long hash) {
    if (rows == first.length) {
      int capacity = Math.max(1024, rows + (rows >> 1));
      first = Arrays.copyOf(first, capacity);
      second = Arrays.copyOf(second, capacity);
      hashes = Arrays.copyOf(hashes, capacity);
    }
    hashes[rows] = (int) (hash >>> 32);
    return rows++;
  }

  /** Adds a row without pairs. */
  void addInvalid() {
    setFirst(add(0), INVALID);
  }

  /** Sets the pair of the first document of a row, which is all that it has so far. */
  void setFirst(int row, int pair) {
    first[row] = pair;
    second[row] = pair;
  }

  /** Sets the pair of the second document of a row. */
  void setSecond(int row, int pair) {
    second[row] = pair;
  }

  /** Gives up room for more rows. */
  void trim() {
    first = Arrays.copyOf(first, rows);
    second = Arrays.copyOf(second, rows);
    hashes = Arrays.copyOf(hashes, rows);
  }

  /** The rows as bytes, 12 for each. */
  public byte[] toBytes() {
    ByteBuffer bytes = ByteBuffer.allocate(Math.multiplyExact(rows, BYTES_OF_ROW));
    for (int row = 0; row < rows; row++) {
      bytes.putInt(first[row]).putInt(second[row]).putInt(hashes[row]);
    }
    return bytes.array();
  }

  /** Reads what {@link #toBytes} wrote. */
  public static PartRows of(byte[] bytes) {
    PartRows part = new PartRows();
    ByteBuffer values = ByteBuffer.wrap(bytes);
    part.rows = bytes.length / BYTES_OF_ROW;
    part.trim();
    for (int row = 0; row < part.rows; row++) {
      part.first[row] = values.getInt();
      part.second[row] = values.getInt();
      part.hashes[row] = values.getInt();
    }
    return part;
  }

  public int rows() {
    return rows;
  }

  /** The pair of the row's first document, or {@link #INVALID}. */
  public int first(int row) {
    return first[row];
  }

  /** The pair of its second document; the first pair again when there is only one. */
  public int second(int row) {
    return second[row];
  }

  public int hash(int row) {
    return hashes[row];
  }
}
