// SPDX-License-Identifier: Apache-2.0
package winnow.lake;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.iceberg.DataFile;
import winnow.lake.batch.RowReader;
import winnow.lake.catalog.Catalog;
import winnow.lake.catalog.LakeException;
import winnow.lake.parquet.ParquetReader;
import winnow.schema.batch.ColumnBatch;
import winnow.schema.batch.LongVector;
import winnow.schema.batch.TextVector;

/** Reads a stretch of a run's list of findings or cases, and little else. */
final class ResultReader<R, B> {
  private final Catalog catalog;
  private final ResultTable<R, B> results;
  private final String runId;
  private final long firstRank;
  private final long lastRank;
  private final List<R> found = new ArrayList<>();

  ResultReader(
      Catalog catalog, ResultTable<R, B> results, String runId, long firstRank, long lastRank) {
    this.catalog = catalog;
    this.results = results;
    this.runId = runId;
    this.firstRank = firstRank;
    this.lastRank = lastRank;
  }

  /** The rows among {@code files}, by rank. */
  List<R> read(List<DataFile> files) {
    for (DataFile file : files) {
      try (InputFileSource source =
          new InputFileSource(
              catalog.files().newInputFile(file.location()), file.fileSizeInBytes())) {
        ParquetReader reader = ParquetReader.open(source, results.table());
        for (int rowGroup = 0; rowGroup < reader.rowGroups(); rowGroup++) {
          if (reader.mayContain(rowGroup, "rank", firstRank, lastRank)) {
            read(reader, rowGroup);
          }
        }
      } catch (IOException e) {
        throw new LakeException(
            "cannot read rows of table "
                + results.table().name()
                + " in "
                + file.location()
                + ": "
                + e.getMessage(),
            e);
      }
    }
    return results.byRank(found);
  }

  private void read(ParquetReader reader, int rowGroup) throws IOException {
    ColumnBatch batch = reader.read(rowGroup, results.columnNames());
    RowReader<B> rows = new RowReader<>(results.table(), batch);
    TextVector runs = batch.texts("run_id");
    LongVector ranks = batch.longs("rank");
    for (int row = 0; row < batch.rows(); row++) {
      long rank = ranks.value(row);
      if (rank >= firstRank && rank <= lastRank && runId.equals(runs.value(row))) {
        B builder = results.table().createBuilder();
        rows.copy(row, builder);
        found.add(results.build().apply(builder));
      }
    }
  }
}
