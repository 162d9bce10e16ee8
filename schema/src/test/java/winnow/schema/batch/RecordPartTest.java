// SPDX-License-Identifier: Apache-2.0
package winnow.schema.batch;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import winnow.schema.FlowBuilder;
import winnow.schema.FlowRecord;
import winnow.schema.IpAddress;
import winnow.schema.Origin;
import winnow.schema.column.Column;
import winnow.schema.column.ColumnAccess;
import winnow.schema.column.FlowColumns;

class RecordPartTest {
  private static final Origin ORIGIN = new Origin("edge-router", 1);
  private static final int ROWS = 6_000;

  /** Runs of records that share a part are longer and shorter than what is taken apart at once. */
  @Test
  void sharedPartsGiveTheSameColumnsAsEachRecordDoes() {
    Random random = new Random(7);
    List<FlowRecord> flows = flows(random);
    ColumnBatchBuilder<FlowRecord> builder = new ColumnBatchBuilder<>(FlowColumns.TABLE, ORIGIN);
    flows.forEach(builder::append);
    ColumnBatch batch = builder.build();
    for (Column<FlowRecord, FlowBuilder> column : FlowColumns.TABLE.columns()) {
      ColumnVector vector = batch.vector(column.name());
      for (int row = 0; row < ROWS; row++) {
        assertThat(value(vector, row))
            .as("row %s of %s", row, column)
            .isEqualTo(value(column.access(), flows.get(row)));
      }
    }
  }

  @Test
  void mostColumnsOfAFlowBelongToAPart() {
    long decided =
        FlowColumns.TABLE.columns().stream()
            .filter(column -> FlowColumns.TABLE.parts().stream().anyMatch(p -> p.decides(column)))
            .count();
    assertThat(decided).isEqualTo(2 + 4 + 14 + 10 + 7 + 4 + 25);
  }

  private static List<FlowRecord> flows(Random random) {
    List<FlowRecord> flows = new ArrayList<>();
    FlowRecord[] parts = new FlowRecord[7];
    for (int row = 0; row < ROWS; row++) {
      for (int p = 0; p < parts.length; p++) {
        if (row == 0 || random.nextInt(row < ROWS / 2 ? 700 : 20) == 0) {
          parts[p] = flow(random);
        }
      }
      FlowRecord own = flow(random);
      flows.add(
          new FlowRecord(
              parts[0].observer(),
              own.eventTimeMicros(),
              own.durationMicros(),
              own.receivedTimeMicros(),
              own.source(),
              own.destination(),
              own.protocol(),
              own.icmpType(),
              own.icmpCode(),
              own.forward(),
              parts[1].reverse(),
              own.samplingInterval(),
              parts[2].routing(),
              parts[3].session(),
              parts[4].tls(),
              parts[5].translation(),
              parts[6].inspection()));
    }
    return flows;
  }

  /** A flow in which every column has a small random value or, half of the time, none. */
  private static FlowRecord flow(Random random) {
    FlowBuilder flow = new FlowBuilder();
    boolean bare = random.nextInt(3) == 0;
    for (Column<FlowRecord, FlowBuilder> column : FlowColumns.TABLE.columns()) {
      boolean absent = bare || random.nextBoolean();
      long number = absent ? 0 : random.nextInt(4);
      switch (column.access()) {
        case ColumnAccess.Longs<FlowRecord, FlowBuilder> longs -> longs.set().accept(flow, number);
        case ColumnAccess.OptionalLongs<FlowRecord, FlowBuilder> longs ->
            longs.set().accept(flow, absent ? null : Long.valueOf(number));
        case ColumnAccess.Addresses<FlowRecord, FlowBuilder> addresses ->
            addresses.set().accept(flow, absent ? null : IpAddress.ofIpv4((int) number));
        case ColumnAccess.Texts<FlowRecord, FlowBuilder> texts ->
            texts.set().accept(flow, absent ? null : "text " + number);
        case ColumnAccess.TextLists<FlowRecord, FlowBuilder> lists ->
            lists.set().accept(flow, absent ? List.of() : List.of("text " + number, "last"));
        case ColumnAccess.LongLists<FlowRecord, FlowBuilder> lists ->
            lists.set().accept(flow, absent ? List.of() : List.of(number, -1L, 3L));
        case ColumnAccess<FlowRecord, FlowBuilder> other -> {}
      }
    }
    flow.sourceAddress = IpAddress.ofIpv4(random.nextInt(50));
    flow.destinationAddress = IpAddress.ofIpv4(random.nextInt(50));
    return flow.build();
  }

  private static @Nullable Object value(ColumnVector vector, int row) {
    return switch (vector) {
      case LongVector longs -> longs.isAbsent(row) ? null : longs.value(row);
      case TextVector texts -> texts.value(row);
      case DoubleVector doubles -> doubles.value(row);
      case TextListVector lists -> lists.value(row);
      case LongListVector lists -> lists.value(row);
    };
  }

  private static @Nullable Object value(
      ColumnAccess<FlowRecord, FlowBuilder> access, FlowRecord flow) {
    return switch (access) {
      case ColumnAccess.Longs<FlowRecord, FlowBuilder> longs -> longs.get().applyAsLong(flow);
      case ColumnAccess.OptionalLongs<FlowRecord, FlowBuilder> longs -> {
        Number value = longs.get().apply(flow);
        yield value == null ? null : value.longValue();
      }
      case ColumnAccess.Doubles<FlowRecord, FlowBuilder> doubles ->
          doubles.get().applyAsDouble(flow);
      case ColumnAccess.Addresses<FlowRecord, FlowBuilder> addresses -> {
        IpAddress address = addresses.get().apply(flow);
        yield address == null ? null : address.toString();
      }
      case ColumnAccess.Texts<FlowRecord, FlowBuilder> texts -> texts.get().apply(flow);
      case ColumnAccess.TextLists<FlowRecord, FlowBuilder> lists -> lists.get().apply(flow);
      case ColumnAccess.LongLists<FlowRecord, FlowBuilder> lists -> lists.get().apply(flow);
      case ColumnAccess.IngestTime<FlowRecord, FlowBuilder> time -> ORIGIN.ingestTimeMicros();
      case ColumnAccess.Source<FlowRecord, FlowBuilder> source -> ORIGIN.source();
    };
  }
}
