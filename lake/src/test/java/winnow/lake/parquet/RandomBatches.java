// SPDX-License-Identifier: Apache-2.0
package winnow.lake.parquet;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import winnow.schema.batch.ColumnBatch;
import winnow.schema.batch.ColumnVector;
import winnow.schema.batch.DoubleVector;
import winnow.schema.batch.LongListVector;
import winnow.schema.batch.LongVector;
import winnow.schema.batch.TextListVector;
import winnow.schema.batch.TextVector;
import winnow.schema.column.Column;
import winnow.schema.column.Table;

/** Makes batches whose columns have every distribution that an encoding might stumble over. */
final class RandomBatches {
  /** How the values of a column are spread. */
  enum Shape {
    CONSTANT,
    FEW,
    MANY,
    DISTINCT,
    ASCENDING,
    RUNS,
    EXTREME
  }

  private static final String[] ODD_TEXTS = {
    "",
    " ",
    "\0",
    "a\0b",
    "😀",
    "e\u0301",
    "\uffff",
    "\ud7ff",
    "\udbff\udfff",
    "日本語",
    "\r\n\t\"'",
    "x".repeat(5000),
    "😀".repeat(40),
    "\udbff\udfff".repeat(20)
  };

  private final SplittableRandom random;

  RandomBatches(long seed) {
    random = new SplittableRandom(seed);
  }

  /**
   * A batch of {@code rows} rows, each column of a shape and a share of absent values of its own.
   */
  ColumnBatch next(Table<?, ?> table, int rows) {
    List<ColumnVector> vectors = new ArrayList<>();
    for (Column<?, ?> column : table.columns()) {
      Shape shape = Shape.values()[random.nextInt(Shape.values().length)];
      double[] shares = {0, 0, 0.01, 0.5, 0.99, 1};
      double absent = column.isOptional() ? shares[random.nextInt(shares.length)] : 0;
      vectors.add(vector(column, rows, shape, absent));
    }
    return new ColumnBatch(table.columns(), vectors, rows);
  }

  /** A vector of one shape. */
  ColumnVector vector(Column<?, ?> column, int rows, Shape shape, double absent) {
    return switch (column.type()) {
      case INT -> longs(rows, shape, absent, Integer.MIN_VALUE, Integer.MAX_VALUE);
      case LONG -> longs(rows, shape, absent, Long.MIN_VALUE, Long.MAX_VALUE);
      case TIMESTAMP ->
          longs(rows, shape, absent, -62_135_596_800_000_000L, 4_102_444_800_000_000L);
      case BOOLEAN -> longs(rows, shape, absent, 0, 1);
      case DOUBLE -> doubles(rows, shape);
      case ADDRESS, TEXT -> texts(rows, shape, absent);
      case LONG_LIST -> {
        int[] offsets = offsets(rows);
        LongVector elements = longs(offsets[rows], shape, 0, Long.MIN_VALUE, Long.MAX_VALUE);
        yield new LongListVector(rows, offsets, elements.values());
      }
      case TEXT_LIST -> {
        int[] offsets = offsets(rows);
        yield new TextListVector(rows, offsets, texts(offsets[rows], shape, 0));
      }
    };
  }

  private LongVector longs(int rows, Shape shape, double absentShare, long least, long greatest) {
    long[] values = new long[rows + random.nextInt(3)];
    long[] absent = new long[(rows + 63) >> 6];
    long[] few = random.longs(5).toArray();
    for (int row = 0; row < rows; row++) {
      long value = longValue(shape, row, rows, few, row == 0 ? 0 : values[row - 1]);
      if (shape == Shape.EXTREME) {
        value = random.nextBoolean() ? least : greatest;
      } else if (value < least || value > greatest) {
        value = greatest == 1 ? value & 1 : Math.floorMod(value, greatest);
      }
      values[row] = value;
    }
    boolean any = false;
    for (int row = 0; row < rows; row++) {
      if (random.nextDouble() < absentShare) {
        values[row] = 0;
        absent[row >> 6] |= 1L << row;
        any = true;
      }
    }
    return new LongVector(rows, values, any || random.nextBoolean() ? absent : null);
  }

  private long longValue(Shape shape, int row, int rows, long[] few, long last) {
    return switch (shape) {
      case CONSTANT -> few[0];
      case FEW -> few[random.nextInt(few.length)];
      case MANY -> random.nextInt(Math.max(1, rows / 4)) * 1000L;
      case DISTINCT -> random.nextLong();
      case ASCENDING -> last + random.nextInt(1000);
      case RUNS -> random.nextInt(100) == 0 || row == 0 ? random.nextInt(50) : last;
      case EXTREME -> 0;
    };
  }

  private DoubleVector doubles(int rows, Shape shape) {
    double[] odd = {0.0, -0.0, Double.MIN_VALUE, Double.MAX_VALUE, 1.5, Double.NEGATIVE_INFINITY};
    double[] values = new double[rows];
    for (int row = 0; row < rows; row++) {
      values[row] =
          shape == Shape.CONSTANT
              ? 0.25
              : shape == Shape.EXTREME ? odd[random.nextInt(odd.length)] : random.nextDouble();
    }
    return new DoubleVector(rows, values);
  }

  private TextVector texts(int rows, Shape shape, double absentShare) {
    String[] dictionary =
        switch (shape) {
          case CONSTANT -> new String[] {"router-1"};
          case FEW, RUNS -> new String[] {"10.0.0.1", "10.0.0.2", "2001:db8::1", "unused"};
          case MANY -> numbered(Math.max(1, rows / 3));
          case DISTINCT, ASCENDING -> numbered(2 * rows + 1);
          case EXTREME -> ODD_TEXTS;
        };
    int[] ids = new int[rows + random.nextInt(3)];
    for (int row = 0; row < rows; row++) {
      ids[row] =
          switch (shape) {
            case CONSTANT -> 0;
            case FEW -> random.nextInt(3);
            case RUNS -> random.nextInt(60) == 0 || row == 0 ? random.nextInt(3) : ids[row - 1];
            case MANY, EXTREME -> random.nextInt(dictionary.length);
            case DISTINCT -> row;
            case ASCENDING -> 2 * row;
          };
    }
    for (int row = 0; row < rows; row++) {
      if (random.nextDouble() < absentShare) {
        ids[row] = TextVector.ABSENT;
      }
    }
    return new TextVector(rows, ids, dictionary);
  }

  private static String[] numbered(int count) {
    String[] texts = new String[count];
    Arrays.setAll(texts, i -> "host-" + Integer.toString(i * 7919, 36) + ".example");
    return texts;
  }

  private int[] offsets(int rows) {
    int longest = random.nextInt(5);
    int[] offsets = new int[rows + 1];
    for (int row = 0; row < rows; row++) {
      offsets[row + 1] = offsets[row] + random.nextInt(longest + 1);
    }
    return offsets;
  }
}
