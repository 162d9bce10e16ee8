// SPDX-License-Identifier: Apache-2.0
package winnow.analysis.score;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import winnow.analysis.count.PackedReader;
import winnow.analysis.count.PackedWriter;
import winnow.schema.batch.ColumnBatch;
import winnow.schema.batch.ColumnVector;
import winnow.schema.batch.DoubleVector;
import winnow.schema.batch.LongListVector;
import winnow.schema.batch.LongVector;
import winnow.schema.batch.TextListVector;
import winnow.schema.batch.TextVector;
import winnow.schema.column.Column;

/** One row of a batch on its own: Long, Double, String, list, or null where it has no value. */
public final class TelemetryRow implements Comparable<TelemetryRow> {
  /** Columns that say how a row came into the lake, not what was observed. */
  private static final Set<String> ARRIVAL = Set.of("ingest_time", "source");

  private static final int ABSENT = 0;
  private static final int LONG = 1;
  private static final int DOUBLE = 2;
  private static final int TEXT = 3;
  private static final int LIST = 4;

  private final List<? extends Column<?, ?>> columns;
  private final @Nullable Object[] values;

  private TelemetryRow(List<? extends Column<?, ?>> columns, @Nullable Object[] values) {
    this.columns = columns;
    this.values = values;
  }

  /** Takes a row out of a batch. */
  public static TelemetryRow of(ColumnBatch batch, int row) {
    @Nullable Object[] values = new Object[batch.columns().size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = value(batch.vectors().get(i), row);
    }
    return new TelemetryRow(batch.columns(), values);
  }

  /** Packs the values. */
  public void write(PackedWriter out) {
    for (Object value : values) {
      switch (value) {
        case null -> out.number(ABSENT);
        case Long number -> out.number(LONG).number(number);
        case Double number -> out.number(DOUBLE).real(number);
        case String text -> out.number(TEXT).text(text);
        case List<?> list -> {
          out.number(LIST).number(list.size());
          for (Object element : list) {
            writeElement(element, out);
          }
        }
        default -> throw new IllegalStateException("a value of " + value.getClass());
      }
    }
  }

  private static void writeElement(Object element, PackedWriter out) {
    if (element instanceof Long number) {
      out.number(LONG).number(number);
    } else {
      out.number(TEXT).text((String) element);
    }
  }

  /** Reads the values that {@link #write} packed of a row with these columns. */
  public static TelemetryRow read(List<? extends Column<?, ?>> columns, PackedReader in) {
    @Nullable Object[] values = new Object[columns.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = read(in);
    }
    return new TelemetryRow(columns, values);
  }

  private static @Nullable Object read(PackedReader in) {
    int type = in.size();
    return switch (type) {
      case ABSENT -> null;
      case LONG -> in.number();
      case DOUBLE -> in.real();
      case TEXT -> in.text();
      case LIST -> {
        int size = in.size();
        List<Object> list = new ArrayList<>();
        for (int i = 0; i < size; i++) {
          list.add(Objects.requireNonNull(read(in)));
        }
        yield list;
      }
      default -> throw new IllegalArgumentException("a value has the unknown type " + type);
    };
  }

  /** The columns, in the order of {@link #value}. */
  public List<? extends Column<?, ?>> columns() {
    return columns;
  }

  /** The value of a column by its place; null when absent. */
  public @Nullable Object value(int column) {
    return values[column];
  }

  /** The number in a column; null when absent. */
  public @Nullable Long number(String column) {
    return (Long) values[indexOf(column)];
  }

  /** The number in a column, 0 when absent. */
  public long numberOrZero(String column) {
    Long number = number(column);
    return number == null ? 0 : number;
  }

  /** The text in a column; null when absent. */
  public @Nullable String text(String column) {
    return (String) values[indexOf(column)];
  }

  /**
   * Column by column, absent values first; when and from where rows came into the lake decides
   * last, so that it orders only rows that are equal in all that was observed.
   */
  @Override
  public int compareTo(TelemetryRow other) {
    int order = compareTo(other, false);
    return order != 0 ? order : compareTo(other, true);
  }

  private int compareTo(TelemetryRow other, boolean arrival) {
    for (int i = 0; i < values.length; i++) {
      if (ARRIVAL.contains(columns.get(i).name()) == arrival) {
        int order = compare(values[i], other.values[i]);
        if (order != 0) {
          return order;
        }
      }
    }
    return 0;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof TelemetryRow row && columns.equals(row.columns) && compareTo(row) == 0;
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(values);
  }

  private int indexOf(String column) {
    for (int i = 0; i < columns.size(); i++) {
      if (columns.get(i).name().equals(column)) {
        return i;
      }
    }
    throw new IllegalArgumentException("no column \"" + column + "\" among " + columns);
  }

  private static int compare(@Nullable Object a, @Nullable Object b) {
    if (a == null || b == null) {
      return Boolean.compare(a != null, b != null);
    }
    if (a instanceof Long x && b instanceof Long y) {
      return Long.compare(x, y);
    }
    if (a instanceof Double x && b instanceof Double y) {
      return Double.compare(x, y);
    }
    return a.toString().compareTo(b.toString());
  }

  private static @Nullable Object value(ColumnVector vector, int row) {
    return switch (vector) {
      case LongVector longs -> longs.isAbsent(row) ? null : Long.valueOf(longs.value(row));
      case DoubleVector doubles -> Double.valueOf(doubles.value(row));
      case TextVector texts -> texts.value(row);
      case LongListVector lists -> lists.value(row);
      case TextListVector lists -> lists.value(row);
    };
  }
}
