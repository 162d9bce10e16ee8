// SPDX-License-Identifier: Apache-2.0
package winnow.collector.status;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import winnow.collector.live.ExporterCounts;
import winnow.collector.live.SourceCounts;
import winnow.collector.live.SourceStatus;
import winnow.decode.exporter.SequenceUnit;

/**
 * The table of sources and their exporters as a CSV file (RFC 4180), which others may read at any
 * time: a row for each source, with an empty exporter, followed by one for each of its exporters.
 * Counts are since the collector started; those of sequence numbers and templates since the
 * exporter was first seen. One thread.
 */
public final class SourceTable {
  /** The columns. */
  public static final List<String> COLUMNS =
      List.of(
          "source",
          "exporter",
          "endpoint",
          "protocols",
          "updated_at",
          "last_received",
          "messages",
          "messages_per_second",
          "bytes",
          "dropped",
          "lost",
          "rows",
          "rejected",
          "rejected_by_reason",
          "skipped_by_reason",
          "failed",
          "missed_records",
          "missed_datagrams",
          "restarts",
          "repeated",
          "clock_skew_seconds",
          "templates",
          "sets_without_template",
          "waiting_bytes",
          "lag_seconds");

  private final Path file;
  private final Map<String, Long> messagesBefore = new HashMap<>();
  private @Nullable Instant writtenBefore;

  /** A table at {@code file}. */
  public SourceTable(Path file) {
    this.file = file;
  }

  /**
   * Writes the table anew, at once for whoever reads it.
   *
   * @param now the time
   */
  public void write(List<SourceStatus> sources, Instant now) throws IOException {
    StringBuilder csv = new StringBuilder(String.join(",", COLUMNS)).append("\r\n");
    for (SourceStatus source : sources) {
      append(csv, source, now);
    }
    writtenBefore = now;
    Path temporary = file.resolveSibling(file.getFileName() + ".tmp");
    Files.writeString(temporary, csv, StandardCharsets.UTF_8);
    Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE);
  }

  private void append(StringBuilder csv, SourceStatus source, Instant now) {
    SourceCounts counts = source.counts();
    Long last = counts.lastReceivedMicros();
    row(
        csv,
        counts.name(),
        null,
        String.join(" ", source.endpoints()),
        null,
        now,
        last == null ? null : instant(last),
        counts.messages(),
        rate(counts, now),
        counts.bytes(),
        counts.droppedMessages(),
        source.lostMessages(),
        counts.totalRows(),
        counts.totalRejected(),
        byReason(counts.rejected()),
        byReason(counts.skipped()),
        counts.failedFiles(),
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        source.waitingBytes(),
        lagSeconds(source));
    for (ExporterRow exporter : ExporterRow.of(counts)) {
      append(csv, counts.name(), exporter, now);
    }
  }

  private static void append(StringBuilder csv, String source, ExporterRow exporter, Instant now) {
    ExporterCounts counts = exporter.counts();
    Long skew = exporter.clockSkewMicros();
    row(
        csv,
        source,
        exporter.address(),
        null,
        exporter.protocols(),
        now,
        counts == null ? null : instant(counts.lastMicros()),
        counts == null ? null : counts.messages(),
        null,
        counts == null ? null : counts.bytes(),
        null,
        null,
        counts == null ? null : counts.rows(),
        counts == null ? null : counts.rejected(),
        null,
        null,
        null,
        exporter.missed(SequenceUnit.RECORDS),
        exporter.missed(SequenceUnit.DATAGRAMS),
        exporter.restarts(),
        exporter.repeated(),
        skew == null ? null : seconds(skew),
        exporter.templates(),
        exporter.waitingSets(),
        null,
        null);
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

  /** How old the newest message is beyond the newest one in the lake; null when none is there. */
  private static @Nullable String lagSeconds(SourceStatus source) {
    Long received = source.counts().lastReceivedMicros();
    Long published = source.counts().publishedUntilMicros();
    if (source.waitingBytes() == 0) {
      return received == null ? null : seconds(0);
    }
    return received == null || published == null
        ? null
        : seconds(Math.max(0, received - published));
  }

  private static String seconds(long micros) {
    return String.format(Locale.ROOT, "%.3f", micros / 1e6);
  }

  private static Instant instant(long micros) {
    return Instant.EPOCH.plus(micros, ChronoUnit.MICROS);
  }

  private static String byReason(Map<String, Long> counts) {
    return counts.entrySet().stream()
        .map(count -> count.getValue() + " " + count.getKey())
        .collect(Collectors.joining(", "));
  }

  private static void row(StringBuilder csv, @Nullable Object... cells) {
    for (int i = 0; i < cells.length; i++) {
      String text = cells[i] == null ? "" : cells[i].toString();
      boolean quoted = text.contains(",") || text.contains("\"");
      csv.append(i == 0 ? "" : ",");
      csv.append(quoted ? '"' + text.replace("\"", "\"\"") + '"' : text);
    }
    csv.append("\r\n");
  }
}
