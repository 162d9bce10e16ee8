// SPDX-License-Identifier: Apache-2.0
package winnow.lake.catalog;

import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import winnow.schema.TelemetryKind;

/**
 * One input that is in the lake, as the ledger has it.
 *
 * @param id number of the entry, ascending in the order of commits
 * @param input what was ingested
 * @param counts what became of its records
 * @param rows rows stored, for each kind that has any
 * @param ingestedAt when its ingest began; column {@code ingest_time} of its rows
 * @param events event times of its rows; null when there are none
 * @param snapshotIds the snapshot that made its rows visible, for each kind that has any
 */
public record LedgerEntry(
    long id,
    InputIdentity input,
    InputCounts counts,
    Map<TelemetryKind, Long> rows,
    Instant ingestedAt,
    @Nullable EventSpan events,
    Map<TelemetryKind, Long> snapshotIds) {
  /** Takes copies. */
  public LedgerEntry {
    rows = RunEntry.copyOf(rows);
    snapshotIds = RunEntry.copyOf(snapshotIds);
  }

  /** Rows stored, of all kinds. */
  public long totalRows() {
    return rows.values().stream().mapToLong(Long::longValue).sum();
  }
}
