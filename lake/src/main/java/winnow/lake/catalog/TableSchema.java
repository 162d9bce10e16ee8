// SPDX-License-Identifier: Apache-2.0
package winnow.lake.catalog;

import java.util.ArrayList;
import java.util.List;
import org.apache.iceberg.PartitionSpec;
import org.apache.iceberg.Schema;
import org.apache.iceberg.types.Type;
import org.apache.iceberg.types.Types;
import org.apache.iceberg.types.Types.NestedField;
import winnow.schema.column.CaseColumns.CaseTable;
import winnow.schema.column.Column;
import winnow.schema.column.FindingColumns.FindingTable;
import winnow.schema.column.Table;
import winnow.schema.column.TelemetryTable;

/** Our declaration of a table, in Iceberg's terms. */
public final class TableSchema {
  /** The id of a list's elements is the id of the column plus this. */
  public static final int ELEMENT_ID_OFFSET = 1000;

  private TableSchema() {}

  /** The columns, with their ids. */
  public static Schema of(Table<?, ?> table) {
    List<NestedField> fields = new ArrayList<>();
    for (Column<?, ?> column : table.columns()) {
      fields.add(
          NestedField.builder()
              .withId(column.id())
              .withName(column.name())
              .withDoc(column.doc())
              .ofType(type(column))
              .isOptional(column.isOptional())
              .build());
    }
    return new Schema(fields);
  }

  /** Telemetry is stored by hour of event time, findings and cases by day. */
  static PartitionSpec partitioning(Table<?, ?> table, Schema schema) {
    PartitionSpec.Builder spec = PartitionSpec.builderFor(schema);
    return switch (table) {
      case TelemetryTable<?, ?> telemetry -> spec.hour("event_time").build();
      case FindingTable finding -> spec.day("event_time").build();
      case CaseTable cases -> spec.day("event_time").build();
    };
  }

  /**
   * {@code stored} with the columns of {@code declared} that it lacks, as optional columns: older
   * files have no values for them. Columns that are optional in {@code declared} become so.
   */
  static Schema evolve(Schema stored, Schema declared) {
    List<NestedField> fields = new ArrayList<>();
    for (NestedField field : stored.columns()) {
      NestedField now = declared.findField(field.fieldId());
      boolean relaxed = now != null && now.isOptional();
      fields.add(relaxed ? NestedField.from(field).asOptional().build() : field);
    }
    for (NestedField field : declared.columns()) {
      if (stored.findField(field.fieldId()) == null) {
        fields.add(NestedField.from(field).asOptional().build());
      }
    }
    return new Schema(fields);
  }

  private static Type type(Column<?, ?> column) {
    int elementId = column.id() + ELEMENT_ID_OFFSET;
    return switch (column.type()) {
      case INT -> Types.IntegerType.get();
      case LONG -> Types.LongType.get();
      case TIMESTAMP -> Types.TimestampType.withZone();
      case BOOLEAN -> Types.BooleanType.get();
      case DOUBLE -> Types.DoubleType.get();
      case ADDRESS, TEXT -> Types.StringType.get();
      case TEXT_LIST -> Types.ListType.ofRequired(elementId, Types.StringType.get());
      case LONG_LIST -> Types.ListType.ofRequired(elementId, Types.LongType.get());
    };
  }
}
