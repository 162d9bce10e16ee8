// SPDX-License-Identifier: Apache-2.0
package winnow.schema;

import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/** Collects the values of one column of a batch under way. */
abstract sealed class ColumnWriter<R> {
  private static final int INITIAL_ROWS = 256;

  /** Takes the value of {@code record} as row {@code row}; rows come in order. */
  abstract void append(R record, int row);

  /** The vector of the first {@code rows} rows; the writer starts again, empty. */
  abstract ColumnVector finish(int rows);

  static <R, B> ColumnWriter<R> of(Column<R, B> column, Origin origin) {
    return switch (column.access()) {
      case ColumnAccess.Longs<R, B> longs -> new Longs<>(longs.get());
      case ColumnAccess.Doubles<R, B> doubles -> new Doubles<>(doubles.get());
      case ColumnAccess.OptionalLongs<R, B> longs -> new OptionalLongs<>(longs.get());
      case ColumnAccess.Addresses<R, B> addresses -> new Texts<>(addresses.get());
      case ColumnAccess.Texts<R, B> texts -> new Texts<>(texts.get());
      case ColumnAccess.TextLists<R, B> lists -> new TextLists<>(lists.get());
      case ColumnAccess.LongLists<R, B> lists -> new LongLists<>(lists.get());
      case ColumnAccess.IngestTime<R, B> time -> new Longs<>(row -> origin.ingestTimeMicros());
      case ColumnAccess.Source<R, B> source -> new Texts<>(row -> origin.source());
    };
  }

  private static int grown(int length) {
    return Math.max(INITIAL_ROWS, length * 2);
  }

  private static final class Longs<R> extends ColumnWriter<R> {
    private final ToLongFunction<R> get;
    private long[] values = {};

    Longs(ToLongFunction<R> get) {
      this.get = get;
    }

    @Override
    void append(R record, int row) {
      if (row == values.length) {
        values = Arrays.copyOf(values, grown(row));
      }
      values[row] = get.applyAsLong(record);
    }

    @Override
    ColumnVector finish(int rows) {
      LongVector vector = new LongVector(rows, values, null);
      values = new long[0];
      return vector;
    }
  }

  private static final class Doubles<R> extends ColumnWriter<R> {
    private final ToDoubleFunction<R> get;
    private double[] values = {};

    Doubles(ToDoubleFunction<R> get) {
      this.get = get;
    }

    @Override
    void append(R record, int row) {
      if (row == values.length) {
        values = Arrays.copyOf(values, grown(row));
      }
      values[row] = get.applyAsDouble(record);
    }

    @Override
    ColumnVector finish(int rows) {
      DoubleVector vector = new DoubleVector(rows, values);
      values = new double[0];
      return vector;
    }
  }

  private static final class OptionalLongs<R> extends ColumnWriter<R> {
    private final Function<R, @Nullable Long> get;
    private long[] values = {};
    private long[] absent = {};
    private boolean anyAbsent;

    OptionalLongs(Function<R, @Nullable Long> get) {
      this.get = get;
    }

    @Override
    void append(R record, int row) {
      if (row == values.length) {
        values = Arrays.copyOf(values, grown(row));
        absent = Arrays.copyOf(absent, (values.length + 63) >> 6);
      }
      Long value = get.apply(record);
      if (value == null) {
        absent[row >> 6] |= 1L << row;
        anyAbsent = true;
      } else {
        values[row] = value;
      }
    }

    @Override
    ColumnVector finish(int rows) {
      LongVector vector = new LongVector(rows, values, anyAbsent ? absent : null);
      values = new long[0];
      absent = new long[0];
      anyAbsent = false;
      return vector;
    }
  }

  private static final class Texts<R> extends ColumnWriter<R> {
    private final Function<R, ? extends @Nullable Object> get;
    private DistinctValues distinct = new DistinctValues();
    private int[] ids = {};

    Texts(Function<R, ? extends @Nullable Object> get) {
      this.get = get;
    }

    @Override
    void append(R record, int row) {
      if (row == ids.length) {
        ids = Arrays.copyOf(ids, grown(row));
      }
      Object value = get.apply(record);
      ids[row] = value == null ? TextVector.ABSENT : distinct.id(value);
    }

    @Override
    ColumnVector finish(int rows) {
      TextVector vector = new TextVector(rows, ids, distinct.texts());
      ids = new int[0];
      distinct = new DistinctValues();
      return vector;
    }
  }

  private static final class TextLists<R> extends ColumnWriter<R> {
    private final Function<R, List<String>> get;
    private DistinctValues distinct = new DistinctValues();
    private int[] offsets = {0};
    private int[] ids = {};

    TextLists(Function<R, List<String>> get) {
      this.get = get;
    }

    @Override
    void append(R record, int row) {
      if (row + 1 >= offsets.length) {
        offsets = Arrays.copyOf(offsets, grown(offsets.length));
      }
      int end = offsets[row];
      for (String text : get.apply(record)) {
        if (end == ids.length) {
          ids = Arrays.copyOf(ids, grown(end));
        }
        ids[end++] = distinct.id(text);
      }
      offsets[row + 1] = end;
    }

    @Override
    ColumnVector finish(int rows) {
      TextVector elements = new TextVector(offsets[rows], ids, distinct.texts());
      TextListVector vector = new TextListVector(rows, offsets, elements);
      offsets = new int[] {0};
      ids = new int[0];
      distinct = new DistinctValues();
      return vector;
    }
  }

  private static final class LongLists<R> extends ColumnWriter<R> {
    private final Function<R, List<Long>> get;
    private int[] offsets = {0};
    private long[] elements = {};

    LongLists(Function<R, List<Long>> get) {
      this.get = get;
    }

    @Override
    void append(R record, int row) {
      if (row + 1 >= offsets.length) {
        offsets = Arrays.copyOf(offsets, grown(offsets.length));
      }
      int end = offsets[row];
      for (long value : get.apply(record)) {
        if (end == elements.length) {
          elements = Arrays.copyOf(elements, grown(end));
        }
        elements[end++] = value;
      }
      offsets[row + 1] = end;
    }

    @Override
    ColumnVector finish(int rows) {
      LongListVector vector = new LongListVector(rows, offsets, elements);
      offsets = new int[] {0};
      elements = new long[0];
      return vector;
    }
  }
}
