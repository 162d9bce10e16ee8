// SPDX-License-Identifier: Apache-2.0
package winnow.schema.batch;

import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;
import winnow.schema.IpAddress;
import winnow.schema.Origin;
import winnow.schema.column.Column;
import winnow.schema.column.ColumnAccess;

/**
 * Collects the values of one column of a batch under way. A column without values costs no memory,
 * and arrays start as long as they were in the batch before.
 */
abstract sealed class ColumnWriter<R> {
  private static final int INITIAL_ROWS = 256;

  /**
   * Takes the values of {@code records[0, count)} as rows from {@code row} on, in order.
   *
   * @param same whether they are known to be equal
   */
  abstract void append(R[] records, int count, int row, boolean same);

  /** Bytes of the distinct texts held. */
  long textBytes() {
    return 0;
  }

  /** The vector of the first {@code rows} rows; the writer starts again, empty. */
  abstract ColumnVector finish(int rows, EqualValues equalValues);

  /**
   * A writer of {@code column}.
   *
   * @param block work space for as many rows as are appended at a time
   */
  static <R, B> ColumnWriter<R> of(Column<R, B> column, Origin origin, DistinctTexts.Block block) {
    return switch (column.access()) {
      case ColumnAccess.Longs<R, B> longs -> new Longs<>(longs.get(), block);
      case ColumnAccess.Doubles<R, B> doubles -> new Doubles<>(doubles.get());
      case ColumnAccess.OptionalLongs<R, B> longs -> new OptionalLongs<>(longs.get(), block);
      case ColumnAccess.Addresses<R, B> addresses -> new Addresses<>(addresses.get(), block);
      case ColumnAccess.Texts<R, B> texts -> new Texts<>(texts.get(), block);
      case ColumnAccess.TextLists<R, B> lists -> new TextLists<>(lists.get());
      case ColumnAccess.LongLists<R, B> lists -> new LongLists<>(lists.get());
      case ColumnAccess.IngestTime<R, B> time -> new IngestTime<>(origin.ingestTimeMicros());
      case ColumnAccess.Source<R, B> source -> new Source<>(origin.source());
    };
  }

  /** A length of at least {@code needed}, so much longer that growing stays cheap. */
  private static int grown(int needed, int rowsBefore) {
    return needed <= rowsBefore
        ? rowsBefore
        : Math.max(INITIAL_ROWS, Integer.highestOneBit(needed - 1) << 1);
  }

  private static final class IngestTime<R> extends ColumnWriter<R> {
    private final long micros;

    IngestTime(long micros) {
      this.micros = micros;
    }

    @Override
    void append(R[] records, int count, int row, boolean same) {}

    @Override
    ColumnVector finish(int rows, EqualValues equalValues) {
      return equalValues.longs(micros);
    }
  }

  private static final class Source<R> extends ColumnWriter<R> {
    private final String name;

    Source(String name) {
      this.name = name;
    }

    @Override
    void append(R[] records, int count, int row, boolean same) {}

    @Override
    ColumnVector finish(int rows, EqualValues equalValues) {
      return new TextVector(rows, new int[rows], new String[] {name});
    }
  }

  /** Keeps no array until two values differ. */
  private static final class Longs<R> extends ColumnWriter<R> {
    private final ToLongFunction<R> get;
    private final BlockReader reader;
    private final long[] block;
    private long[] values = {};
    private long first;
    private boolean varied;
    private int rowsBefore;

    Longs(ToLongFunction<R> get, DistinctTexts.Block block) {
      this.get = get;
      reader = BlockReader.of(get);
      this.block = block.longs;
    }

    @Override
    void append(R[] records, int count, int row, boolean same) {
      reader.longs(get, records, same ? 1 : count, block);
      if (row == 0) {
        first = block[0];
      }
      if (!varied && isFirst(same ? 1 : count)) {
        return;
      }
      if (row + count > values.length) {
        values = Arrays.copyOf(values, grown(row + count, rowsBefore));
      }
      if (!varied) {
        Arrays.fill(values, 0, row, first);
        varied = true;
      }
      if (same) {
        Arrays.fill(values, row, row + count, block[0]);
      } else {
        System.arraycopy(block, 0, values, row, count);
      }
    }

    private boolean isFirst(int count) {
      for (int i = 0; i < count; i++) {
        if (block[i] != first) {
          return false;
        }
      }
      return true;
    }

    @Override
    ColumnVector finish(int rows, EqualValues equalValues) {
      if (!varied) {
        return equalValues.longs(first);
      }
      LongVector vector = new LongVector(rows, values, null);
      rowsBefore = rows;
      values = new long[0];
      varied = false;
      return vector;
    }
  }

  private static final class Doubles<R> extends ColumnWriter<R> {
    private final ToDoubleFunction<R> get;
    private double[] values = {};
    private int rowsBefore;

    Doubles(ToDoubleFunction<R> get) {
      this.get = get;
    }

    @Override
    void append(R[] records, int count, int row, boolean same) {
      if (row + count > values.length) {
        values = Arrays.copyOf(values, grown(row + count, rowsBefore));
      }
      for (int i = 0; i < count; i++) {
        values[row + i] = get.applyAsDouble(records[i]);
      }
    }

    @Override
    ColumnVector finish(int rows, EqualValues equalValues) {
      DoubleVector vector = new DoubleVector(rows, values);
      rowsBefore = rows;
      values = new double[0];
      return vector;
    }
  }

  private static final class OptionalLongs<R> extends ColumnWriter<R> {
    private final Function<R, ? extends @Nullable Number> get;
    private final BlockReader reader;
    private final DistinctTexts.Block block;
    private long[] values = {};
    private long[] present = {};
    private boolean anyPresent;
    private int rowsBefore;

    OptionalLongs(Function<R, ? extends @Nullable Number> get, DistinctTexts.Block block) {
      this.get = get;
      reader = BlockReader.of(get);
      this.block = block;
    }

    @Override
    void append(R[] records, int count, int row, boolean same) {
      if (same && get.apply(records[0]) == null) {
        return;
      }
      if (!reader.numbers(get, records, count, block.longs, block.present)) {
        return;
      }
      if (row + count > values.length) {
        values = Arrays.copyOf(values, grown(row + count, rowsBefore));
        present = Arrays.copyOf(present, (values.length + 63) >> 6);
      }
      anyPresent = true;
      System.arraycopy(block.longs, 0, values, row, count);
      System.arraycopy(block.present, 0, present, row >> 6, (count + 63) >> 6);
    }

    @Override
    ColumnVector finish(int rows, EqualValues equalValues) {
      if (!anyPresent) {
        return equalValues.longs();
      }
      long[] whole = values.length < rows ? Arrays.copyOf(values, rows) : values;
      LongVector vector = new LongVector(rows, whole, absent(rows));
      rowsBefore = rows;
      values = new long[0];
      present = new long[0];
      anyPresent = false;
      return vector;
    }

    private long @Nullable [] absent(int rows) {
      long[] absent = new long[(rows + 63) >> 6];
      long any = 0;
      for (int w = 0; w < absent.length; w++) {
        absent[w] = w < present.length ? ~present[w] : -1;
        if (w == absent.length - 1 && (rows & 63) != 0) {
          absent[w] &= -1L >>> -rows;
        }
        any |= absent[w];
      }
      return any == 0 ? null : absent;
    }
  }

  /** Numbers the distinct values of a column; they are texts in the end. */
  private abstract static sealed class Numbered<R, T> extends ColumnWriter<R> {
    final DistinctTexts.Block block;
    private final Function<R, @Nullable T> get;
    private final BlockReader reader;
    private final @Nullable T[] values;
    private final Ids ids = new Ids();

    Numbered(Function<R, @Nullable T> get, DistinctTexts.Block block, @Nullable T[] values) {
      this.get = get;
      this.block = block;
      this.values = values;
      reader = BlockReader.of(get);
    }

    /** The id of {@code value}. */
    abstract int id(T value);

    /** Sets {@code ids[at, at + count)} to the ids of the values of the block. */
    abstract void number(int count, int[] ids, int at);

    /** The distinct values by id; starts anew. */
    abstract TextVector.Dictionary take();

    @Override
    void append(R[] records, int count, int row, boolean same) {
      if (same) {
        T value = get.apply(records[0]);
        if (value != null) {
          ids.set(row, count, id(value));
        }
      } else if (reader.objects(get, records, count, values)) {
        number(count, ids.reserve(row, count), row);
      }
    }

    @Override
    ColumnVector finish(int rows, EqualValues equalValues) {
      return ids.isEmpty() ? equalValues.texts() : new TextVector(rows, ids.take(rows), take());
    }
  }

  private static final class Addresses<R> extends Numbered<R, IpAddress> {
    private DistinctAddresses distinct = new DistinctAddresses();

    Addresses(Function<R, @Nullable IpAddress> get, DistinctTexts.Block block) {
      super(get, block, block.addresses);
    }

    @Override
    int id(IpAddress value) {
      return distinct.id(value);
    }

    @Override
    void number(int count, int[] ids, int at) {
      distinct.number(block.addresses, block, count, ids, at);
    }

    @Override
    TextVector.Dictionary take() {
      TextVector.Dictionary texts = distinct.texts();
      distinct = new DistinctAddresses();
      return texts;
    }
  }

  private static final class Texts<R> extends Numbered<R, String> {
    private DistinctTexts distinct = new DistinctTexts();

    Texts(Function<R, @Nullable String> get, DistinctTexts.Block block) {
      super(get, block, block.values);
    }

    @Override
    int id(String value) {
      return distinct.id(value);
    }

    @Override
    void number(int count, int[] ids, int at) {
      distinct.number(block, count, ids, at);
    }

    @Override
    TextVector.Dictionary take() {
      TextVector.Dictionary texts = distinct.texts();
      distinct = new DistinctTexts();
      return texts;
    }

    @Override
    long textBytes() {
      return distinct.bytes();
    }
  }

  /** The ids of a text column; rows that are not set are absent. */
  private static final class Ids {
    private int[] ids = {};
    private int end;
    private int rowsBefore;

    void set(int row, int count, int id) {
      Arrays.fill(reserve(row, count), row, row + count, id);
    }

    /** An array whose places {@code [row, row + count)} are to be set, all of them. */
    int[] reserve(int row, int count) {
      if (row + count > ids.length) {
        ids = Arrays.copyOf(ids, grown(row + count, rowsBefore));
      }
      if (row > end) {
        Arrays.fill(ids, end, row, TextVector.ABSENT);
      }
      end = row + count;
      return ids;
    }

    boolean isEmpty() {
      return end == 0;
    }

    int[] take(int rows) {
      int[] taken = ids.length < rows ? Arrays.copyOf(ids, rows) : ids;
      Arrays.fill(taken, end, rows, TextVector.ABSENT);
      rowsBefore = rows;
      ids = new int[0];
      end = 0;
      return taken;
    }
  }

  /** Where the lists of a column end; rows without elements cost nothing until others follow. */
  private static final class Ends {
    private int[] offsets = {0};
    private int rows;

    /** Makes room for {@code count} rows from {@code row} on; where the first of them starts. */
    int begin(int row, int count) {
      reach(row, row + count);
      return offsets[row];
    }

    void end(int row, int end) {
      offsets[row + 1] = end;
      rows = row + 1;
    }

    /** The offsets of {@code count} rows; starts anew. */
    int[] finish(int count) {
      reach(count, count);
      int[] taken = offsets;
      clear();
      return taken;
    }

    void clear() {
      offsets = new int[] {0};
      rows = 0;
    }

    private void reach(int row, int capacity) {
      if (capacity >= offsets.length) {
        offsets = Arrays.copyOf(offsets, grown(capacity + 1, 0));
      }
      Arrays.fill(offsets, rows + 1, row + 1, offsets[rows]);
      rows = row;
    }
  }

  private static final class TextLists<R> extends ColumnWriter<R> {
    private final Function<R, List<String>> get;
    private final Ends ends = new Ends();
    private DistinctTexts distinct = new DistinctTexts();
    private int[] ids = {};
    private int size;

    TextLists(Function<R, List<String>> get) {
      this.get = get;
    }

    @Override
    void append(R[] records, int count, int row, boolean same) {
      if (same && get.apply(records[0]).isEmpty()) {
        return;
      }
      int end = ends.begin(row, count);
      for (int i = 0; i < count; i++) {
        List<String> texts = get.apply(records[i]);
        for (int j = 0; j < texts.size(); j++) {
          if (end == ids.length) {
            ids = Arrays.copyOf(ids, grown(end + 1, 0));
          }
          ids[end++] = distinct.id(texts.get(j));
        }
        ends.end(row + i, end);
      }
      size = end;
    }

    @Override
    long textBytes() {
      return distinct.bytes();
    }

    @Override
    ColumnVector finish(int rows, EqualValues equalValues) {
      if (size == 0) {
        ends.clear();
        return equalValues.textLists();
      }
      TextVector elements = new TextVector(size, ids, distinct.texts());
      TextListVector vector = new TextListVector(rows, ends.finish(rows), elements);
      size = 0;
      ids = new int[0];
      distinct = new DistinctTexts();
      return vector;
    }
  }

  private static final class LongLists<R> extends ColumnWriter<R> {
    private final Function<R, List<Long>> get;
    private final Ends ends = new Ends();
    private long[] elements = {};
    private int size;

    LongLists(Function<R, List<Long>> get) {
      this.get = get;
    }

    @Override
    void append(R[] records, int count, int row, boolean same) {
      if (same && get.apply(records[0]).isEmpty()) {
        return;
      }
      int end = ends.begin(row, count);
      for (int i = 0; i < count; i++) {
        List<Long> values = get.apply(records[i]);
        for (int j = 0; j < values.size(); j++) {
          if (end == elements.length) {
            elements = Arrays.copyOf(elements, grown(end + 1, 0));
          }
          elements[end++] = values.get(j);
        }
        ends.end(row + i, end);
      }
      size = end;
    }

    @Override
    ColumnVector finish(int rows, EqualValues equalValues) {
      if (size == 0) {
        ends.clear();
        return equalValues.longLists();
      }
      LongListVector vector = new LongListVector(rows, ends.finish(rows), elements);
      size = 0;
      elements = new long[0];
      return vector;
    }
  }
}
