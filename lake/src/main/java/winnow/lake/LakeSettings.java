// SPDX-License-Identifier: Apache-2.0
package winnow.lake;

import java.time.Duration;

/**
 * How a lake is written and kept.
 *
 * @param bufferedRows most rows an ingest holds in memory before it writes some out
 * @param rowGroupRows rows of a Parquet row group that is written while there is memory
 * @param compactFiles number of files in one closed hour of a table that triggers compaction
 * @param compactRows most rows of a file that is worth compacting
 * @param keepSnapshots newest snapshots of a table that are kept
 * @param keepPinned how long after a run ended the snapshots that it read are kept
 * @param metadataGrace how long unreferenced metadata files stay, for readers that are planning
 * @param dataGrace how long unreferenced data files stay, for readers that are under way
 */
public record LakeSettings(
    int bufferedRows,
    int rowGroupRows,
    int compactFiles,
    int compactRows,
    int keepSnapshots,
    Duration keepPinned,
    Duration metadataGrace,
    Duration dataGrace) {
  /** Checks the ranges. */
  public LakeSettings {
    requirePositive("bufferedRows", bufferedRows);
    requirePositive("rowGroupRows", rowGroupRows);
    requirePositive("compactRows", compactRows);
    requirePositive("keepSnapshots", keepSnapshots);
    if (compactFiles < 2) {
      throw new IllegalArgumentException("compactFiles must be at least 2, not " + compactFiles);
    }
  }

  /** What suits a lake on one machine. */
  public static LakeSettings defaults() {
    return new LakeSettings(
        512 * 1024,
        128 * 1024,
        8,
        1_000_000,
        10,
        Duration.ofDays(90),
        Duration.ofMinutes(10),
        Duration.ofHours(6));
  }

  private static void requirePositive(String name, int value) {
    if (value < 1) {
      throw new IllegalArgumentException(name + " must be at least 1, not " + value);
    }
  }
}
