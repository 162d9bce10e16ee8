// SPDX-License-Identifier: Apache-2.0
package winnow.app;

import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import winnow.analysis.count.RowSource;
import winnow.app.terminal.Amounts;
import winnow.app.terminal.ProgressLine;
import winnow.app.terminal.Times;
import winnow.collector.InputCounter;
import winnow.collector.InputFile;
import winnow.decode.DecodeOptions;
import winnow.decode.format.Formats;
import winnow.schema.DnsRecord;
import winnow.schema.FlowRecord;
import winnow.schema.HttpRecord;
import winnow.schema.Origin;
import winnow.schema.TelemetryKind;
import winnow.schema.TelemetryRecord;
import winnow.schema.batch.ColumnBatch;
import winnow.schema.batch.ColumnBatchBuilder;
import winnow.schema.batch.ColumnVector;
import winnow.schema.column.Column;
import winnow.schema.column.DnsColumns;
import winnow.schema.column.FlowColumns;
import winnow.schema.column.HttpColumns;

/** The rows of a decoded file, in memory. */
final class FileRows implements RowSource {
  private static final int BATCH_ROWS = 65_536;

  private final TelemetryKind kind;
  private final List<ColumnBatch> batches;

  private FileRows(TelemetryKind kind, List<ColumnBatch> batches) {
    this.kind = kind;
    this.batches = batches;
  }

  /**
   * Reads the rows of {@code kind} of {@code file}, those of {@code day} or all.
   *
   * @param layout layout of an access log, null when the file tells
   */
  static FileRows read(
      Path file,
      TelemetryKind kind,
      @Nullable LocalDate day,
      @Nullable String layout,
      PrintWriter err)
      throws IOException {
    InputFile input = InputFile.of(file);
    byte[] head = input.head();
    String name = input.nameWithoutCompression();
    Collector collector = new Collector(kind, new Origin(input.name(), 0), day);
    InputCounter counter = new InputCounter(collector);
    try (ProgressLine progress = ProgressLine.start("Read", input.sizeBytes(), "MB", 1_000_000);
        InputStream bytes = input.open(progress::step)) {
      Formats.choose(head, name, null, layout)
          .orElseThrow(
              () -> new IllegalArgumentException(file + ": " + Formats.refusal(head, name)))
          .newDecoder()
          .create(
              new DecodeOptions(input.name(), ZoneOffset.UTC, layout, input.modifiedAt())
                  .only(Set.of(kind)))
          .decode(bytes, counter);
    }
    if (counter.rejected() > 0) {
      err.println(file + ": rejected " + Amounts.byReason(counter.rejectedByReason()));
    }
    return new FileRows(kind, collector.finish());
  }

  @Override
  public TelemetryKind kind() {
    return kind;
  }

  @Override
  public int parts() {
    return batches.size();
  }

  @Override
  public void read(int part, List<String> columns, Consumer<ColumnBatch> consumer) {
    ColumnBatch batch = batches.get(part);
    List<Column<?, ?>> chosen = new ArrayList<>(columns.size());
    List<ColumnVector> vectors = new ArrayList<>(columns.size());
    for (String name : columns) {
      for (int i = 0; i < batch.columns().size(); i++) {
        if (batch.columns().get(i).name().equals(name)) {
          chosen.add(batch.columns().get(i));
          vectors.add(batch.vectors().get(i));
        }
      }
    }
    consumer.accept(new ColumnBatch(chosen, vectors, batch.rows()));
  }

  /** Gathers records of one kind and day into batches. */
  private static final class Collector implements Consumer<TelemetryRecord> {
    private final TelemetryKind kind;
    private final @Nullable LocalDate day;
    private final ColumnBatchBuilder<FlowRecord> flows;
    private final ColumnBatchBuilder<DnsRecord> dns;
    private final ColumnBatchBuilder<HttpRecord> http;
    private final List<ColumnBatch> batches = new ArrayList<>();

    Collector(TelemetryKind kind, Origin origin, @Nullable LocalDate day) {
      this.kind = kind;
      this.day = day;
      flows = new ColumnBatchBuilder<>(FlowColumns.TABLE, origin);
      dns = new ColumnBatchBuilder<>(DnsColumns.TABLE, origin);
      http = new ColumnBatchBuilder<>(HttpColumns.TABLE, origin);
    }

    @Override
    public void accept(TelemetryRecord record) {
      if (record.kind() != kind || (day != null && !day.equals(dayOf(record)))) {
        return;
      }
      switch (record) {
        case FlowRecord flow -> add(flows, flow);
        case DnsRecord transaction -> add(dns, transaction);
        case HttpRecord transaction -> add(http, transaction);
      }
    }

    private <R> void add(ColumnBatchBuilder<R> builder, R record) {
      builder.append(record);
      if (builder.rows() == BATCH_ROWS) {
        batches.add(builder.build());
      }
    }

    List<ColumnBatch> finish() {
      for (ColumnBatchBuilder<?> builder : List.of(flows, dns, http)) {
        if (builder.rows() > 0) {
          batches.add(builder.build());
        }
      }
      return List.copyOf(batches);
    }

    private static LocalDate dayOf(TelemetryRecord record) {
      return Times.instant(record.eventTimeMicros()).atZone(ZoneOffset.UTC).toLocalDate();
    }
  }
}
