// SPDX-License-Identifier: Apache-2.0
package winnow.lake.catalog;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import winnow.schema.TelemetryKind;

/**
 * One finished analysis, as the registry of runs has it.
 *
 * @param id the run's own id, unique
 * @param method how it looked, such as {@code spot}
 * @param kind kind of the telemetry that was scored; null when it was all kinds together, which
 *     makes a list of cases
 * @param day the day that was scored, UTC
 * @param finishedAt when it ended
 * @param findings length of its list, of findings or of cases
 * @param listDigest digest of its list, SHA-256 in hexadecimal
 * @param snapshotIds the snapshot of each table that it read; kept readable as long as the run is
 *     pinned
 * @param manifest everything needed to run it again, a JSON object
 */
public record RunEntry(
    String id,
    String method,
    @Nullable TelemetryKind kind,
    LocalDate day,
    Instant finishedAt,
    long findings,
    String listDigest,
    Map<TelemetryKind, Long> snapshotIds,
    String manifest) {
  /** Takes copies. */
  public RunEntry {
    snapshotIds = copyOf(snapshotIds);
  }

  /** Whether its list is one of cases; otherwise it is one of findings. */
  public boolean hasCases() {
    return kind == null;
  }

  static Map<TelemetryKind, Long> copyOf(Map<TelemetryKind, Long> map) {
    Map<TelemetryKind, Long> copy = new EnumMap<>(TelemetryKind.class);
    copy.putAll(map);
    return Collections.unmodifiableMap(copy);
  }
}
