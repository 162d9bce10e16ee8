// SPDX-License-Identifier: Apache-2.0
package winnow.lake.batch;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import winnow.schema.batch.ColumnBatch;
import winnow.schema.batch.ColumnVector;
import winnow.schema.batch.DoubleVector;
import winnow.schema.batch.LongListVector;
import winnow.schema.batch.LongVector;
import winnow.schema.batch.TextListVector;
import winnow.schema.batch.TextVector;

/** Takes some rows out of a batch. */
public final class RowFilter {
  private final int[] rows;

  private RowFilter(int[] rows) {
    this.rows = rows;
  }

  /** The rows whose {@code value} is at least {@code from} and less than {@code to}. */
  public static RowFilter between(LongVector vector, long from, long to) {
    long[] values = vector.values();
    int[] rows = new int[vector.rows()];
    int count = 0;
    for (int row = 0; row < vector.rows(); row++) {
      if (values[row] >= from && values[row] < to) {
        rows[count++] = row;
      }
    }
    return new RowFilter(Arrays.copyOf(rows, count));
  }

  /** Number of rows that stay. */
  public int rows() {
    return rows.length;
  }

  /** The rows of {@code batch} that stay. */
  public ColumnBatch apply(ColumnBatch batch) {
    if (rows.length == batch.rows()) {
      return batch;
    }
    List<ColumnVector> vectors = new ArrayList<>();
    for (ColumnVector vector : batch.vectors()) {
      vectors.add(apply(vector));
    }
    return new ColumnBatch(batch.columns(), vectors, rows.length);
  }

  private ColumnVector apply(ColumnVector vector) {
    return switch (vector) {
      case LongVector longs -> longs(longs);
      case DoubleVector doubles -> doubles(doubles);
      case TextVector texts -> texts(texts);
      case LongListVector lists -> longLists(lists);
      case TextListVector lists -> textLists(lists);
    };
  }

  private LongVector longs(LongVector vector) {
    long[] values = new long[rows.length];
    long[] absent = vector.hasAbsent() ? new long[(rows.length + 63) >> 6] : null;
    for (int i = 0; i < rows.length; i++) {
      values[i] = vector.value(rows[i]);
      if (absent != null && vector.isAbsent(rows[i])) {
        absent[i >> 6] |= 1L << i;
      }
    }
    return new LongVector(rows.length, values, absent);
  }

  private DoubleVector doubles(DoubleVector vector) {
    double[] values = new double[rows.length];
    for (int i = 0; i < rows.length; i++) {
      values[i] = vector.value(rows[i]);
    }
    return new DoubleVector(rows.length, values);
  }

  private TextVector texts(TextVector vector) {
    int[] ids = new int[rows.length];
    for (int i = 0; i < rows.length; i++) {
      ids[i] = vector.ids()[rows[i]];
    }
    return new TextVector(rows.length, ids, vector.texts());
  }

  private LongListVector longLists(LongListVector vector) {
    int[] offsets = new int[rows.length + 1];
    for (int i = 0; i < rows.length; i++) {
      offsets[i + 1] = offsets[i] + vector.offset(rows[i] + 1) - vector.offset(rows[i]);
    }
    long[] elements = new long[offsets[rows.length]];
    for (int i = 0; i < rows.length; i++) {
      int length = offsets[i + 1] - offsets[i];
      System.arraycopy(vector.elements(), vector.offset(rows[i]), elements, offsets[i], length);
    }
    return new LongListVector(rows.length, offsets, elements);
  }

  private TextListVector textLists(TextListVector vector) {
    int[] offsets = new int[rows.length + 1];
    for (int i = 0; i < rows.length; i++) {
      offsets[i + 1] = offsets[i] + vector.offset(rows[i] + 1) - vector.offset(rows[i]);
    }
    int[] ids = new int[offsets[rows.length]];
    for (int i = 0; i < rows.length; i++) {
      int length = offsets[i + 1] - offsets[i];
      System.arraycopy(vector.elements().ids(), vector.offset(rows[i]), ids, offsets[i], length);
    }
    TextVector elements = new TextVector(ids.length, ids, vector.elements().texts());
    return new TextListVector(rows.length, offsets, elements);
  }
}
