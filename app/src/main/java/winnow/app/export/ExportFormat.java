// SPDX-License-Identifier: Apache-2.0
package winnow.app.export;

import winnow.schema.column.TelemetryTable;

/** Formats in which rows can be exported. */
public enum ExportFormat {
  /** CSV with our columns. */
  CSV,
  /** What Apache Spot's ingest reads. */
  SPOT,
  /** JSON lines, Elastic Common Schema. */
  ECS,
  /** JSON lines, Open Cybersecurity Schema Framework. */
  OCSF,
  /** JSON lines, Apache Spot's Open Data Model. */
  ODM;

  /** A writer of rows of {@code table}. */
  public RowWriter writer(TelemetryTable<?, ?> table) {
    return switch (this) {
      case CSV -> new CsvWriter(table);
      case SPOT ->
          switch (table.kind()) {
            case FLOW -> new SpotFlowWriter();
            case DNS -> new SpotDnsWriter();
            case HTTP -> new SpotHttpWriter();
          };
      case ECS -> new VocabularyWriter(table, Vocabulary.ECS);
      case OCSF -> new VocabularyWriter(table, Vocabulary.OCSF);
      case ODM -> new VocabularyWriter(table, Vocabulary.ODM);
    };
  }
}
