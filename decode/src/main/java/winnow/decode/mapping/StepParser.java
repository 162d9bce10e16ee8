// SPDX-License-Identifier: Apache-2.0
package winnow.decode.mapping;

import java.math.BigDecimal;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import winnow.decode.NearestName;
import winnow.decode.mapping.Step.Names;
import winnow.decode.text.BadValueException;
import winnow.decode.text.Numbers;
import winnow.schema.column.Column;
import winnow.schema.column.ColumnType;

/** Reads the steps of a mapping, each such as {@code ms} or {@code map tcp=6, udp=17}. */
final class StepParser {
  private static final List<String> NAMES =
      List.of(
          "s",
          "ms",
          "us",
          "ns",
          "time",
          "times",
          "map",
          "protocol",
          "qtype",
          "qclass",
          "rcode",
          "hex",
          "before",
          "after",
          "lower",
          "split");
  private static final Map<String, BigDecimal> MICROS_OF_UNIT =
      Map.of(
          "s", new BigDecimal(1_000_000),
          "ms", new BigDecimal(1_000),
          "us", BigDecimal.ONE,
          "ns", new BigDecimal("0.001"));

  private StepParser() {}

  /**
   * The step that {@code text} is.
   *
   * @throws IllegalArgumentException saying what is wrong with it
   */
  static Step parse(String text, Column<?, ?> column) {
    int blank = text.indexOf(' ');
    String name = blank < 0 ? text : text.substring(0, blank);
    String argument = blank < 0 ? "" : text.substring(blank + 1).strip();
    return switch (name) {
      case "s", "ms", "us", "ns" -> unit(name, argument, column);
      case "time" -> time(argument, column);
      case "times" -> times(argument, column);
      case "map" -> new Step.Replace(pairs(argument));
      case "protocol" -> code(Names.PROTOCOL, name, argument, column);
      case "qtype" -> code(Names.QTYPE, name, argument, column);
      case "qclass" -> code(Names.QCLASS, name, argument, column);
      case "rcode" -> code(Names.RCODE, name, argument, column);
      case "hex" -> hex(argument, column);
      case "before" -> new Step.Before(quoted(name, argument));
      case "after" -> new Step.After(quoted(name, argument));
      case "lower" -> none(name, argument, new Step.Lower());
      case "split" -> split(argument, column);
      default ->
          throw new IllegalArgumentException(
              "unknown conversion \""
                  + name
                  + "\""
                  + NearestName.hint(name, NAMES)
                  + "; there are "
                  + String.join(", ", NAMES));
    };
  }

  private static Step unit(String name, String argument, Column<?, ?> column) {
    if (column.type() != ColumnType.TIMESTAMP && !column.doc().contains("microseconds")) {
      throw new IllegalArgumentException(
          "\"%s\" is a unit of times, and %s is none: %s"
              .formatted(name, column.name(), column.doc()));
    }
    return none(name, argument, new Step.Times(MICROS_OF_UNIT.getOrDefault(name, BigDecimal.ONE)));
  }

  private static Step time(String argument, Column<?, ?> column) {
    if (column.type() != ColumnType.TIMESTAMP) {
      throw new IllegalArgumentException(
          "\"time\" is for times, and " + column.name() + " is none");
    }
    String pattern = quoted("time", argument);
    try {
      return new Step.Time(DateTimeFormatter.ofPattern(pattern, Locale.ENGLISH));
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          "\"" + pattern + "\" is no pattern of a time: " + e.getMessage(), e);
    }
  }

  private static Step times(String argument, Column<?, ?> column) {
    requireNumber("times", column);
    try {
      return new Step.Times(Numbers.parseDecimal(argument, "a number"));
    } catch (BadValueException e) {
      throw new IllegalArgumentException(
          "\"times\" needs a number, such as times 1024, and has \"" + argument + "\"", e);
    }
  }

  private static Step code(Names names, String name, String argument, Column<?, ?> column) {
    requireNumber(name, column);
    return none(name, argument, new Step.Code(names));
  }

  private static Step hex(String argument, Column<?, ?> column) {
    requireNumber("hex", column);
    return none("hex", argument, new Step.Hex());
  }

  private static Step split(String argument, Column<?, ?> column) {
    if (column.type() != ColumnType.TEXT_LIST && column.type() != ColumnType.LONG_LIST) {
      throw new IllegalArgumentException(
          "\"split\" is for lists, and " + column.name() + " is none");
    }
    return new Step.Split(quoted("split", argument));
  }

  private static void requireNumber(String name, Column<?, ?> column) {
    if (column.type() != ColumnType.INT && column.type() != ColumnType.LONG) {
      throw new IllegalArgumentException(
          "\"%s\" makes a number, and %s is %s"
              .formatted(name, column.name(), column.type().name().toLowerCase(Locale.ROOT)));
    }
  }

  private static Step none(String name, String argument, Step step) {
    if (!argument.isEmpty()) {
      throw new IllegalArgumentException(
          "\"" + name + "\" stands alone, and has \"" + argument + "\" after it");
    }
    return step;
  }

  /** The text between double quotes. */
  static String quoted(String name, String argument) {
    boolean isQuoted =
        argument.length() > 2 && argument.startsWith("\"") && argument.endsWith("\"");
    if (!isQuoted) {
      throw new IllegalArgumentException(
          "\"%s\" needs a text in double quotes after it, and has %s"
              .formatted(name, argument.isEmpty() ? "nothing" : argument));
    }
    return argument.substring(1, argument.length() - 1);
  }

  private static Map<String, String> pairs(String argument) {
    Map<String, String> pairs = new LinkedHashMap<>();
    for (String pair : argument.split(",", -1)) {
      int equals = pair.indexOf('=');
      if (equals < 0) {
        throw new IllegalArgumentException(
            "\"map\" needs pairs such as tcp=6, udp=17, and has \"" + pair.strip() + "\"");
      }
      pairs.put(pair.substring(0, equals).strip(), pair.substring(equals + 1).strip());
    }
    return pairs;
  }
}
