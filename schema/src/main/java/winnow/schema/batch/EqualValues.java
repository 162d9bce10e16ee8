// SPDX-License-Identifier: Apache-2.0
package winnow.schema.batch;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What the columns of a batch share that have the same value in every row, or none. */
final class EqualValues {
  private final int rows;
  private final Map<Long, LongVector> constants = new HashMap<>();
  private @Nullable LongVector longs;
  private @Nullable TextVector texts;
  private @Nullable TextListVector textLists;
  private @Nullable LongListVector longLists;

  EqualValues(int rows) {
    this.rows = rows;
  }

  /** Numbers, all {@code value}. */
  LongVector longs(long value) {
    return constants.computeIfAbsent(
        value,
        same -> {
          long[] values = new long[rows];
          Arrays.fill(values, same);
          return new LongVector(rows, values, null);
        });
  }

  /** Numbers, all absent. */
  LongVector longs() {
    if (longs == null) {
      long[] absent = new long[(rows + 63) >> 6];
      Arrays.fill(absent, -1);
      if ((rows & 63) != 0) {
        absent[absent.length - 1] = -1L >>> -rows;
      }
      longs = new LongVector(rows, new long[rows], absent);
    }
    return longs;
  }

  /** Texts, all absent. */
  TextVector texts() {
    if (texts == null) {
      int[] ids = new int[rows];
      Arrays.fill(ids, TextVector.ABSENT);
      texts = new TextVector(rows, ids, new String[0]);
    }
    return texts;
  }

  /** Lists of texts, all empty. */
  TextListVector textLists() {
    if (textLists == null) {
      TextVector none = new TextVector(0, new int[0], new String[0]);
      textLists = new TextListVector(rows, new int[rows + 1], none);
    }
    return textLists;
  }

  /** Lists of numbers, all empty. */
  LongListVector longLists() {
    if (longLists == null) {
      longLists = new LongListVector(rows, new int[rows + 1], new long[0]);
    }
    return longLists;
  }
}
