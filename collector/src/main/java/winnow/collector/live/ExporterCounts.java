// SPDX-License-Identifier: Apache-2.0
package winnow.collector.live;

/**
 * What came from an exporter and was published.
 *
 * @param messages messages
 * @param bytes their bytes
 * @param rows rows in the lake
 * @param rejected pieces rejected
 * @param lastMicros when the last message was received, microseconds since the epoch
 */
public record ExporterCounts(long messages, long bytes, long rows, long rejected, long lastMicros) {
  /** These and {@code more}. */
  ExporterCounts plus(ExporterCounts more) {
    return new ExporterCounts(
        messages + more.messages,
        bytes + more.bytes,
        rows + more.rows,
        rejected + more.rejected,
        Math.max(lastMicros, more.lastMicros));
  }
}
