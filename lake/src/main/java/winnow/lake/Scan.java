// SPDX-License-Identifier: Apache-2.0
package winnow.lake;

import java.util.List;

/**
 * The plan of a scan: what would be read, pinned to one snapshot.
 *
 * @param snapshotId the snapshot, for {@link ScanRequest#at}
 * @param files the data files that may have rows in the range, ordered by event hour, then by when
 *     they entered the lake
 * @param tasks the work, in the order of the files
 */
public record Scan(long snapshotId, List<DataFileInfo> files, List<ScanTask> tasks) {
  /** Takes copies. */
  public Scan {
    files = List.copyOf(files);
    tasks = List.copyOf(tasks);
  }

  /** Rows in the files; rows outside of the range are not read but are counted here. */
  public long rows() {
    return files.stream().mapToLong(DataFileInfo::rows).sum();
  }
}
