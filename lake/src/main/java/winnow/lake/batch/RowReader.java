// SPDX-License-Identifier: Apache-2.0
package winnow.lake.batch;

import java.util.List;
import winnow.schema.IpAddress;
import winnow.schema.batch.ColumnBatch;
import winnow.schema.batch.ColumnVector;
import winnow.schema.batch.DoubleVector;
import winnow.schema.batch.LongListVector;
import winnow.schema.batch.LongVector;
import winnow.schema.batch.TextListVector;
import winnow.schema.batch.TextVector;
import winnow.schema.column.Column;
import winnow.schema.column.ColumnAccess;
import winnow.schema.column.Table;

/**
 * Copies rows of a batch that has all columns of a table into builders of its records.
 *
 * @param <B> the kind of builder
 */
public final class RowReader<B> {
  private final List<? extends Column<?, B>> columns;
  private final ColumnBatch batch;

  /** The rows of {@code batch}. */
  public RowReader(Table<?, B> table, ColumnBatch batch) {
    columns = table.columns();
    this.batch = batch;
  }

  /** Sets the fields of {@code builder} to those of {@code row}. */
  public void copy(int row, B builder) {
    for (Column<?, B> column : columns) {
      copy(column, row, builder);
    }
  }

  private <R> void copy(Column<R, B> column, int row, B builder) {
    switch (column.access()) {
      case ColumnAccess.Longs<R, B> access ->
          access.set().accept(builder, longs(column).value(row));
      case ColumnAccess.OptionalLongs<R, B> access -> {
        LongVector vector = longs(column);
        access.set().accept(builder, vector.isAbsent(row) ? null : Long.valueOf(vector.value(row)));
      }
      case ColumnAccess.Doubles<R, B> access ->
          access.set().accept(builder, ((DoubleVector) vector(column)).value(row));
      case ColumnAccess.Texts<R, B> access ->
          access.set().accept(builder, ((TextVector) vector(column)).value(row));
      case ColumnAccess.Addresses<R, B> access -> {
        String text = ((TextVector) vector(column)).value(row);
        access.set().accept(builder, text == null ? null : IpAddress.parse(text));
      }
      case ColumnAccess.TextLists<R, B> access ->
          access.set().accept(builder, ((TextListVector) vector(column)).value(row));
      case ColumnAccess.LongLists<R, B> access ->
          access.set().accept(builder, ((LongListVector) vector(column)).value(row));
      case ColumnAccess.IngestTime<R, B> ignored -> {}
      case ColumnAccess.Source<R, B> ignored -> {}
    }
  }

  private ColumnVector vector(Column<?, B> column) {
    return batch.vector(column.name());
  }

  private LongVector longs(Column<?, B> column) {
    return (LongVector) vector(column);
  }
}
