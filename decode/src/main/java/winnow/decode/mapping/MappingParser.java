// SPDX-License-Identifier: Apache-2.0
package winnow.decode.mapping;

import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import winnow.decode.NearestName;
import winnow.schema.TelemetryKind;
import winnow.schema.column.Column;
import winnow.schema.column.ColumnAccess;
import winnow.schema.column.ColumnType;
import winnow.schema.column.TelemetryTable;

/**
 * Reads a mapping file: lines {@code key = value}, where the key is a setting or a column; blank
 * lines and lines that start with {@code #} say nothing. All problems are found before any is
 * thrown.
 *
 * <pre>
 * line     = setting "=" value | column "=" source { " | " step }
 * setting  = "kind" | "format" | "delimiter" | "fields" | "comment" | "zone" | "absent"
 * source   = field { " + " field } | '"' constant '"'
 * </pre>
 */
final class MappingParser {
  /** The key that fills all columns of a URL. */
  static final String URL = "url";

  private static final List<String> SETTINGS =
      List.of("kind", "format", "delimiter", "fields", "comment", "zone", "absent");
  private static final Map<String, String> DELIMITERS =
      Map.of("comma", ",", "tab", "\t", "semicolon", ";", "pipe", "|", "blank", " ");
  private static final Set<String> DEFAULT_ABSENT = Set.of("", "-");

  private final Map<String, Line> settings = new LinkedHashMap<>();
  private final List<Line> columns = new ArrayList<>();
  private final List<MappingException.Problem> problems = new ArrayList<>();

  /** A line that says something. */
  private record Line(int number, String key, String value) {}

  Mapping parse(String text) {
    List<String> lines = text.lines().toList();
    for (int i = 0; i < lines.size(); i++) {
      String line = (i == 0 ? lines.get(i).replace("\ufeff", "") : lines.get(i)).strip();
      if (!line.isEmpty() && !line.startsWith("#")) {
        line(i + 1, line);
      }
    }
    TelemetryKind kind = kind();
    Mapping.Layout layout = layout();
    ZoneId zone = zone();
    Set<String> absent = absent();
    List<MappedColumn> mapped = kind == null ? List.of() : columns(kind);
    if (!problems.isEmpty() || kind == null || layout == null) {
      problems.sort(Comparator.comparingInt(MappingException.Problem::line));
      throw new MappingException(problems);
    }
    return new Mapping(kind, layout, zone, absent, mapped);
  }

  private void line(int number, String text) {
    int equals = text.indexOf('=');
    if (equals < 0) {
      problem(number, "\"" + text + "\" has no = between a key and its value");
      return;
    }
    String key = text.substring(0, equals).strip();
    Line line = new Line(number, key, text.substring(equals + 1).strip());
    if (!SETTINGS.contains(key)) {
      columns.add(line);
    } else if (settings.putIfAbsent(key, line) != null) {
      problem(number, "\"" + key + "\" is set a second time");
    }
  }

  private @Nullable TelemetryKind kind() {
    Line line = settings.get("kind");
    if (line == null) {
      problem(0, "\"kind\" is missing: kind = flow, dns or http");
      return null;
    }
    for (TelemetryKind kind : TelemetryKind.values()) {
      if (kind.tableName().equals(line.value())) {
        return kind;
      }
    }
    problem(line.number(), "kind \"" + line.value() + "\" is not flow, dns or http");
    return null;
  }

  private Mapping.@Nullable Layout layout() {
    Line line = settings.get("format");
    if (line == null) {
      problem(0, "\"format\" is missing: format = csv, tsv or json");
      return null;
    }
    return switch (line.value()) {
      case "csv" -> cells(",");
      case "tsv" -> cells("\t");
      case "json" -> json();
      default -> {
        problem(line.number(), "format \"" + line.value() + "\" is not csv, tsv or json");
        yield null;
      }
    };
  }

  private Mapping.Layout json() {
    for (String key : List.of("delimiter", "fields", "comment")) {
      Line line = settings.get(key);
      if (line != null) {
        problem(line.number(), "\"" + key + "\" is for csv and tsv, and the format is json");
      }
    }
    return new Mapping.JsonLines();
  }

  private Mapping.Layout cells(String standard) {
    Line line = settings.get("delimiter");
    String delimiter =
        line == null ? standard : DELIMITERS.getOrDefault(line.value(), line.value());
    if (line != null
        && (delimiter.getBytes(StandardCharsets.UTF_8).length != 1 || "\"\\".contains(delimiter))) {
      problem(
          line.number(),
          "delimiter \"%s\" is not one character or comma, tab, semicolon, pipe or blank"
              .formatted(line.value()));
      delimiter = standard;
    }
    Line fields = settings.get("fields");
    Line comment = settings.get("comment");
    return new Mapping.Cells(
        (byte) delimiter.charAt(0),
        fields == null ? null : list(fields.value()),
        comment == null || comment.value().isEmpty() ? null : comment.value());
  }

  private @Nullable ZoneId zone() {
    Line line = settings.get("zone");
    if (line == null) {
      return null;
    }
    try {
      return ZoneId.of(line.value());
    } catch (DateTimeException e) {
      problem(
          line.number(),
          "zone \"" + line.value() + "\" is not a time zone such as UTC or Europe/Berlin");
      return null;
    }
  }

  private Set<String> absent() {
    Line line = settings.get("absent");
    if (line == null) {
      return DEFAULT_ABSENT;
    }
    Set<String> values = new HashSet<>(list(line.value()));
    values.add("");
    return values;
  }

  private List<MappedColumn> columns(TelemetryKind kind) {
    Map<String, Column<?, ?>> known = new TreeMap<>();
    TelemetryTable.of(kind).columns().stream()
        .filter(column -> !isOfTheLake(column))
        .forEach(column -> known.put(column.name(), column));
    List<MappedColumn> mapped = new ArrayList<>();
    Set<String> seen = new HashSet<>();
    for (Line line : columns) {
      Column<?, ?> column = known.get(line.key());
      boolean isUrl = kind == TelemetryKind.HTTP && line.key().equals(URL);
      if (column == null && !isUrl) {
        problem(line.number(), unknown(line.key(), kind, known));
      } else if (!seen.add(line.key())) {
        problem(line.number(), "column \"" + line.key() + "\" is set a second time");
      } else {
        column(line, column == null ? text(known) : column, mapped);
      }
    }
    requireKeys(kind, seen);
    return mapped;
  }

  /** A column of text: a URL is one. */
  private static Column<?, ?> text(Map<String, Column<?, ?>> known) {
    return known.values().stream()
        .filter(column -> column.type() == ColumnType.TEXT)
        .findFirst()
        .orElseThrow();
  }

  private static String unknown(String key, TelemetryKind kind, Map<String, Column<?, ?>> known) {
    Set<String> keys = new HashSet<>(known.keySet());
    keys.addAll(SETTINGS);
    return "\"%s\" is neither a setting nor a column of %s that can be filled%s"
        .formatted(key, kind.tableName(), NearestName.hint(key, keys));
  }

  private void column(Line line, Column<?, ?> column, List<MappedColumn> mapped) {
    String[] parts = line.value().split(" \\| ", -1);
    String source = parts[0].strip();
    try {
      if (source.isEmpty()) {
        throw new IllegalArgumentException("there is no field and no \"constant\"");
      }
      boolean isConstant = source.startsWith("\"");
      String constant = isConstant ? StepParser.quoted("a constant", source) : null;
      List<String> fields =
          isConstant
              ? List.of()
              : Arrays.stream(source.split(" \\+ ", -1)).map(String::strip).toList();
      List<Step> steps = new ArrayList<>();
      for (int i = 1; i < parts.length; i++) {
        steps.add(StepParser.parse(parts[i].strip(), column));
      }
      mapped.add(new MappedColumn(line.number(), line.key(), fields, constant, steps));
    } catch (IllegalArgumentException e) {
      problem(line.number(), line.key() + ": " + e.getMessage());
    }
  }

  private void requireKeys(TelemetryKind kind, Set<String> seen) {
    List<String> required =
        kind == TelemetryKind.FLOW
            ? List.of("event_time", "src_addr", "dst_addr")
            : List.of("event_time", "client_addr");
    for (String key : required) {
      if (!seen.contains(key)) {
        problem(
            0,
            "column \"%s\" is missing: every row of %s needs it".formatted(key, kind.tableName()));
      }
    }
  }

  private static boolean isOfTheLake(Column<?, ?> column) {
    return column.access() instanceof ColumnAccess.IngestTime<?, ?>
        || column.access() instanceof ColumnAccess.Source<?, ?>;
  }

  private static List<String> list(String text) {
    return Arrays.stream(text.split(",", -1)).map(String::strip).toList();
  }

  private void problem(int line, String sentence) {
    problems.add(new MappingException.Problem(line, sentence));
  }
}
