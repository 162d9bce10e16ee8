// SPDX-License-Identifier: Apache-2.0
package winnow.collector.status;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import winnow.collector.live.ExporterCounts;
import winnow.collector.live.LiveSource;
import winnow.collector.live.OtherExporter;
import winnow.collector.live.SourceCounts;
import winnow.collector.live.SourceStatus;
import winnow.collector.live.SourceTally;
import winnow.decode.exporter.SequenceUnit;
import winnow.schema.IpAddress;

/**
 * The table of sources and their exporters as a CSV file (RFC 4180), which others may read at any
 * time: a row for each source, with an empty exporter, followed by one for each of its exporters.
 * Counts are since the collector started; those of sequence numbers and templates since the
 * exporter was first seen. One thread.
 */
public final class SourceTable {
  private final Path file;
  private final String spool;
  private final Map<String, Long> messagesBefore = new HashMap<>();
  private Map<String, Map<String, SourceRow>> before = Map.of();
  private @Nullable Instant writtenBefore;

  /**
   * A table at {@code file}.
   *
   * @param spool the {@link SourceTables#place} of the spool of the sources
   */
  public SourceTable(Path file, String spool) {
    this.file = file;
    this.spool = spool;
  }

  /**
   * Takes over from an earlier process what shall outlast it: what exporters missed, which is told
   * to the tallies of {@code sources}, and when they were last heard.
   *
   * @throws IOException when the table cannot be read, or is none
   */
  public void recall(List<LiveSource> sources) throws IOException {
    if (!Files.exists(file)) {
      return;
    }
    try {
      List<SourceRow> rows = SourceRow.read(file);
      for (SourceRow row : rows) {
        for (LiveSource source : sources) {
          if (source.tally().name().equals(row.get("source")) && !row.get("exporter").isEmpty()) {
            recallMissed(source.tally(), row);
          }
        }
      }
      before = bySourceAndExporter(rows);
    } catch (IllegalArgumentException e) {
      throw new IOException(file + " is no table of sources: " + e.getMessage(), e);
    }
  }

  private static void recallMissed(SourceTally tally, SourceRow row) {
    IpAddress exporter = IpAddress.parse(row.get("exporter"));
    long records = (long) row.number("missed_records");
    long datagrams = (long) row.number("missed_datagrams");
    if (records > 0) {
      tally.missedBefore(exporter, SequenceUnit.RECORDS, records);
    }
    if (datagrams > 0) {
      tally.missedBefore(exporter, SequenceUnit.DATAGRAMS, datagrams);
    }
  }

  /**
   * Writes the table anew, at once for whoever reads it.
   *
   * @param now the time
   */
  public void write(List<SourceStatus> sources, Instant now) throws IOException {
    List<SourceRow> rows = new ArrayList<>();
    for (SourceStatus source : sources) {
      String name = source.counts().name();
      rows.add(row(source, now));
      Set<String> present = new HashSet<>();
      for (ExporterRow exporter : ExporterRow.of(source.counts())) {
        rows.add(row(name, exporter, now));
        present.add(exporter.address().toString());
      }
      rows.addAll(heardBefore(name, present, now));
    }
    StringBuilder csv = new StringBuilder();
    SourceRow.appendHeader(csv);
    for (SourceRow row : rows) {
      keep(row, "last_received");
      keep(row, "missed_percent");
      row.set("spool", spool).appendTo(csv);
    }
    before = bySourceAndExporter(rows);
    writtenBefore = now;
    Path temporary = file.resolveSibling(file.getFileName() + ".tmp");
    Files.writeString(temporary, csv, StandardCharsets.UTF_8);
    Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE);
  }

  private static Map<String, Map<String, SourceRow>> bySourceAndExporter(List<SourceRow> rows) {
    return rows.stream()
        .collect(
            Collectors.groupingBy(
                row -> row.get("source"),
                Collectors.toMap(
                    row -> row.get("exporter"), Function.identity(), (one, other) -> other)));
  }

  /** Exporters of which nothing is known but when they were heard, the latest first. */
  private List<SourceRow> heardBefore(String source, Set<String> present, Instant now) {
    return before.getOrDefault(source, Map.of()).values().stream()
        .filter(row -> !row.get("exporter").isEmpty() && !row.get("last_received").isEmpty())
        .filter(row -> !present.contains(row.get("exporter")))
        .sorted(Comparator.comparing((SourceRow row) -> row.get("last_received")).reversed())
        .limit(Math.max(0, SourceTally.MAX_EXPORTERS - present.size()))
        .map(row ->
            new SourceRow()
                .set("source", source)
                .set("exporter", row.get("exporter"))
                .set("updated_at", now))
        .toList();
  }

  /** What the row of the same exporter told last in {@code column}, for what is not known now. */
  private void keep(SourceRow row, String column) {
    SourceRow last = before.getOrDefault(row.get("source"), Map.of()).get(row.get("exporter"));
    if (last != null && row.get(column).isEmpty()) {
      row.set(column, last.get(column));
    }
  }

  private SourceRow row(SourceStatus source, Instant now) {
    SourceCounts counts = source.counts();
    return new SourceRow()
        .set("source", counts.name())
        .set("endpoint", String.join(" ", source.endpoints()))
        .set("updated_at", now)
        .set("last_received", instant(counts.lastReceivedMicros()))
        .set("messages", counts.messages())
        .set("messages_per_second", rate(counts, now))
        .set("bytes", counts.bytes())
        .set("dropped", counts.droppedMessages())
        .set("lost", source.lostMessages())
        .set("rows", counts.totalRows())
        .set("rejected", counts.totalRejected())
        .set("rejected_by_reason", byReason(counts.rejected()))
        .set("skipped_by_reason", byReason(counts.skipped()))
        .set("failed", counts.failedFiles())
        .set("waiting_bytes", source.waitingBytes())
        .set("lag_seconds", seconds(source.lagMicros()))
        .set("trouble", source.trouble());
  }

  private static SourceRow row(String source, ExporterRow exporter, Instant now) {
    SourceRow row =
        new SourceRow()
            .set("source", source)
            .set("exporter", exporter.address())
            .set("protocols", exporter.protocols())
            .set("updated_at", now)
            .set("missed_records", exporter.missed(SequenceUnit.RECORDS))
            .set("missed_datagrams", exporter.missed(SequenceUnit.DATAGRAMS))
            .set("missed_percent", percent(exporter.missedShare()))
            .set("restarts", exporter.restarts())
            .set("repeated", exporter.repeated())
            .set("clock_skew_seconds", seconds(exporter.clockSkewMicros()))
            .set("templates", exporter.templates())
            .set("sets_without_template", exporter.waitingSets())
            .set("template_missing_since", instant(exporter.waitingSinceMicros()))
            .set("sampling_interval", exporter.samplingInterval());
    ExporterCounts counts = exporter.counts();
    if (counts != null) {
      row.set("last_received", instant(counts.lastMicros()))
          .set("messages", counts.messages())
          .set("bytes", counts.bytes())
          .set("rows", counts.rows())
          .set("rejected", counts.rejected());
    }
    OtherExporter other = exporter.other();
    if (other != null) {
      row.set("same_flows_as", other.exporter())
          .set("same_flows_percent", Math.round(100 * other.share()));
    }
    return row;
  }

  private @Nullable String rate(SourceCounts counts, Instant now) {
    Long before = messagesBefore.put(counts.name(), counts.messages());
    Instant since = writtenBefore;
    if (before == null || since == null || !since.isBefore(now)) {
      return null;
    }
    double seconds = since.until(now, ChronoUnit.MICROS) / 1e6;
    return String.format(Locale.ROOT, "%.1f", (counts.messages() - before) / seconds);
  }

  private static @Nullable String seconds(@Nullable Long micros) {
    return micros == null ? null : thousandths(micros / 1e6);
  }

  private static @Nullable String percent(@Nullable Double share) {
    return share == null ? null : thousandths(100 * share);
  }

  private static String thousandths(double value) {
    return String.format(Locale.ROOT, "%.3f", value);
  }

  private static @Nullable Instant instant(@Nullable Long micros) {
    return micros == null ? null : Instant.EPOCH.plus(micros, ChronoUnit.MICROS);
  }

  private static String byReason(Map<String, Long> counts) {
    return counts.entrySet().stream()
        .map(count -> count.getValue() + " " + count.getKey())
        .collect(Collectors.joining(", "));
  }
}
