// SPDX-License-Identifier: Apache-2.0
package winnow.schema.batch;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import winnow.schema.Origin;
import winnow.schema.column.Column;
import winnow.schema.column.RecordPart;
import winnow.schema.column.Table;

/**
 * Turns records into a {@link ColumnBatch}. Memory grows with the rows held. Not thread-safe.
 *
 * <p>Records are taken apart column by column, a block of them at a time, while they are in the
 * processor's cache: one column's accessor runs many times in a row, or once where they share the
 * part that it reads.
 *
 * @param <R> the kind of record
 */
public final class ColumnBatchBuilder<R> {
  private static final int BLOCK = 128;

  private final List<? extends Column<R, ?>> columns;
  private final List<ColumnWriter<R>> writers;
  private final List<RecordPart<R>> parts;
  private final boolean[] shared;
  private final int[] partOfColumn;
  private final @Nullable Object[] block = new Object[BLOCK];
  private int inBlock;
  private int taken;
  private long textBytes;

  /**
   * An empty batch under way.
   *
   * @param table the table of the records
   * @param origin where the records come from
   */
  public ColumnBatchBuilder(Table<R, ?> table, Origin origin) {
    columns = table.columns();
    writers = new ArrayList<>(columns.size());
    parts = table.parts();
    shared = new boolean[parts.size() + 1];
    partOfColumn = new int[columns.size()];
    DistinctTexts.Block texts = new DistinctTexts.Block(BLOCK);
    for (Column<R, ?> column : columns) {
      partOfColumn[writers.size()] = part(column);
      writers.add(ColumnWriter.of(column, origin, texts));
    }
  }

  /** Adds one row. */
  public void append(R record) {
    block[inBlock++] = record;
    if (inBlock == BLOCK) {
      takeBlock();
    }
  }

  /** Rows added since the last {@link #build}. */
  public int rows() {
    return taken + inBlock;
  }

  /** {@link ColumnBatch#weight} of the rows added; that of the last ones may not be in it yet. */
  public int weight() {
    return ColumnBatch.weight(rows(), textBytes);
  }

  /** The rows added so far; the builder starts again, empty. */
  public ColumnBatch build() {
    takeBlock();
    EqualValues equalValues = new EqualValues(taken);
    List<ColumnVector> vectors = new ArrayList<>(writers.size());
    for (ColumnWriter<R> writer : writers) {
      vectors.add(writer.finish(taken, equalValues));
    }
    ColumnBatch batch = new ColumnBatch(columns, vectors, taken);
    taken = 0;
    textBytes = 0;
    return batch;
  }

  @SuppressWarnings("unchecked")
  private void takeBlock() {
    R[] records = (R[]) block;
    if (inBlock > 0) {
      for (int p = 0; p < parts.size(); p++) {
        shared[p] = parts.get(p).isShared(records, inBlock);
      }
      textBytes = 0;
      for (int c = 0; c < partOfColumn.length; c++) {
        ColumnWriter<R> writer = writers.get(c);
        writer.append(records, inBlock, taken, shared[partOfColumn[c]]);
        textBytes += writer.textBytes();
      }
    }
    taken += inBlock;
    Arrays.fill(block, 0, inBlock, null);
    inBlock = 0;
  }

  /** Index of the part that decides {@code column}; beyond the last one, never shared, if none. */
  private int part(Column<R, ?> column) {
    int part = 0;
    while (part < parts.size() && !parts.get(part).decides(column)) {
      part++;
    }
    return part;
  }
}
