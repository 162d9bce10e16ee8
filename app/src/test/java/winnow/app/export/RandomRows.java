// SPDX-License-Identifier: Apache-2.0
package winnow.app.export;

import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import winnow.schema.IpAddress;
import winnow.schema.Origin;
import winnow.schema.RecordBuilder;
import winnow.schema.TelemetryRecord;
import winnow.schema.batch.ColumnBatch;
import winnow.schema.batch.ColumnBatchBuilder;
import winnow.schema.column.Column;
import winnow.schema.column.ColumnAccess;
import winnow.schema.column.ColumnType;
import winnow.schema.column.TelemetryTable;

/** Batches of records with random values in every column, through the columns' own setters. */
final class RandomRows {
  private static final List<String> TEXTS =
      List.of(
          "", "a", "x,y", "\"quoted\"", "tab\tnewline\n", "ünïcødé", "\u202eright to left", "-");

  private final SplittableRandom random;

  RandomRows(long seed) {
    random = new SplittableRandom(seed);
  }

  <R extends TelemetryRecord, B extends RecordBuilder<R>> ColumnBatch batch(
      TelemetryTable<R, B> table, int rows) {
    ColumnBatchBuilder<R> batch =
        new ColumnBatchBuilder<>(table, new Origin("random", 1_772_000_000_123_456L));
    for (int i = 0; i < rows; i++) {
      B builder = table.createBuilder();
      for (Column<R, B> column : table.columns()) {
        set(column, builder);
      }
      batch.append(builder.build());
    }
    return batch.build();
  }

  private <R, B> void set(Column<R, B> column, B builder) {
    boolean absent = random.nextInt(3) == 0;
    switch (column.access()) {
      case ColumnAccess.Longs<R, B> longs -> longs.set().accept(builder, number(column.type()));
      case ColumnAccess.OptionalLongs<R, B> longs ->
          longs.set().accept(builder, absent ? null : number(column.type()));
      case ColumnAccess.Doubles<R, B> doubles -> doubles.set().accept(builder, random.nextDouble());
      case ColumnAccess.Addresses<R, B> addresses -> addresses.set().accept(builder, address());
      case ColumnAccess.Texts<R, B> texts -> texts.set().accept(builder, absent ? null : text());
      case ColumnAccess.TextLists<R, B> lists ->
          lists.set().accept(builder, IntStream.range(0, 3).mapToObj(i -> text()).toList());
      case ColumnAccess.LongLists<R, B> lists ->
          lists.set().accept(builder, random.longs(3, 0, 65_536).boxed().toList());
      case ColumnAccess.IngestTime<R, B> fixed -> {}
      case ColumnAccess.Source<R, B> fixed -> {}
    }
  }

  private long number(ColumnType type) {
    return switch (type) {
      case BOOLEAN -> random.nextInt(2);
      case TIMESTAMP -> random.nextLong(0, 4_000_000_000_000_000L);
      case INT -> random.nextInt(65_536);
      case LONG -> random.nextLong(0, 1L << random.nextInt(1, 50));
      case DOUBLE, ADDRESS, TEXT, TEXT_LIST, LONG_LIST ->
          throw new AssertionError(type + " is no number");
    };
  }

  private IpAddress address() {
    return random.nextBoolean()
        ? IpAddress.ofIpv4(random.nextInt())
        : new IpAddress(random.nextLong(), random.nextLong());
  }

  private String text() {
    return TEXTS.get(random.nextInt(TEXTS.size()));
  }
}
