// SPDX-License-Identifier: Apache-2.0
package winnow.collector.live;

import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import winnow.collector.spool.Arrivals;
import winnow.decode.exporter.DomainStatistics;
import winnow.decode.exporter.SequenceUnit;
import winnow.lake.catalog.LedgerEntry;
import winnow.schema.IpAddress;
import winnow.schema.TelemetryKind;

/** What arrived at a source, and what became of it, since the collector started. Thread-safe. */
public final class SourceTally {
  /** Most exporters that are told one by one; those beyond are counted in the source alone. */
  public static final int MAX_EXPORTERS = 10_000;

  private final String name;
  private final Arrivals arrivals;
  private final Map<TelemetryKind, Long> rows = new EnumMap<>(TelemetryKind.class);
  private final Map<String, Long> rejected = new TreeMap<>();
  private final Map<String, Long> skipped = new TreeMap<>();
  private final Map<IpAddress, ExporterCounts> exporters = new LinkedHashMap<>();
  private final Map<IpAddress, OtherExporter> shares = new HashMap<>();
  private final MissedTotals missed = new MissedTotals();
  private List<DomainStatistics> domains = List.of();
  private long publications;
  private long failedFiles;
  private @Nullable Long publishedUntilMicros;

  /**
   * Counts nothing yet.
   *
   * @param name name of the source
   * @param arrivals counts what arrives
   */
  public SourceTally(String name, Arrivals arrivals) {
    this.name = name;
    this.arrivals = arrivals;
  }

  /** Name of the source. */
  public String name() {
    return name;
  }

  /** What arrived. */
  public Arrivals arrivals() {
    return arrivals;
  }

  /**
   * Counts what is in the lake now.
   *
   * @param entry what the ledger says
   * @param receivedUntilMicros when the last of it was received, microseconds since the epoch
   */
  public synchronized void published(LedgerEntry entry, long receivedUntilMicros) {
    publications++;
    entry.rows().forEach((kind, count) -> rows.merge(kind, count, Long::sum));
    entry.counts().rejected().forEach((reason, count) -> rejected.merge(reason, count, Long::sum));
    entry.counts().skipped().forEach((reason, count) -> skipped.merge(reason, count, Long::sum));
    publishedUntilMicros =
        publishedUntilMicros == null
            ? receivedUntilMicros
            : Math.max(publishedUntilMicros, receivedUntilMicros);
  }

  /** Counts a piece rejected before it was a message, as a stream that lost its framing. */
  public synchronized void rejected(String reason) {
    rejected.merge(reason, 1L, Long::sum);
  }

  /** Counts files, and segments of the spool, of which nothing, or not all, is in the lake. */
  public synchronized void failed(long files) {
    failedFiles += files;
  }

  /** Adds to what came from an exporter. */
  synchronized void add(IpAddress exporter, ExporterCounts counts) {
    if (exporters.containsKey(exporter) || exporters.size() < MAX_EXPORTERS) {
      exporters.merge(exporter, counts, ExporterCounts::plus);
    }
  }

  /** Replaces what exporters' sequence numbers and templates tell. */
  synchronized void domains(List<DomainStatistics> statistics) {
    domains = List.copyOf(statistics);
    missed.add(domains);
  }

  /** Takes over what an earlier process found that an exporter sent and never came. */
  public synchronized void missedBefore(IpAddress exporter, SequenceUnit unit, long count) {
    missed.raise(exporter, unit, count);
  }

  /** Notes who reports the flows of an exporter too; null when nobody is known to. */
  synchronized void shares(IpAddress exporter, @Nullable OtherExporter other) {
    if (other == null) {
      shares.remove(exporter);
    } else if (exporters.containsKey(exporter)) {
      shares.put(exporter, other);
    }
  }

  /** What is counted now. */
  public synchronized SourceCounts counts() {
    return new SourceCounts(
        name,
        arrivals.messages(),
        arrivals.bytes(),
        arrivals.droppedMessages(),
        arrivals.lastMicros() == Long.MIN_VALUE ? null : arrivals.lastMicros(),
        publications,
        rows,
        rejected,
        skipped,
        failedFiles,
        publishedUntilMicros,
        exporters,
        shares,
        missed.totals(),
        domains);
  }
}
