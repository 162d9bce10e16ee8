// SPDX-License-Identifier: Apache-2.0
package winnow.lake;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.apache.iceberg.DataFile;
import winnow.lake.batch.RowReader;
import winnow.lake.catalog.Catalog;
import winnow.lake.catalog.LakeException;
import winnow.lake.parquet.ParquetReader;
import winnow.schema.Finding;
import winnow.schema.FindingBuilder;
import winnow.schema.batch.ColumnBatch;
import winnow.schema.batch.LongVector;
import winnow.schema.batch.TextVector;
import winnow.schema.column.Column;
import winnow.schema.column.FindingColumns;

/** Reads a stretch of a run's list of findings, and little else. */
final class FindingReader {
  private static final List<String> ALL_COLUMNS =
      FindingColumns.TABLE.columns().stream().<String>map(Column::name).toList();

  private final Catalog catalog;
  private final String runId;
  private final long firstRank;
  private final long lastRank;
  private final List<Finding> found = new ArrayList<>();

  FindingReader(Catalog catalog, String runId, long firstRank, long lastRank) {
    this.catalog = catalog;
    this.runId = runId;
    this.firstRank = firstRank;
    this.lastRank = lastRank;
  }

  /** The findings among {@code files}, by rank. */
  List<Finding> read(List<DataFile> files) {
    for (DataFile file : files) {
      try (InputFileSource source =
          new InputFileSource(
              catalog.files().newInputFile(file.location()), file.fileSizeInBytes())) {
        ParquetReader reader = ParquetReader.open(source, FindingColumns.TABLE);
        for (int rowGroup = 0; rowGroup < reader.rowGroups(); rowGroup++) {
          if (reader.mayContain(rowGroup, "rank", firstRank, lastRank)) {
            read(reader, rowGroup);
          }
        }
      } catch (IOException e) {
        throw new LakeException(
            "cannot read findings in " + file.location() + ": " + e.getMessage(), e);
      }
    }
    found.sort(Comparator.comparingInt(Finding::rank));
    return List.copyOf(found);
  }

  private void read(ParquetReader reader, int rowGroup) throws IOException {
    ColumnBatch batch = reader.read(rowGroup, ALL_COLUMNS);
    RowReader<FindingBuilder> rows = new RowReader<>(FindingColumns.TABLE, batch);
    TextVector runs = batch.texts("run_id");
    LongVector ranks = batch.longs("rank");
    for (int row = 0; row < batch.rows(); row++) {
      long rank = ranks.value(row);
      if (rank >= firstRank && rank <= lastRank && runId.equals(runs.value(row))) {
        FindingBuilder builder = new FindingBuilder();
        rows.copy(row, builder);
        found.add(builder.build());
      }
    }
  }
}
