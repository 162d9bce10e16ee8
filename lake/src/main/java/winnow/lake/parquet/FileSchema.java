// SPDX-License-Identifier: Apache-2.0
package winnow.lake.parquet;

import java.util.ArrayList;
import java.util.List;
import org.apache.parquet.format.ConvertedType;
import org.apache.parquet.format.FieldRepetitionType;
import org.apache.parquet.format.ListType;
import org.apache.parquet.format.LogicalType;
import org.apache.parquet.format.MicroSeconds;
import org.apache.parquet.format.SchemaElement;
import org.apache.parquet.format.StringType;
import org.apache.parquet.format.TimeUnit;
import org.apache.parquet.format.TimestampType;
import org.apache.parquet.format.Type;
import winnow.schema.column.Column;
import winnow.schema.column.ColumnType;
import winnow.schema.column.Table;

/**
 * How a table's columns look in a Parquet file: as Apache Iceberg writes them, with {@link
 * Column#id} as field id.
 */
public final class FileSchema {
  private static final int LIST_ELEMENT_IDS = 1000;

  private FileSchema() {}

  /** The field id of the elements of list column {@code column}: 1000 more than its own. */
  public static int elementId(Column<?, ?> column) {
    return LIST_ELEMENT_IDS + column.id();
  }

  /** The schema of {@code table}, depth first. */
  static List<SchemaElement> elements(Table<?, ?> table) {
    List<SchemaElement> elements = new ArrayList<>();
    elements.add(new SchemaElement("table").setNum_children(table.columns().size()));
    for (Column<?, ?> column : table.columns()) {
      if (isList(column.type())) {
        addList(column, elements);
      } else {
        elements.add(
            leaf(column.name(), column.id(), column.type())
                .setRepetition_type(
                    column.isOptional()
                        ? FieldRepetitionType.OPTIONAL
                        : FieldRepetitionType.REQUIRED));
      }
    }
    return elements;
  }

  /** Where the values of {@code column} are in the schema. */
  static List<String> path(Column<?, ?> column) {
    return isList(column.type())
        ? List.of(column.name(), "list", "element")
        : List.of(column.name());
  }

  /** How values of {@code type}, or the elements of its lists, are stored. */
  static Type physicalType(ColumnType type) {
    return switch (type) {
      case INT -> Type.INT32;
      case LONG, TIMESTAMP, LONG_LIST -> Type.INT64;
      case BOOLEAN -> Type.BOOLEAN;
      case DOUBLE -> Type.DOUBLE;
      case ADDRESS, TEXT, TEXT_LIST -> Type.BYTE_ARRAY;
    };
  }

  static boolean isList(ColumnType type) {
    return type == ColumnType.TEXT_LIST || type == ColumnType.LONG_LIST;
  }

  private static void addList(Column<?, ?> column, List<SchemaElement> elements) {
    elements.add(
        new SchemaElement(column.name())
            .setRepetition_type(FieldRepetitionType.REQUIRED)
            .setNum_children(1)
            .setField_id(column.id())
            .setConverted_type(ConvertedType.LIST)
            .setLogicalType(LogicalType.LIST(new ListType())));
    elements.add(
        new SchemaElement("list")
            .setRepetition_type(FieldRepetitionType.REPEATED)
            .setNum_children(1));
    elements.add(
        leaf("element", elementId(column), column.type())
            .setRepetition_type(FieldRepetitionType.REQUIRED));
  }

  private static SchemaElement leaf(String name, int id, ColumnType type) {
    SchemaElement leaf = new SchemaElement(name).setType(physicalType(type)).setField_id(id);
    return switch (type) {
      case INT, LONG, LONG_LIST, BOOLEAN, DOUBLE -> leaf;
      case TIMESTAMP ->
          leaf.setConverted_type(ConvertedType.TIMESTAMP_MICROS)
              .setLogicalType(
                  LogicalType.TIMESTAMP(
                      new TimestampType(true, TimeUnit.MICROS(new MicroSeconds()))));
      case ADDRESS, TEXT, TEXT_LIST ->
          leaf.setConverted_type(ConvertedType.UTF8)
              .setLogicalType(LogicalType.STRING(new StringType()));
    };
  }
}
