// SPDX-License-Identifier: Apache-2.0
package winnow.decode.table;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import winnow.schema.IpAddress;
import winnow.schema.RecordBuilder;
import winnow.schema.TelemetryRecord;
import winnow.schema.column.Column;
import winnow.schema.column.ColumnAccess;
import winnow.schema.column.ColumnType;
import winnow.schema.column.TelemetryTable;

/** Records with any values that columns may hold, absent ones included. */
final class RandomRecords {
  private static final String[] PIECES = {
    "a", "é", "😀", "\"", ",", "\n", "\r", "\\", "'", " ", "\t", "\u0000", "=1+1", "null", "[]", "-"
  };

  private final Random random;

  RandomRecords(long seed) {
    random = new Random(seed);
  }

  <R extends TelemetryRecord, B extends RecordBuilder<R>> List<R> of(
      TelemetryTable<R, B> table, int count) {
    return Stream.generate(() -> record(table)).limit(count).toList();
  }

  private <R extends TelemetryRecord, B extends RecordBuilder<R>> R record(
      TelemetryTable<R, B> table) {
    B builder = table.newBuilder().get();
    for (Column<R, B> column : table.columns()) {
      boolean needed = column.name().endsWith("_addr") && column.id() < 20;
      if (needed || random.nextInt(3) > 0) {
        put(column, builder);
      }
    }
    return builder.build();
  }

  private <R, B> void put(Column<R, B> column, B builder) {
    switch (column.access()) {
      case ColumnAccess.Longs<R, B> longs -> longs.set().accept(builder, number(column.type()));
      case ColumnAccess.OptionalLongs<R, B> longs ->
          longs.set().accept(builder, number(column.type()));
      case ColumnAccess.Doubles<R, B> doubles ->
          doubles.set().accept(builder, random.nextGaussian());
      case ColumnAccess.Addresses<R, B> addresses -> addresses.set().accept(builder, address());
      case ColumnAccess.Texts<R, B> texts -> texts.set().accept(builder, text());
      case ColumnAccess.TextLists<R, B> lists ->
          lists.set().accept(builder, Stream.generate(this::text).limit(3).toList());
      case ColumnAccess.LongLists<R, B> lists ->
          lists.set().accept(builder, new ArrayList<>(List.of(-1L, 7L, 1L << 20)));
      case ColumnAccess.IngestTime<R, B> time -> {}
      case ColumnAccess.Source<R, B> source -> {}
    }
  }

  private long number(ColumnType type) {
    return switch (type) {
      case INT -> random.nextInt();
      case TIMESTAMP -> random.nextLong(7_258_118_400_000_000L);
      case BOOLEAN -> random.nextInt(2);
      case LONG, DOUBLE, ADDRESS, TEXT, TEXT_LIST, LONG_LIST -> random.nextLong();
    };
  }

  private IpAddress address() {
    return random.nextBoolean()
        ? IpAddress.ofIpv4(random.nextInt())
        : new IpAddress(random.nextLong(), random.nextLong());
  }

  private String text() {
    StringBuilder text = new StringBuilder();
    for (int i = random.nextInt(5); i > 0; i--) {
      text.append(PIECES[random.nextInt(PIECES.length)]);
    }
    return text.toString();
  }
}
