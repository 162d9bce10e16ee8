// SPDX-License-Identifier: Apache-2.0
package winnow.lake.parquet;

import org.apache.parquet.format.ConvertedType;
import org.apache.parquet.format.LogicalType;
import org.apache.parquet.format.SchemaElement;
import org.apache.parquet.format.TimeUnit;
import org.apache.parquet.format.Type;
import winnow.schema.column.ColumnType;

/** How integers in a file become those of a column: times may be stored in other units. */
enum TimeScale {
  /** As stored. */
  NONE,
  /** Stored in milliseconds, read as microseconds. */
  MILLIS,
  /** Stored in nanoseconds, read as microseconds. */
  NANOS;

  /** The scale of {@code element} when read as {@code type}. */
  static TimeScale of(SchemaElement element, ColumnType type) {
    if (type != ColumnType.TIMESTAMP) {
      return NONE;
    }
    LogicalType logical = element.getLogicalType();
    if (logical != null && logical.isSetTIMESTAMP()) {
      TimeUnit unit = logical.getTIMESTAMP().getUnit();
      return unit.isSetMILLIS() ? MILLIS : unit.isSetNANOS() ? NANOS : NONE;
    }
    return element.getConverted_type() == ConvertedType.TIMESTAMP_MILLIS ? MILLIS : NONE;
  }

  /** Whether INT32 values of {@code element} are unsigned. */
  static boolean isUnsigned(SchemaElement element) {
    LogicalType logical = element.getLogicalType();
    boolean unsigned =
        logical != null && logical.isSetINTEGER()
            ? !logical.getINTEGER().isIsSigned()
            : element.getConverted_type() == ConvertedType.UINT_32;
    return unsigned && element.getType() == Type.INT32;
  }

  /** Converts one value. */
  long toMicros(long value) {
    return switch (this) {
      case NONE -> value;
      case MILLIS -> value * 1000;
      case NANOS -> Math.floorDiv(value, 1000);
    };
  }

  /** Converts {@code values[0, count)} in place. */
  void toMicros(long[] values, int count) {
    if (this != NONE) {
      for (int i = 0; i < count; i++) {
        values[i] = toMicros(values[i]);
      }
    }
  }
}
