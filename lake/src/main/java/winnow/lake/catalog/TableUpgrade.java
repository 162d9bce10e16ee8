// SPDX-License-Identifier: Apache-2.0
package winnow.lake.catalog;

import java.util.Map;
import java.util.Optional;
import org.apache.iceberg.BaseTable;
import org.apache.iceberg.Schema;
import org.apache.iceberg.SortOrder;
import org.apache.iceberg.TableMetadata;
import org.apache.iceberg.TableOperations;
import org.apache.iceberg.TableProperties;
import org.apache.iceberg.types.Types.NestedField;
import winnow.schema.column.Table;

/**
 * Makes a table that is not there, adds the columns that it lacks, and lets those be absent that
 * may now be.
 */
final class TableUpgrade {
  private static final int FORMAT_VERSION = 2;
  private static final Map<String, String> PROPERTIES =
      Map.of(
          TableProperties.MANIFEST_MIN_MERGE_COUNT, "16",
          TableProperties.METADATA_PREVIOUS_VERSIONS_MAX, "1",
          TableProperties.PARQUET_COMPRESSION, "zstd");

  private final Catalog catalog;
  private final Table<?, ?> table;
  private final Schema declared;

  TableUpgrade(Catalog catalog, Table<?, ?> table) {
    this.catalog = catalog;
    this.table = table;
    declared = TableSchema.of(table);
  }

  void run() {
    Optional<TableMetadata> stored = catalog.find(table.name());
    if (stored.isEmpty()) {
      create();
    } else if (!lacksNothing(stored.get().schema())) {
      evolve();
    }
  }

  private boolean lacksNothing(Schema stored) {
    for (NestedField field : declared.columns()) {
      NestedField there = stored.findField(field.fieldId());
      if (there == null) {
        return false;
      }
      if (!there.type().equals(field.type()) || !there.name().equals(field.name())) {
        throw new LakeException(
            "column "
                + field.fieldId()
                + " of table "
                + table.name()
                + " in the lake "
                + catalog.location()
                + " is \""
                + there
                + "\", expected \""
                + field
                + "\"");
      }
      if (there.isRequired() && field.isOptional()) {
        return false;
      }
    }
    return true;
  }

  private void create() {
    TableMetadata metadata =
        TableMetadata.buildFromEmpty(FORMAT_VERSION)
            .assignUUID()
            .setLocation(catalog.location() + "/" + table.name())
            .setCurrentSchema(declared, declared.highestFieldId())
            .setDefaultPartitionSpec(TableSchema.partitioning(table, declared))
            .setDefaultSortOrder(SortOrder.unsorted())
            .setProperties(PROPERTIES)
            .build();
    publish((staged, unreferenced) -> {
      if (catalog.find(table.name()).isEmpty()) {
        TableOperations operations = ((BaseTable) staged).operations();
        operations.commit(null, metadata);
        unreferenced.add(operations.current().metadataFileLocation());
        staged.newFastAppend().commit(); // so that a table always has a snapshot
      }
    });
  }

  private void evolve() {
    publish((staged, unreferenced) -> {
      TableOperations operations = ((BaseTable) staged).operations();
      TableMetadata base = operations.current();
      Schema schema = TableSchema.evolve(base.schema(), declared);
      int lastColumnId = Math.max(base.lastColumnId(), schema.highestFieldId());
      operations.commit(
          base, TableMetadata.buildFrom(base).setCurrentSchema(schema, lastColumnId).build());
    });
  }

  private void publish(Publication.TableChange change) {
    catalog.publication(catalog.sessions().id()).change(table.name(), change).publish();
  }
}
