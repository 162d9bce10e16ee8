// SPDX-License-Identifier: Apache-2.0
package winnow.app.export;

import java.io.IOException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;
import winnow.schema.batch.ColumnBatch;
import winnow.schema.column.ColumnType;
import winnow.schema.column.TelemetryTable;

/** Writes rows as JSON lines in a {@link Vocabulary}. Absent values are left out. */
public final class VocabularyWriter implements RowWriter {
  private final Vocabulary vocabulary;
  private final Map<String, Object> constants;
  private final List<MappingRule> rules;
  private final JsonMapper json = new JsonMapper();

  /** A writer of rows of {@code table}. */
  public VocabularyWriter(TelemetryTable<?, ?> table, Vocabulary vocabulary) {
    this.vocabulary = vocabulary;
    this.constants = vocabulary.constants(table.kind());
    this.rules = MappingRule.of(table, vocabulary, constants.keySet());
  }

  @Override
  public void header(Appendable out) {}

  @Override
  public void write(ColumnBatch batch, Appendable out) throws IOException {
    BatchRow row = new BatchRow(batch);
    for (int i = 0; i < batch.rows(); i++) {
      row.moveTo(i);
      out.append(json.writeValueAsString(object(row))).append('\n');
    }
  }

  private ObjectNode object(BatchRow row) {
    ObjectNode object = json.createObjectNode();
    constants.forEach((path, value) -> put(object, path, value));
    for (MappingRule rule : rules) {
      Object value = row.value(rule.column().name());
      if (value == null) {
        continue;
      }
      Object exact = exact(rule.column().type(), value);
      if (rule.path() == null) {
        put(object, vocabulary.remainder() + "." + rule.column().name(), exact);
        continue;
      }
      Converted converted = convert(rule, value);
      put(object, rule.path(), converted.value());
      if (!converted.lossless()) {
        put(object, vocabulary.remainder() + "." + rule.column().name(), exact);
      }
    }
    return object;
  }

  private record Converted(Object value, boolean lossless) {}

  private Converted convert(MappingRule rule, Object value) {
    if (rule.duration()) {
      long scaled = (Long) value * vocabulary.durationNumerator();
      long denominator = vocabulary.durationDenominator();
      return new Converted(scaled / denominator, scaled % denominator == 0);
    }
    if (rule.column().type() == ColumnType.TIMESTAMP
        && vocabulary.timeRule() == Vocabulary.TimeUnitRule.EPOCH_MILLIS) {
      long micros = (Long) value;
      return new Converted(Math.floorDiv(micros, 1000L), Math.floorMod(micros, 1000L) == 0);
    }
    return new Converted(exact(rule.column().type(), value), true);
  }

  private static Object exact(ColumnType type, Object value) {
    return switch (type) {
      case TIMESTAMP -> Instant.EPOCH.plus((Long) value, ChronoUnit.MICROS).toString();
      case BOOLEAN -> (Long) value != 0;
      case INT, LONG, DOUBLE, ADDRESS, TEXT, TEXT_LIST, LONG_LIST -> value;
    };
  }

  private static void put(ObjectNode object, String path, Object value) {
    ObjectNode parent = object;
    int start = 0;
    for (int dot = path.indexOf('.'); dot >= 0; dot = path.indexOf('.', start)) {
      String name = path.substring(start, dot);
      parent = parent.get(name) instanceof ObjectNode child ? child : parent.putObject(name);
      start = dot + 1;
    }
    String leaf = path.substring(start);
    switch (value) {
      case Long number -> parent.put(leaf, number);
      case Integer number -> parent.put(leaf, number);
      case Double number -> parent.put(leaf, number);
      case Boolean truth -> parent.put(leaf, truth);
      case List<?> list -> addAll(parent.putArray(leaf), list);
      default -> parent.put(leaf, value.toString());
    }
  }

  private static void addAll(ArrayNode array, List<?> values) {
    for (Object value : values) {
      if (value instanceof Long number) {
        array.add(number);
      } else {
        array.add(value.toString());
      }
    }
  }
}
