// SPDX-License-Identifier: Apache-2.0
package winnow.lake;

import winnow.lake.catalog.Catalog;

/** Keeps the lake small and fast: few files, few snapshots, nothing that nobody refers to. */
public final class Housekeeping {
  private final Catalog catalog;
  private final LakeSettings settings;

  Housekeeping(Catalog catalog, LakeSettings settings) {
    this.catalog = catalog;
    this.settings = settings;
  }

  /** Merges the small files of closed hours; what scans yield stays the same. */
  public HousekeepingReport compact() {
    throw new UnsupportedOperationException("not yet" + catalog + settings);
  }

  /** Drops old snapshots that no run needs, and deletes files that nothing refers to. */
  public HousekeepingReport expire() {
    throw new UnsupportedOperationException("not yet");
  }

  void afterCommit() {}
}
