// SPDX-License-Identifier: Apache-2.0
package winnow.app.export;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import winnow.schema.TelemetryKind;
import winnow.schema.batch.ColumnBatch;
import winnow.schema.column.ColumnType;
import winnow.schema.column.FlowColumns;
import winnow.schema.column.TelemetryTable;

class VocabularyWriterTest {
  private final JsonMapper json = new JsonMapper();

  static Stream<Arguments> vocabulariesAndKinds() {
    return Stream.of(Vocabulary.values())
        .flatMap(v -> Stream.of(TelemetryKind.values()).map(kind -> Arguments.of(v, kind)));
  }

  @ParameterizedTest
  @MethodSource("vocabulariesAndKinds")
  void losesNothing(Vocabulary vocabulary, TelemetryKind kind) throws IOException {
    TelemetryTable<?, ?> table = TelemetryTable.of(kind);
    ColumnBatch batch = new RandomRows(42).batch(table, 300);
    StringBuilder text = new StringBuilder();
    new VocabularyWriter(table, vocabulary).write(batch, text);

    String[] lines = text.toString().split("\n");
    assertThat(lines).hasSize(batch.rows());
    BatchRow row = new BatchRow(batch);
    for (int i = 0; i < lines.length; i++) {
      row.moveTo(i);
      JsonNode object = json.readTree(lines[i]);
      for (MappingRule rule :
          MappingRule.of(table, vocabulary, vocabulary.constants(kind).keySet())) {
        assertThat(readBack(object, rule, vocabulary))
            .as("row %d column %s", i, rule.column())
            .isEqualTo(row.value(rule.column().name()));
      }
    }
  }

  @Test
  void writesOcsfTimesInMillisecondsAndKeepsTheRest() throws IOException {
    ColumnBatch batch = new RandomRows(7).batch(FlowColumns.TABLE, 1);
    StringBuilder text = new StringBuilder();
    new VocabularyWriter(FlowColumns.TABLE, Vocabulary.OCSF).write(batch, text);
    JsonNode object = json.readTree(text.toString());
    long micros = batch.longs("event_time").value(0);
    assertThat(object.path("class_uid").asInt()).isEqualTo(4001);
    assertThat(object.path("time").asLong()).isEqualTo(micros / 1_000);
    assertThat(object.path("unmapped").path("event_time").asString())
        .isEqualTo(Instant.EPOCH.plus(micros, ChronoUnit.MICROS).toString());
  }

  private static @Nullable Object readBack(
      JsonNode object, MappingRule rule, Vocabulary vocabulary) {
    JsonNode exact = at(object, vocabulary.remainder() + "." + rule.column().name());
    if (!exact.isMissingNode()) {
      return value(exact, rule.column().type());
    }
    if (rule.path() == null) {
      return null;
    }
    JsonNode mapped = at(object, rule.path());
    if (mapped.isMissingNode()) {
      return null;
    }
    if (rule.duration()) {
      return mapped.asLong() * vocabulary.durationDenominator() / vocabulary.durationNumerator();
    }
    if (rule.column().type() == ColumnType.TIMESTAMP && mapped.isNumber()) {
      return mapped.asLong() * 1_000;
    }
    return value(mapped, rule.column().type());
  }

  private static JsonNode at(JsonNode object, String path) {
    JsonNode node = object;
    for (String name : path.split("\\.")) {
      node = node.path(name);
    }
    return node;
  }

  private static Object value(JsonNode node, ColumnType type) {
    return switch (type) {
      case TIMESTAMP -> ChronoUnit.MICROS.between(Instant.EPOCH, Instant.parse(node.asString()));
      case BOOLEAN -> node.asBoolean() ? 1L : 0L;
      case INT, LONG -> node.asLong();
      case DOUBLE -> node.asDouble();
      case ADDRESS, TEXT -> node.asString();
      case TEXT_LIST -> list(node).stream().map(JsonNode::asString).toList();
      case LONG_LIST -> list(node).stream().map(JsonNode::asLong).toList();
    };
  }

  private static List<JsonNode> list(JsonNode array) {
    List<JsonNode> items = new ArrayList<>();
    array.forEach(items::add);
    return items;
  }
}
