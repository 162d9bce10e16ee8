// SPDX-License-Identifier: Apache-2.0
package winnow.lake;

/**
 * What housekeeping did.
 *
 * @param compactedFiles data files that were merged away
 * @param writtenFiles data files that took their place
 * @param expiredSnapshots snapshots that can no longer be read
 * @param deletedFiles files removed from storage
 * @param deletedBytes their length
 */
public record HousekeepingReport(
    int compactedFiles,
    int writtenFiles,
    int expiredSnapshots,
    int deletedFiles,
    long deletedBytes) {
  /** Nothing was to do. */
  public static final HousekeepingReport NOTHING = new HousekeepingReport(0, 0, 0, 0, 0);

  /** Both together. */
  public HousekeepingReport plus(HousekeepingReport other) {
    return new HousekeepingReport(
        compactedFiles + other.compactedFiles,
        writtenFiles + other.writtenFiles,
        expiredSnapshots + other.expiredSnapshots,
        deletedFiles + other.deletedFiles,
        deletedBytes + other.deletedBytes);
  }
}
