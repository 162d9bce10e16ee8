// SPDX-License-Identifier: Apache-2.0
package winnow.collector.live;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import winnow.decode.exporter.DomainStatistics;
import winnow.decode.exporter.SequenceUnit;
import winnow.schema.IpAddress;
import winnow.schema.TelemetryKind;

/**
 * What arrived at a source, and what became of it, since the collector started.
 *
 * @param name name of the source
 * @param messages messages received and kept: datagrams, lines, files
 * @param bytes their bytes
 * @param droppedMessages messages received and not kept
 * @param lastReceivedMicros when the last one was received; null before the first
 * @param publications how many times something of it was published
 * @param rows rows in the lake, by kind
 * @param rejected pieces rejected, by reason
 * @param skipped pieces skipped, by reason
 * @param failedFiles files of a watched folder, and segments that were set aside, that are not in
 *     the lake: refused, or nothing usable
 * @param publishedUntilMicros when the newest of what is in the lake was received; null when
 *     nothing is
 * @param exporters counts of each exporter
 * @param shares exporters whose flows another reports too
 * @param missed what exporters sent and never came, by the unit of their sequence numbers; it never
 *     falls
 * @param domains what the sequence numbers and templates of exporters tell
 */
public record SourceCounts(
    String name,
    long messages,
    long bytes,
    long droppedMessages,
    @Nullable Long lastReceivedMicros,
    long publications,
    Map<TelemetryKind, Long> rows,
    Map<String, Long> rejected,
    Map<String, Long> skipped,
    long failedFiles,
    @Nullable Long publishedUntilMicros,
    Map<IpAddress, ExporterCounts> exporters,
    Map<IpAddress, OtherExporter> shares,
    Map<IpAddress, Map<SequenceUnit, Long>> missed,
    List<DomainStatistics> domains) {
  /** Takes copies. */
  public SourceCounts {
    rows = copyOf(rows);
    rejected = copyOf(rejected);
    skipped = copyOf(skipped);
    exporters = copyOf(exporters);
    shares = copyOf(shares);
    missed = copyOf(missed);
    domains = List.copyOf(domains);
  }

  private static <K, V> Map<K, V> copyOf(Map<K, V> map) {
    return Collections.unmodifiableMap(new LinkedHashMap<>(map));
  }

  /** Rows in the lake, of all kinds. */
  public long totalRows() {
    return sum(rows);
  }

  /** Pieces rejected, for all reasons. */
  public long totalRejected() {
    return sum(rejected);
  }

  private static long sum(Map<?, Long> counts) {
    return counts.values().stream().mapToLong(Long::longValue).sum();
  }
}
