// SPDX-License-Identifier: Apache-2.0
package winnow.decode.table;

import static org.assertj.core.api.Assertions.assertThat;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import java.io.IOException;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import winnow.decode.Collected;
import winnow.schema.HttpRecord;
import winnow.schema.Origin;
import winnow.schema.TelemetryRecord;
import winnow.schema.batch.ColumnBatch;
import winnow.schema.batch.ColumnBatchBuilder;
import winnow.schema.column.DnsColumns;
import winnow.schema.column.FlowColumns;
import winnow.schema.column.HttpColumns;
import winnow.schema.column.TelemetryTable;

class RoundTripTest {
  private static final int RECORDS = 2_000;

  static Stream<TelemetryTable<?, ?>> tables() {
    return Stream.of(FlowColumns.TABLE, DnsColumns.TABLE, HttpColumns.TABLE);
  }

  @ParameterizedTest
  @MethodSource("tables")
  void csvKeepsEveryRecord(TelemetryTable<?, ?> table) throws IOException {
    List<? extends TelemetryRecord> records = new RandomRecords(1).of(table, RECORDS);

    Collected decoded = Collected.from(new CsvDecoder(), csv(table, records));

    assertThat(decoded.rejections).isEmpty();
    assertThat(decoded.records).isEqualTo(records);
  }

  @ParameterizedTest
  @MethodSource("tables")
  void jsonLinesKeepEveryRecord(TelemetryTable<?, ?> table) throws IOException {
    List<? extends TelemetryRecord> records = new RandomRecords(2).of(table, RECORDS);
    StringBuilder json = new StringBuilder();
    NdjsonRows rows = new NdjsonRows();
    for (TelemetryRecord record : records) {
      rows.append(record, json);
    }

    Collected decoded = Collected.from(new NdjsonDecoder(), json.toString());

    assertThat(decoded.rejections).isEmpty();
    assertThat(decoded.records).isEqualTo(records);
  }

  @ParameterizedTest
  @MethodSource("tables")
  void batchesReadBackAsTheRecordsTheyWereMadeOf(TelemetryTable<?, ?> table) throws IOException {
    batches(table);
  }

  private static <R extends TelemetryRecord> void batches(TelemetryTable<R, ?> table)
      throws IOException {
    List<R> records = new RandomRecords(3).of(table, 500);
    ColumnBatchBuilder<R> builder = new ColumnBatchBuilder<>(table, new Origin("a,b", 5));
    records.forEach(builder::append);
    ColumnBatch batch = builder.build();
    StringBuilder csv = new StringBuilder();
    StringBuilder json = new StringBuilder();
    CsvRows rows = new CsvRows();
    rows.appendHeader(batch.columns(), csv);
    rows.append(batch, csv);
    new NdjsonRows().append(batch, json);

    assertThat(csv).contains("ingest_time", "\"a,b\"", "1970-01-01T00:00:00.000005Z");
    assertThat(Collected.from(new CsvDecoder(), csv.toString()).records).isEqualTo(records);
    assertThat(Collected.from(new NdjsonDecoder(), json.toString()).records).isEqualTo(records);
  }

  @ParameterizedTest
  @MethodSource("tables")
  void anotherCsvReaderSeesTheSameCells(TelemetryTable<?, ?> table) throws IOException {
    String csv = csv(table, new RandomRecords(4).of(table, RECORDS));
    CsvReaderOverText ours = new CsvReaderOverText(csv);
    int rows = 0;
    try (CsvReader<CsvRecord> theirs = CsvReader.builder().ofCsvRecord(csv)) {
      for (CsvRecord record : theirs) {
        assertThat(ours.next()).isEqualTo(record.getFields());
        rows++;
      }
    }
    assertThat(rows).isEqualTo(RECORDS + 1);
  }

  /** Our reader, giving texts alone. */
  private static final class CsvReaderOverText {
    private final winnow.decode.table.CsvReader reader;

    CsvReaderOverText(String csv) {
      byte[] bytes = csv.getBytes(java.nio.charset.StandardCharsets.UTF_8);
      reader = new winnow.decode.table.CsvReader(new java.io.ByteArrayInputStream(bytes));
    }

    List<String> next() throws IOException {
      assertThat(reader.next()).isTrue();
      return reader.texts();
    }
  }

  @Test
  void tellsEmptyTextFromAbsentText() {
    String header = "event_time,client_addr,method,user,protocol_not_ours\n";
    String csv = header + "2026-01-02T03:04:05Z,10.0.0.1,\"\",,x\n";

    HttpRecord record = Collected.from(new CsvDecoder(), csv).https().getFirst();

    assertThat(record.request().method()).isEmpty();
    assertThat(record.request().user()).isNull();
    assertThat(record.eventTimeMicros()).isEqualTo(1_767_323_045_000_000L);
  }

  private static String csv(TelemetryTable<?, ?> table, List<? extends TelemetryRecord> records)
      throws IOException {
    StringBuilder csv = new StringBuilder();
    CsvRows rows = new CsvRows();
    rows.appendHeader(table, csv);
    for (TelemetryRecord record : records) {
      rows.append(Objects.requireNonNull(record), csv);
    }
    return csv.toString();
  }
}
