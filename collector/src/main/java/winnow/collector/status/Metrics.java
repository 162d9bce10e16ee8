// SPDX-License-Identifier: Apache-2.0
package winnow.collector.status;

import java.util.List;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;
import winnow.collector.live.Collector;
import winnow.collector.live.SourceStatus;
import winnow.decode.exporter.SequenceUnit;

/** The counters of a collector in the text format of Prometheus, version 0.0.4. */
public final class Metrics {
  private final StringBuilder text = new StringBuilder();
  private final List<SourceStatus> sources;

  private Metrics(List<SourceStatus> sources) {
    this.sources = sources;
  }

  /** The metrics as they are now. */
  public static String of(Collector collector) {
    return of(collector.statuses(), collector.waitingBytes());
  }

  static String of(List<SourceStatus> sources, long spoolBytes) {
    Metrics metrics = new Metrics(sources);
    metrics.received();
    metrics.published();
    metrics.waiting();
    metrics.exporters();
    metrics.head("winnow_spool_bytes", "gauge", "Bytes received that are not in the lake yet.");
    metrics.text.append("winnow_spool_bytes ").append(spoolBytes).append('\n');
    return metrics.text.toString();
  }

  private void received() {
    counter(
        "winnow_received_messages_total",
        "Messages received and kept: datagrams, lines, files.",
        source -> source.counts().messages());
    counter(
        "winnow_received_bytes_total",
        "Bytes of the messages received and kept.",
        source -> source.counts().bytes());
    counter(
        "winnow_dropped_messages_total",
        "Messages read and not kept: the spool was full, or its disk.",
        source -> source.counts().droppedMessages());
    counter(
        "winnow_lost_messages_total",
        "Messages lost by the system before they could be read: its buffer was full.",
        SourceStatus::lostMessages);
  }

  private void published() {
    head("winnow_published_rows_total", "counter", "Rows that are in the lake, by table.");
    for (SourceStatus source : sources) {
      source
          .counts()
          .rows()
          .forEach((kind, count) ->
              sample("winnow_published_rows_total", source, "table", kind.tableName(), count));
    }
    head("winnow_rejected_total", "counter", "Pieces rejected, by reason.");
    for (SourceStatus source : sources) {
      source
          .counts()
          .rejected()
          .forEach(
              (reason, count) -> sample("winnow_rejected_total", source, "reason", reason, count));
    }
    counter(
        "winnow_publications_total",
        "Times that something of the source was published.",
        source -> source.counts().publications());
    counter(
        "winnow_failed_files_total",
        "Files of a watched folder that are not in the lake: refused, or nothing usable.",
        source -> source.counts().failedFiles());
    head(
        "winnow_last_received_timestamp_seconds",
        "gauge",
        "When the last message was received, seconds since the epoch.");
    for (SourceStatus source : sources) {
      Long last = source.counts().lastReceivedMicros();
      if (last != null) {
        sample("winnow_last_received_timestamp_seconds", source, last / 1_000_000);
      }
    }
  }

  private void waiting() {
    head("winnow_waiting_bytes", "gauge", "Bytes of a source that are not in the lake yet.");
    for (SourceStatus source : sources) {
      sample("winnow_waiting_bytes", source, source.waitingBytes());
    }
    String lag = "winnow_lag_seconds";
    head(lag, "gauge", "How far the newest message in the lake is behind the newest received.");
    for (SourceStatus source : sources) {
      Long micros = source.lagMicros();
      if (micros != null) {
        sample(lag, source, seconds(micros));
      }
    }
  }

  private void exporters() {
    exporters(
        "winnow_exporter_missed_records_total",
        "counter",
        "Records that an exporter sent and that never came, by its sequence numbers.",
        exporter -> exporter.missed(SequenceUnit.RECORDS));
    exporters(
        "winnow_exporter_missed_datagrams_total",
        "counter",
        "Datagrams that an exporter sent and that never came, by its sequence numbers.",
        exporter -> exporter.missed(SequenceUnit.DATAGRAMS));
    exporters(
        "winnow_exporter_repeated_datagrams_total",
        "counter",
        "Datagrams that came twice, and were taken once.",
        ExporterRow::repeated);
    exporters(
        "winnow_exporter_sets_without_template",
        "gauge",
        "Data sets of an exporter that wait for their template.",
        ExporterRow::waitingSets);
    exporters(
        "winnow_exporter_template_missing_since_timestamp_seconds",
        "gauge",
        "When the oldest data that waits for its template came, seconds since the epoch.",
        exporter -> seconds(exporter.waitingSinceMicros()));
    exporters(
        "winnow_exporter_clock_skew_seconds",
        "gauge",
        "How far the clock of an exporter is ahead.",
        exporter -> seconds(exporter.clockSkewMicros()));
    exporters(
        "winnow_exporter_sampling_interval",
        "gauge",
        "One of how many packets an exporter looks at.",
        ExporterRow::samplingInterval);
    exporters(
        "winnow_exporter_same_flows_ratio",
        "gauge",
        "Part of the flows of an exporter that another reports too.",
        exporter -> exporter.other() == null ? null : exporter.other().share());
  }

  /** A sample of each exporter of which {@code value} is known. */
  private void exporters(
      String name, String type, String help, Function<ExporterRow, @Nullable Number> value) {
    head(name, type, help);
    for (SourceStatus source : sources) {
      for (ExporterRow exporter : ExporterRow.of(source.counts())) {
        Number known = value.apply(exporter);
        if (known != null) {
          text.append(name).append("{source=\"").append(source.counts().name());
          text.append("\",exporter=\"").append(exporter.address()).append("\"} ");
          text.append(known).append('\n');
        }
      }
    }
  }

  private static @Nullable Double seconds(@Nullable Long micros) {
    return micros == null ? null : Double.valueOf(micros / 1e6);
  }

  private void counter(String name, String help, ToLongFunction<SourceStatus> value) {
    head(name, "counter", help);
    for (SourceStatus source : sources) {
      sample(name, source, value.applyAsLong(source));
    }
  }

  private void head(String name, String type, String help) {
    text.append("# HELP ").append(name).append(' ').append(help).append('\n');
    text.append("# TYPE ").append(name).append(' ').append(type).append('\n');
  }

  private void sample(String name, SourceStatus source, @Nullable Number value) {
    text.append(name).append("{source=\"").append(source.counts().name()).append("\"} ");
    text.append(value).append('\n');
  }

  private void sample(String name, SourceStatus source, String label, String of, long value) {
    text.append(name).append("{source=\"").append(source.counts().name()).append("\",");
    text.append(label).append("=\"").append(of).append("\"} ").append(value).append('\n');
  }
}
