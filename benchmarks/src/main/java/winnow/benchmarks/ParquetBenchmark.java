// SPDX-License-Identifier: Apache-2.0
package winnow.benchmarks;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import winnow.lake.parquet.ColumnStatistics;
import winnow.lake.parquet.FileStatistics;
import winnow.lake.parquet.ParquetReader;
import winnow.lake.parquet.ParquetWriter;
import winnow.lake.parquet.SeekableSource;
import winnow.schema.FlowRecord;
import winnow.schema.Origin;
import winnow.schema.batch.ColumnBatch;
import winnow.schema.batch.ColumnBatchBuilder;
import winnow.schema.column.FlowColumns;

/**
 * What a row of table flow costs between record and file, and back: rows per CPU-second of the
 * whole process (compiler and collector included), best of the rounds, with DuckDB reading the same
 * file as yardstick. Arguments: rows (default 1,048,576), rounds (default 7).
 */
public final class ParquetBenchmark {
  private static final int BATCH = 1 << 17;
  private static final long ENOUGH_NANOS = 500_000_000;
  private static final List<String> COLUMNS =
      List.of(
          "event_time",
          "duration",
          "src_addr",
          "dst_addr",
          "src_port",
          "dst_port",
          "protocol",
          "octets",
          "packets",
          "tcp_flags",
          "input_interface",
          "exporter");

  private final List<ColumnBatch> batches = new ArrayList<>();
  private final ColumnBatchBuilder<FlowRecord> builder =
      new ColumnBatchBuilder<>(FlowColumns.TABLE, new Origin("border", 1_767_225_600_000_000L));
  private final int rounds;
  private final OperatingSystemMXBean process =
      (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();

  private ParquetBenchmark(int rounds) {
    this.rounds = rounds;
  }

  /** Runs it. */
  public static void main(String[] args) throws Exception {
    int rows = args.length > 0 ? Integer.parseInt(args[0]) : 1 << 20;
    int rounds = args.length > 1 ? Integer.parseInt(args[1]) : 7;
    new ParquetBenchmark(rounds).run(rows);
  }

  private void run(int rows) throws Exception {
    build(rows);
    Path file = Files.createTempFile("flow", ".parquet");
    try {
      FileStatistics statistics = write(file, rows);
      for (ColumnStatistics column : statistics.columns()) {
        if (column.bytes() > rows / 100) {
          System.out.printf(
              "  %-20s %6.2f bytes per row%n",
              FlowColumns.TABLE.columns().get(statistics.columns().indexOf(column)),
              (double) column.bytes() / rows);
        }
      }
      read(file, rows);
      duckDb(file, rows);
    } finally {
      Files.delete(file);
    }
  }

  private void build(int rows) throws Exception {
    FlowTraffic traffic = new FlowTraffic(1);
    List<FlowRecord> records = new ArrayList<>();
    for (int from = 0; from < rows; from += BATCH) {
      records.clear();
      for (int i = from; i < Math.min(rows, from + BATCH); i++) {
        records.add(traffic.next());
      }
      batches.add(batch(records));
    }
    double best = best(records.size(), () -> batch(records));
    System.out.printf(
        "records to batch    %10.0f rows per CPU-s, %.0f ns per row%n", best, 1e9 / best);
  }

  private ColumnBatch batch(List<FlowRecord> records) {
    records.forEach(builder::append);
    return builder.build();
  }

  private FileStatistics write(Path file, int rows) throws Exception {
    List<FileStatistics> statistics = new ArrayList<>();
    double best = best(rows, () -> statistics.add(writeOnce(file)));
    System.out.printf(
        "batch to file       %10.0f rows per CPU-s, %.2f bytes per row%n",
        best, (double) statistics.getLast().bytes() / rows);
    return statistics.getLast();
  }

  private FileStatistics writeOnce(Path file) throws IOException {
    try (OutputStream out = Files.newOutputStream(file);
        ParquetWriter writer = new ParquetWriter(out, FlowColumns.TABLE, Map.of())) {
      for (ColumnBatch batch : batches) {
        writer.write(batch);
      }
      return writer.finish();
    }
  }

  private void read(Path file, int rows) throws Exception {
    byte[] bytes = Files.readAllBytes(file);
    List<String> all = FlowColumns.TABLE.columns().stream().map(c -> c.name()).toList();
    for (List<String> columns : List.of(COLUMNS.subList(0, 1), COLUMNS, all)) {
      double best = best(rows, () -> readOnce(bytes, columns));
      System.out.printf(
          "file to batch       %10.0f rows per CPU-s, %d columns%n", best, columns.size());
    }
  }

  private static void readOnce(byte[] bytes, List<String> columns) throws IOException {
    ParquetReader reader = ParquetReader.open(SeekableSource.of("flow", bytes), FlowColumns.TABLE);
    for (int group = 0; group < reader.rowGroups(); group++) {
      reader.read(group, columns);
    }
  }

  private void duckDb(Path file, int rows) throws Exception {
    String hashes = "bit_xor(hash(" + String.join(",", COLUMNS) + "))";
    String counts =
        String.join(",", COLUMNS.stream().map(column -> "max(" + column + ")").toList());
    try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
        Statement statement = connection.createStatement()) {
      statement.execute("SET threads = 1");
      for (String values : List.of("avg(octets)", counts, hashes)) {
        String sql = "SELECT " + values + " FROM read_parquet('" + file + "')";
        double best = best(rows, () -> query(statement, sql));
        System.out.printf(
            "DuckDB              %10.0f rows per CPU-s, %s%n",
            best, values.length() > 40 ? values.substring(0, 12) + "… of 12 columns" : values);
      }
    }
  }

  private static void query(Statement statement, String sql) throws SQLException {
    try (ResultSet result = statement.executeQuery(sql)) {
      if (!result.next()) {
        throw new SQLException("no result");
      }
    }
  }

  /** Repeats {@code work} so long that the process clock, of 10 ms, is fine enough. */
  private double best(int rows, Work work) throws Exception {
    double best = 0;
    for (int round = 0; round < rounds; round++) {
      long before = process.getProcessCpuTime();
      long spent = 0;
      long done = 0;
      while (spent < ENOUGH_NANOS) {
        work.run();
        done += rows;
        spent = process.getProcessCpuTime() - before;
      }
      best = Math.max(best, done * 1e9 / spent);
    }
    return best;
  }

  /** Something to be measured. */
  private interface Work {
    void run() throws Exception;
  }
}
