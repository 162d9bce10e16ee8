// SPDX-License-Identifier: Apache-2.0
package winnow.spark;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import winnow.analysis.count.PackedReader;
import winnow.analysis.count.PackedWriter;
import winnow.analysis.run.LakeRows;
import winnow.lake.Scan;
import winnow.lake.ScanTask;
import winnow.schema.TelemetryKind;

/**
 * What a share reads, as bytes: the lake's folder and tasks of a scan of it. Tasks go to the shares
 * in turn, so that each has some of every hour.
 */
final class ShareFiles {
  private ShareFiles() {}

  /**
   * Deals tasks out to shares.
   *
   * @param folder the lake's folder, as all executors see it
   * @param size how many shares, no more than there are tasks
   */
  static List<byte[]> deal(TelemetryKind kind, Path folder, Scan plan, int size) {
    List<ScanTask> tasks = plan.tasks();
    List<byte[]> shares = new ArrayList<>();
    for (int share = 0; share < size; share++) {
      PackedWriter out = new PackedWriter();
      out.text(kind.tableName()).text(folder.toString()).number(plan.snapshotId());
      out.number((tasks.size() - share + size - 1) / size);
      for (int task = share; task < tasks.size(); task += size) {
        byte[] bytes = tasks.get(task).toBytes();
        out.bytes(bytes);
      }
      shares.add(out.toBytes());
    }
    return shares;
  }

  /** The rows of a share. */
  static LakeRows rows(byte[] share) {
    PackedReader in = new PackedReader(share);
    TelemetryKind kind = TelemetryKind.named(in.text());
    Path folder = Path.of(in.text());
    long snapshot = in.number();
    int size = in.size();
    List<ScanTask> tasks = new ArrayList<>();
    for (int i = 0; i < size; i++) {
      tasks.add(ScanTask.of(in.bytes(), folder));
    }
    return new LakeRows(kind, new Scan(snapshot, List.of(), tasks));
  }
}
