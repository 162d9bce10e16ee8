// SPDX-License-Identifier: Apache-2.0
package winnow.schema;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** What all columns of a batch in which no row has a value share. */
final class NoValues {
  private final int rows;
  private @Nullable LongVector longs;
  private @Nullable TextVector texts;

  NoValues(int rows) {
    this.rows = rows;
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
}
