// SPDX-License-Identifier: Apache-2.0
package winnow.app.export;

import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import winnow.schema.TelemetryKind;
import winnow.schema.column.ColumnNames;

/**
 * A vocabulary that other systems speak in JSON. What it has no name for, or would round, goes
 * under {@link #remainder} by our own column name, so that nothing is lost.
 */
public enum Vocabulary {
  /** Elastic Common Schema. */
  ECS(ColumnNames::ecs, "winnow", TimeUnitRule.ISO_TEXT, 1_000, 1),
  /** Open Cybersecurity Schema Framework: Network, HTTP and DNS Activity. */
  OCSF(ColumnNames::ocsf, "unmapped", TimeUnitRule.EPOCH_MILLIS, 1, 1_000),
  /** Apache Spot's Open Data Model, event entity. */
  ODM(ColumnNames::odm, "additional_attrs", TimeUnitRule.EPOCH_MILLIS, 1, 1_000);

  /** How a vocabulary writes a point in time. */
  enum TimeUnitRule {
    /** ISO 8601 in UTC with microseconds. */
    ISO_TEXT,
    /** Milliseconds since the epoch. */
    EPOCH_MILLIS
  }

  private final Function<ColumnNames, @Nullable String> name;
  private final String remainder;
  private final TimeUnitRule timeRule;
  private final long durationNumerator;
  private final long durationDenominator;

  Vocabulary(
      Function<ColumnNames, @Nullable String> name,
      String remainder,
      TimeUnitRule timeRule,
      long durationNumerator,
      long durationDenominator) {
    this.name = name;
    this.remainder = remainder;
    this.timeRule = timeRule;
    this.durationNumerator = durationNumerator;
    this.durationDenominator = durationDenominator;
  }

  /** What this vocabulary calls a column; null when it has no name for it. */
  @Nullable String nameOf(ColumnNames names) {
    return name.apply(names);
  }

  /** The object that holds what the vocabulary cannot say. */
  String remainder() {
    return remainder;
  }

  TimeUnitRule timeRule() {
    return timeRule;
  }

  /**
   * A duration's microseconds times this, over {@link #durationDenominator}, is its number here.
   */
  long durationNumerator() {
    return durationNumerator;
  }

  long durationDenominator() {
    return durationDenominator;
  }

  /** What every object of {@code kind} says, by dotted path. */
  Map<String, Object> constants(TelemetryKind kind) {
    Map<String, Object> constants = new HashMap<>();
    switch (this) {
      case ECS -> {
        constants.put("ecs.version", "8.17.0");
        constants.put("event.kind", "event");
        constants.put("event.dataset", "winnow." + kind.tableName());
        constants.put("event.category", kind == TelemetryKind.HTTP ? "web" : "network");
      }
      case OCSF -> {
        int classUid =
            switch (kind) {
              case FLOW -> 4001;
              case HTTP -> 4002;
              case DNS -> 4003;
            };
        constants.put("category_uid", 4);
        constants.put("class_uid", classUid);
        constants.put("activity_id", 6);
        constants.put("type_uid", classUid * 100 + 6);
        constants.put("severity_id", 1);
        constants.put("metadata.version", "1.4.0");
        constants.put("metadata.product.name", "Winnow");
      }
      case ODM -> constants.put("type", kind == TelemetryKind.HTTP ? "proxy" : kind.tableName());
    }
    return constants;
  }
}
