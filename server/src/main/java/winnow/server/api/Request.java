// SPDX-License-Identifier: Apache-2.0
package winnow.server.api;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import winnow.schema.TelemetryKind;

/**
 * The variable parts of a request, read with checks: nothing is guessed, nothing silently ignored.
 *
 * @param path the parts of the path that vary, by name
 * @param query the query parameters
 * @param body what was sent with it; empty when nothing was
 */
public record Request(Map<String, String> path, Map<String, List<String>> query, String body) {
  private static final int LONGEST_TEXT = 400;
  private static final Instant EARLIEST = Instant.parse("0001-01-01T00:00:00Z");
  private static final Instant LATEST = Instant.parse("+10000-01-01T00:00:00Z");

  /** Takes copies. */
  public Request {
    path = Map.copyOf(path);
    query = Map.copyOf(query);
  }

  /** A request that nothing was sent with. */
  public Request(Map<String, String> path, Map<String, List<String>> query) {
    this(path, query, "");
  }

  /** Refuses parameters that a route does not understand, and those given twice. */
  public Request require(Set<String> parameters) {
    query.forEach((name, values) -> {
      if (!parameters.contains(name)) {
        throw RequestException.wrong(
            "unknown parameter \"" + name + "\": expected " + sorted(parameters));
      }
      if (values.size() > 1) {
        throw RequestException.wrong("parameter " + name + " is given more than once");
      }
      if (values.getFirst().length() > LONGEST_TEXT) {
        throw RequestException.wrong(
            "parameter " + name + " is longer than " + LONGEST_TEXT + " characters");
      }
    });
    return this;
  }

  /** A part of the path. */
  String part(String name) {
    String value = path.get(name);
    if (value == null) {
      throw new IllegalStateException("the route has no part " + name);
    }
    return value;
  }

  /** A positive number in the path. */
  public int wholePart(String name) {
    return whole(name, part(name), 1, Integer.MAX_VALUE);
  }

  /** A text; empty when not given or given without a value. */
  public Optional<String> text(String name) {
    return Optional.ofNullable(value(name)).filter(text -> !text.isEmpty());
  }

  /** The words of a text, in lower case; none when it is not given. */
  List<String> words(String name) {
    return text(name).stream()
        .flatMap(text -> Arrays.stream(text.toLowerCase(Locale.ROOT).split("\\s+")))
        .filter(word -> !word.isEmpty())
        .toList();
  }

  /** A whole number in a range. */
  public int whole(String name, int otherwise, int least, int most) {
    String value = value(name);
    return value == null ? otherwise : whole(name, value, least, most);
  }

  /** Whether parameter {@code suppressed} asks for rows that are suppressed. */
  boolean showsSuppressed() {
    String value = text("suppressed").orElse("hide");
    if (!value.equals("hide") && !value.equals("show")) {
      throw RequestException.wrong(
          "parameter suppressed is \"" + value + "\": expected hide or show");
    }
    return value.equals("show");
  }

  /** A day that has to be given. */
  LocalDate day(String name) {
    String value = required(name);
    try {
      return LocalDate.parse(value);
    } catch (DateTimeException e) {
      throw RequestException.wrong(
          "parameter " + name + " is \"" + value + "\": expected a day such as 2026-03-01");
    }
  }

  /** A kind that has to be given. */
  TelemetryKind kind(String name) {
    return kindOf(required(name));
  }

  /** A kind; empty when not given. */
  Optional<TelemetryKind> optionalKind(String name) {
    return text(name).map(Request::kindOf);
  }

  /** A time of the years 1 to 9999; empty when not given. */
  Optional<Instant> instant(String name) {
    return text(name).map(value -> instant(name, value));
  }

  private static Instant instant(String name, String value) {
    try {
      Instant instant = Instant.parse(value);
      if (!instant.isBefore(EARLIEST) && instant.isBefore(LATEST)) {
        return instant;
      }
    } catch (DateTimeException e) {
      // Said below, as for times out of range.
    }
    throw RequestException.wrong(
        "parameter "
            + name
            + " is \""
            + value
            + "\": expected a time such as 2026-03-01T08:00:00Z, in the years 1 to 9999");
  }

  private static TelemetryKind kindOf(String value) {
    try {
      return TelemetryKind.named(value);
    } catch (IllegalArgumentException e) {
      throw RequestException.wrong(String.valueOf(e.getMessage()));
    }
  }

  private String required(String name) {
    return text(name)
        .orElseThrow(() -> RequestException.wrong("parameter " + name + " is missing"));
  }

  private @Nullable String value(String name) {
    List<String> values = query.get(name);
    return values == null ? null : values.getFirst();
  }

  private static int whole(String name, String value, int least, int most) {
    try {
      int number = Integer.parseInt(value);
      if (number >= least && number <= most) {
        return number;
      }
    } catch (NumberFormatException e) {
      // Said below, as for numbers out of range.
    }
    throw RequestException.wrong(
        name + " is \"" + value + "\": expected a whole number from " + least + " to " + most);
  }

  private static String sorted(Set<String> names) {
    return names.isEmpty() ? "none" : String.join(", ", names.stream().sorted().toList());
  }
}
