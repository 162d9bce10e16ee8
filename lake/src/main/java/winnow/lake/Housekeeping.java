// SPDX-License-Identifier: Apache-2.0
package winnow.lake;

/** Keeps the lake small and fast: few files, few snapshots, nothing that nobody refers to. */
public final class Housekeeping {
  Housekeeping() {}

  /** Merges the small files of closed hours; what scans yield stays the same. */
  public HousekeepingReport compact() {
    throw new UnsupportedOperationException("not yet");
  }

  /** Drops old snapshots that no run needs, and deletes files that nothing refers to. */
  public HousekeepingReport expire() {
    throw new UnsupportedOperationException("not yet");
  }
}
