// SPDX-License-Identifier: Apache-2.0
package winnow.collector.status;

import java.util.List;
import java.util.function.ToLongFunction;
import winnow.collector.live.Collector;
import winnow.collector.live.SourceStatus;
import winnow.decode.exporter.SequenceUnit;

/** The counters of a collector in the text format of Prometheus, version 0.0.4. */
final class Metrics {
  private final StringBuilder text = new StringBuilder();
  private final List<SourceStatus> sources;

  private Metrics(List<SourceStatus> sources) {
    this.sources = sources;
  }

  /** The metrics as they are now. */
  static String of(Collector collector) {
    return of(collector.statuses(), collector.waitingBytes());
  }

  static String of(List<SourceStatus> sources, long spoolBytes) {
    Metrics metrics = new Metrics(sources);
    metrics.received();
    metrics.published();
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
        "Messages received and not kept, since the spool was full.",
        source -> source.counts().droppedMessages());
    counter(
        "winnow_lost_messages_total",
        "Messages that the system dropped before they could be read.",
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

  private void exporters() {
    head(
        "winnow_exporter_missed_total",
        "counter",
        "What an exporter sent and never came, by its sequence numbers, in their unit.");
    for (SourceStatus source : sources) {
      for (ExporterRow exporter : ExporterRow.of(source.counts())) {
        for (SequenceUnit unit : List.of(SequenceUnit.RECORDS, SequenceUnit.DATAGRAMS)) {
          exporterSample(
              "winnow_exporter_missed_total",
              source,
              exporter,
              ",unit=\"" + unit.name().toLowerCase(java.util.Locale.ROOT) + '"',
              exporter.missed(unit));
        }
      }
    }
    head(
        "winnow_exporter_sets_without_template",
        "gauge",
        "Data sets of an exporter that wait for their template.");
    for (SourceStatus source : sources) {
      for (ExporterRow exporter : ExporterRow.of(source.counts())) {
        exporterSample(
            "winnow_exporter_sets_without_template", source, exporter, "", exporter.waitingSets());
      }
    }
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

  private void sample(String name, SourceStatus source, long value) {
    text.append(name).append("{source=\"").append(source.counts().name()).append("\"} ");
    text.append(value).append('\n');
  }

  private void sample(String name, SourceStatus source, String label, String of, long value) {
    text.append(name).append("{source=\"").append(source.counts().name()).append("\",");
    text.append(label).append("=\"").append(of).append("\"} ").append(value).append('\n');
  }

  private void exporterSample(
      String name, SourceStatus source, ExporterRow exporter, String labels, long value) {
    text.append(name).append("{source=\"").append(source.counts().name());
    text.append("\",exporter=\"").append(exporter.address()).append('"').append(labels);
    text.append("} ").append(value).append('\n');
  }
}
