// SPDX-License-Identifier: Apache-2.0
package winnow.lake;

import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import winnow.schema.batch.ColumnBatch;

/**
 * A part of a scan. Tasks share nothing and may run at the same time; taken one after another in
 * the order of {@link Scan#tasks}, they yield the rows in an order that depends on the snapshot
 * alone.
 */
public sealed interface ScanTask permits FileScanTask {
  /** The file it reads from. */
  DataFileInfo file();

  /** The same rows, but only these columns. */
  ScanTask select(List<String> columns);

  /**
   * The task as bytes, for processes that read the data files of the lake without its catalogue.
   * Both sides are of one version; the snapshot that it was planned for must stay meanwhile.
   */
  byte[] toBytes();

  /**
   * The task that {@link #toBytes} wrote.
   *
   * @param folder the lake's folder, as this process sees it
   */
  static ScanTask of(byte[] bytes, Path folder) {
    return FileScanTask.of(bytes, folder);
  }

  /** Hands over the rows whose event time is in the range asked for; never an empty batch. */
  void read(Consumer<ColumnBatch> consumer);
}
