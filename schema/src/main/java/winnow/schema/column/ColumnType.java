// SPDX-License-Identifier: Apache-2.0
package winnow.schema.column;

/** How a column's values are typed and stored. */
public enum ColumnType {
  /** Signed 32-bit integer. */
  INT,
  /** Signed 64-bit integer. */
  LONG,
  /** Microseconds since 1970-01-01T00:00:00Z. */
  TIMESTAMP,
  /** True or false, 1 or 0 in a batch. */
  BOOLEAN,
  /** 64-bit IEEE 754 floating point. */
  DOUBLE,
  /** An IP address, as its canonical text. */
  ADDRESS,
  /** Text, any Unicode. */
  TEXT,
  /** Several texts, in order. */
  TEXT_LIST,
  /** Several 64-bit integers, in order. */
  LONG_LIST;

  /** Whether values are integers, one a row. */
  public boolean isInteger() {
    return switch (this) {
      case INT, LONG, TIMESTAMP, BOOLEAN -> true;
      case DOUBLE, ADDRESS, TEXT, TEXT_LIST, LONG_LIST -> false;
    };
  }

  /** Whether values are text, one a row. */
  public boolean isText() {
    return this == ADDRESS || this == TEXT;
  }
}
