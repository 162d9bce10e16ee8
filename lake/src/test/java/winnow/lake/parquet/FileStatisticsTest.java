// SPDX-License-Identifier: Apache-2.0
package winnow.lake.parquet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import winnow.schema.FlowBuilder;
import winnow.schema.FlowRecord;
import winnow.schema.IpAddress;
import winnow.schema.Origin;
import winnow.schema.batch.ColumnBatch;
import winnow.schema.batch.ColumnBatchBuilder;
import winnow.schema.batch.ColumnVector;
import winnow.schema.batch.LongVector;
import winnow.schema.batch.TextVector;
import winnow.schema.column.Column;
import winnow.schema.column.DnsColumns;
import winnow.schema.column.FlowColumns;
import winnow.schema.column.TelemetryTable;

class FileStatisticsTest {
  @TempDir Path folder;

  @Test
  void agreesWithWhatTheRowsHold() throws Exception {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    FileStatistics statistics;
    try (ParquetWriter writer = new ParquetWriter(bytes, FlowColumns.TABLE, Map.of())) {
      writer.write(flows(0, 100));
      writer.write(flows(100, 300));
      assertThat(writer.rows()).isEqualTo(300);
      statistics = writer.finish();
    }
    assertThat(statistics.rows()).isEqualTo(300);
    assertThat(statistics.bytes()).isEqualTo(bytes.size());
    assertThat(statistics.rowGroupOffsets()).hasSize(2).startsWith(4L);
    assertThat(of(statistics, "event_time").bounds())
        .isEqualTo(new Bounds.Integers(0, 299_000_000));
    assertThat(of(statistics, "src_addr").bounds())
        .isEqualTo(new Bounds.Texts("10.0.0.0", "10.0.0.9", true, true));
    assertThat(of(statistics, "service").bounds())
        .isEqualTo(new Bounds.Texts("service-number-1", "service-number-:", false, false));
    assertThat(of(statistics, "service").absent()).isEqualTo(150);
    assertThat(of(statistics, "user").bounds()).isNull();
    assertThat(of(statistics, "user").absent()).isEqualTo(300);
    assertThat(of(statistics, "octets").fieldId()).isEqualTo(20);
    long columnBytes = statistics.columns().stream().mapToLong(ColumnStatistics::bytes).sum();
    assertThat(columnBytes).isBetween(statistics.bytes() / 4, statistics.bytes());

    ParquetReader reader =
        ParquetReader.open(SeekableSource.of("f", bytes.toByteArray()), FlowColumns.TABLE);
    assertThat(reader.offset(1)).isEqualTo(statistics.rowGroupOffsets().get(1));
    assertThat(reader.mayContain(0, "event_time", 99_000_000, Long.MAX_VALUE)).isTrue();
    assertThat(reader.mayContain(0, "event_time", 99_000_001, Long.MAX_VALUE)).isFalse();
    assertThat(reader.mayContain(1, "event_time", 0, 99_999_999)).isFalse();
    assertThat(reader.mayContain(1, "event_time", 0, 100_000_000)).isTrue();
  }

  @Test
  void duckDbFiltersRightByTheStatisticsOfTheFooter() throws Exception {
    Path file = folder.resolve("f.parquet");
    java.nio.file.Files.write(file, Files.write(FlowColumns.TABLE, flows(0, 100), flows(100, 300)));
    try (DuckDb duck = new DuckDb()) {
      String count = "SELECT count(*) FROM read_parquet('" + file + "') WHERE ";
      assertThat(duck.query(count + "octets = 250")).containsExactly(1L);
      assertThat(duck.query(count + "service = 'service-number-299 of many'")).containsExactly(1L);
      assertThat(duck.query(count + "service > 'service-number-9'")).containsExactly(6L);
      assertThat(duck.query(count + "src_addr = '10.0.0.7'")).containsExactly(30L);
      assertThat(duck.query(count + "user IS NULL")).containsExactly(300L);
      assertThat(
              duck.query("SELECT field_id FROM parquet_schema('" + file + "') WHERE name = 'sni'"))
          .containsExactly(70L);
    }
  }

  @Test
  void boundsOfLongTextsEncloseThem() {
    assertThat(Bounds.Texts.of("a", "\udbff\udfff".repeat(17)).max()).isNull();
    assertThat(Bounds.Texts.of("a", "x\udbff\udfff".repeat(9)).max())
        .isEqualTo("x\udbff\udfff".repeat(7) + "y");
    assertThat(Bounds.Texts.of("a", "\ud7ff".repeat(17)).max())
        .isEqualTo("\ud7ff".repeat(15) + "\ue000");
  }

  @Test
  void onlyTheBytesOfTheColumnsAskedForAreRead() throws Exception {
    byte[] bytes = Files.write(FlowColumns.TABLE, flows(0, 5000));
    AtomicLong read = new AtomicLong();
    SeekableSource memory = SeekableSource.of("f", bytes);
    SeekableSource counting =
        new SeekableSource() {
          @Override
          public String name() {
            return "f";
          }

          @Override
          public long size() throws java.io.IOException {
            return memory.size();
          }

          @Override
          public void readFully(long position, byte[] buffer, int offset, int length)
              throws java.io.IOException {
            read.addAndGet(length);
            memory.readFully(position, buffer, offset, length);
          }
        };
    ParquetReader reader = ParquetReader.open(counting, FlowColumns.TABLE);
    read.set(0);
    assertThat(reader.read(0, List.of("protocol", "octets")).longs("octets").value(77))
        .isEqualTo(77);
    assertThat(read.get()).isLessThan(bytes.length / 3);
  }

  @Test
  void columnsAreFoundByIdWhateverTheirName() throws Exception {
    byte[] bytes = Files.write(FlowColumns.TABLE, flows(0, 10));
    List<Column<winnow.schema.DnsRecord, winnow.schema.DnsBuilder>> columns =
        new ArrayList<>(DnsColumns.TABLE.columns());
    Column<winnow.schema.DnsRecord, winnow.schema.DnsBuilder> time = columns.getFirst();
    columns.set(
        0,
        new Column<>(
            20, "size", winnow.schema.column.ColumnType.LONG, "x.", time.names(), time.access()));
    columns.subList(1, columns.size()).clear();
    TelemetryTable<?, ?> renamed =
        new TelemetryTable<>(
            winnow.schema.TelemetryKind.DNS, columns, DnsColumns.TABLE.newBuilder());
    ColumnBatch read =
        ParquetReader.open(SeekableSource.of("f", bytes), renamed).read(0, List.of("size"));
    assertThat(read.longs("size").value(9)).isEqualTo(9);
  }

  @Test
  void refusesWhatAColumnCannotHold() {
    ColumnBatch flows = flows(0, 3);
    assertThatThrownBy(() ->
            Files.write(
                FlowColumns.TABLE,
                with(flows, "src_port", new LongVector(3, new long[] {1, 2, 1L << 40}, null))))
        .hasMessage("column src_port holds 32-bit integers, not 1099511627776");
    assertThatThrownBy(() ->
            Files.write(
                FlowColumns.TABLE,
                with(flows, "source", new TextVector(3, new int[] {0, -1, 0}, new String[] {"s"}))))
        .hasMessage("column source lacks a value it must have");
  }

  private static ColumnBatch with(ColumnBatch batch, String name, ColumnVector vector) {
    List<ColumnVector> vectors = new ArrayList<>(batch.vectors());
    vectors.set(Files.names(FlowColumns.TABLE).indexOf(name), vector);
    return new ColumnBatch(batch.columns(), vectors, batch.rows());
  }

  private static ColumnStatistics of(FileStatistics statistics, String name) {
    return statistics.columns().get(Files.names(FlowColumns.TABLE).indexOf(name));
  }

  private static ColumnBatch flows(int from, int to) {
    ColumnBatchBuilder<FlowRecord> builder =
        new ColumnBatchBuilder<>(FlowColumns.TABLE, new Origin("edge", 1));
    FlowBuilder flow = new FlowBuilder();
    for (int i = from; i < to; i++) {
      flow.reset();
      flow.eventTimeMicros = i * 1_000_000L;
      flow.sourceAddress = IpAddress.ofIpv4(0x0a00_0000 + i % 10);
      flow.destinationAddress = IpAddress.ofIpv4(i);
      flow.octets = i;
      flow.service = i % 2 == 0 ? null : "service-number-" + i + " of many";
      builder.append(flow.build());
    }
    return builder.build();
  }
}
