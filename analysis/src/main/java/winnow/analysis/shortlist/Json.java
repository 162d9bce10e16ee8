// SPDX-License-Identifier: Apache-2.0
package winnow.analysis.shortlist;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;
import winnow.analysis.score.Fact;
import winnow.analysis.score.ScoredRow;
import winnow.analysis.score.Side;
import winnow.analysis.score.TelemetryRow;
import winnow.schema.column.Column;
import winnow.schema.column.ColumnType;

/** Rows and explanations as JSON objects. */
final class Json {
  private static final JsonMapper MAPPER = new JsonMapper();

  private Json() {}

  /** All columns that have a value: times in ISO 8601, addresses as text. */
  static String row(TelemetryRow row) {
    ObjectNode object = MAPPER.createObjectNode();
    for (int i = 0; i < row.columns().size(); i++) {
      Object value = row.value(i);
      if (value != null) {
        put(object, row.columns().get(i), value);
      }
    }
    return MAPPER.writeValueAsString(object);
  }

  /** The parts of a score, with the counts that they rest on. */
  static String explanation(ScoredRow row) {
    ObjectNode object = MAPPER.createObjectNode();
    object.put("score", row.score());
    ArrayNode sides = object.putArray("sides");
    row.sides().forEach(side -> putSide(sides.addObject(), side));
    return MAPPER.writeValueAsString(object);
  }

  private static void putSide(ObjectNode object, Side side) {
    object.put("document", side.document());
    object.put("word", side.word());
    object.put("probability", side.probability());
    object.put("document_rows", side.documentRows());
    object.put("all_rows", side.allRows());
    ArrayNode facts = object.putArray("facts");
    for (Fact fact : side.facts()) {
      ObjectNode node = facts.addObject();
      node.put("feature", fact.feature().name().toLowerCase(Locale.ROOT));
      node.put("value", fact.value());
      node.put("meaning", FactText.meaning(fact));
      node.put("document_rows", fact.documentRows());
      node.put("all_rows", fact.allRows());
      node.put("document_share", (double) fact.documentRows() / side.documentRows());
      node.put("all_share", (double) fact.allRows() / side.allRows());
    }
  }

  private static void put(ObjectNode object, Column<?, ?> column, Object value) {
    switch (value) {
      case Long number when column.type() == ColumnType.TIMESTAMP ->
          object.put(column.name(), Instant.EPOCH.plus(number, ChronoUnit.MICROS).toString());
      case Long number when column.type() == ColumnType.BOOLEAN ->
          object.put(column.name(), number != 0);
      case Long number -> object.put(column.name(), number);
      case Double number -> object.put(column.name(), number);
      case List<?> list -> {
        if (!list.isEmpty()) {
          object.set(column.name(), MAPPER.valueToTree(list));
        }
      }
      default -> object.put(column.name(), value.toString());
    }
  }
}
