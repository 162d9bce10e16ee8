// SPDX-License-Identifier: Apache-2.0
package winnow.lake;

import java.time.Duration;

/**
 * How a lake is written and kept.
 *
 * @param bufferedRows most rows an ingest holds in memory before it writes some out; an hour of
 *     event time counts as some rows too, and a row with long texts as several
 * @param rowGroupRows rows of a Parquet row group that is written while there is memory; counted as
 *     above
 * @param mostHours different hours of event time that the rows of one kind of an input may have
 * @param compactFiles number of small files in one closed hour of a table that triggers compaction
 * @param compactRows rows from which on a file is not small
 * @param keepSnapshots newest snapshots of a table that are kept
 * @param keepScanned how long after the start of a scan its snapshot is kept
 * @param keepRuns how long after the end of a run the snapshots that it read are kept
 * @param grace how long files stay that nothing refers to, for readers that are under way
 * @param searchMemoryBytes memory that one search may use
 */
public record LakeSettings(
    int bufferedRows,
    int rowGroupRows,
    int mostHours,
    int compactFiles,
    int compactRows,
    int keepSnapshots,
    Duration keepScanned,
    Duration keepRuns,
    Duration grace,
    long searchMemoryBytes) {
  /** Checks the ranges. */
  public LakeSettings {
    requirePositive("bufferedRows", bufferedRows);
    requirePositive("rowGroupRows", rowGroupRows);
    requirePositive("mostHours", mostHours);
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
        10_000,
        8,
        1_000_000,
        10,
        Duration.ofHours(6),
        Duration.ofDays(90),
        Duration.ofMinutes(10),
        1L << 30);
  }

  /** The same, with other limits of memory. */
  public LakeSettings withMemory(int mostBufferedRows, int mostRowGroupRows) {
    return new LakeSettings(
        mostBufferedRows,
        mostRowGroupRows,
        mostHours,
        compactFiles,
        compactRows,
        keepSnapshots,
        keepScanned,
        keepRuns,
        grace,
        searchMemoryBytes);
  }

  /** The same, but with another limit of different hours. */
  public LakeSettings withHours(int most) {
    return new LakeSettings(
        bufferedRows,
        rowGroupRows,
        most,
        compactFiles,
        compactRows,
        keepSnapshots,
        keepScanned,
        keepRuns,
        grace,
        searchMemoryBytes);
  }

  /** The same, but with another number of snapshots. */
  public LakeSettings withSnapshots(int most) {
    return new LakeSettings(
        bufferedRows,
        rowGroupRows,
        mostHours,
        compactFiles,
        compactRows,
        most,
        keepScanned,
        keepRuns,
        grace,
        searchMemoryBytes);
  }

  /** The same, but nothing old is kept for readers. */
  public LakeSettings withoutGrace() {
    return new LakeSettings(
        bufferedRows,
        rowGroupRows,
        mostHours,
        compactFiles,
        compactRows,
        keepSnapshots,
        Duration.ZERO,
        keepRuns,
        Duration.ZERO,
        searchMemoryBytes);
  }

  /** The same, but nothing old is kept for anybody: one snapshot, no grace. */
  LakeSettings withNothingOld() {
    return new LakeSettings(
        bufferedRows,
        rowGroupRows,
        mostHours,
        compactFiles,
        compactRows,
        1,
        Duration.ZERO,
        Duration.ZERO,
        Duration.ZERO,
        searchMemoryBytes);
  }

  private static void requirePositive(String name, int value) {
    if (value < 1) {
      throw new IllegalArgumentException(name + " must be at least 1, not " + value);
    }
  }
}
