// SPDX-License-Identifier: Apache-2.0
package winnow.schema;

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
  /** An IP address, as its canonical text. */
  ADDRESS,
  /** Text, any Unicode. */
  TEXT,
  /** Several texts, in order. */
  TEXT_LIST,
  /** Several 64-bit integers, in order. */
  LONG_LIST;

  /** Whether values are numbers, one a row: {@link LongVector}. */
  public boolean isNumeric() {
    return switch (this) {
      case INT, LONG, TIMESTAMP, BOOLEAN -> true;
      case ADDRESS, TEXT, TEXT_LIST, LONG_LIST -> false;
    };
  }

  /** Whether values are text, one a row: {@link TextVector}. */
  public boolean isText() {
    return this == ADDRESS || this == TEXT;
  }
}
