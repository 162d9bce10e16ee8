// SPDX-License-Identifier: Apache-2.0
package winnow.collector.live;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How a source is doing.
 *
 * @param endpoints what it listens to; none when nobody listens and earlier messages only wait
 * @param counts what arrived, and what became of it
 * @param lostMessages messages lost by the system before they could be read
 * @param waitingBytes bytes in the spool
 * @param trouble why messages are dropped, or none received, at present; null when all is well
 */
public record SourceStatus(
    List<String> endpoints,
    SourceCounts counts,
    long lostMessages,
    long waitingBytes,
    @Nullable String trouble) {
  /** Takes copies. */
  public SourceStatus {
    endpoints = List.copyOf(endpoints);
  }

  /**
   * How far the newest message in the lake is behind the newest received, microseconds; null when
   * that cannot be told yet.
   */
  public @Nullable Long lagMicros() {
    Long received = counts.lastReceivedMicros();
    Long published = counts.publishedUntilMicros();
    if (received == null) {
      return null;
    }
    if (waitingBytes == 0) {
      return 0L;
    }
    return published == null ? null : Long.valueOf(Math.max(0, received - published));
  }

  /** The status of a source that {@code other}, of the same name, also feeds. */
  SourceStatus with(SourceStatus other) {
    List<String> all = new ArrayList<>(endpoints);
    all.addAll(other.endpoints);
    return new SourceStatus(
        all,
        counts,
        lostMessages + other.lostMessages,
        waitingBytes + other.waitingBytes,
        trouble == null ? other.trouble : trouble);
  }
}
