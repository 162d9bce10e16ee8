// SPDX-License-Identifier: Apache-2.0
package winnow.decode.mapping;

import java.math.BigDecimal;
import java.time.format.DateTimeFormatter;
import java.util.Map;

/** Something done to a value on its way from a field to a column. */
public sealed interface Step {
  /** Takes what is before the last {@code mark}; all when there is none. */
  record Before(String mark) implements Step {}

  /** Takes what is after the last {@code mark}; all when there is none. */
  record After(String mark) implements Step {}

  /** Puts the value that {@code values} has in its place; others stay. */
  record Replace(Map<String, String> values) implements Step {
    /** Copies the map. */
    public Replace {
      values = Map.copyOf(values);
    }
  }

  /** Makes letters small. */
  record Lower() implements Step {}

  /** Takes the number of a name. */
  record Code(Names names) implements Step {}

  /** Reads hexadecimal digits, with or without `0x`. */
  record Hex() implements Step {}

  /** Multiplies by {@code factor} and rounds to the nearest whole number. */
  record Times(BigDecimal factor) implements Step {}

  /** Takes the parts between {@code mark}s for the elements of a list. */
  record Split(String mark) implements Step {}

  /** Reads a date and time. */
  record Time(DateTimeFormatter pattern) implements Step {}

  /** What names a {@link Code} is taken of. */
  enum Names {
    /** IP protocols. */
    PROTOCOL,
    /** DNS types. */
    QTYPE,
    /** DNS classes. */
    QCLASS,
    /** DNS response codes. */
    RCODE
  }
}
