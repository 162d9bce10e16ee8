// SPDX-License-Identifier: Apache-2.0
package winnow.app.option;

import java.nio.file.Files;
import java.nio.file.Path;
import picocli.CommandLine.Option;
import winnow.lake.Lake;
import winnow.lake.LakeSettings;
import winnow.schema.batch.ColumnBatch;

/** Which lake a command works on. */
public final class LakeOption {
  /** Memory that rows on their way into the lake may take together, in parts of the heap. */
  private static final int HEAP_PART = 4;

  /** Row groups that may be under way at a time: one that grows, two that wait, one encoded. */
  private static final int ROW_GROUPS = 4;

  private static final int LEAST_ROWS = 32 * 1024;

  @Option(
      names = "--lake",
      paramLabel = "DIR",
      description = "folder of the lake (default: ${DEFAULT-VALUE})",
      defaultValue = "${env:WINNOW_LAKE:-.winnow/lake}")
  public Path folder;

  /**
   * The lake, made when it is not there.
   *
   * @param writers how many inputs are read at a time: together they hold no more rows than the
   *     heap has room for
   */
  public Lake openOrCreate(int writers) {
    LakeSettings defaults = LakeSettings.defaults();
    long room = Runtime.getRuntime().maxMemory() / HEAP_PART / ColumnBatch.TEXT_BYTES_OF_A_ROW;
    int most = Math.clamp(room / writers, LEAST_ROWS, defaults.bufferedRows());
    int rowGroup = Math.min(most / ROW_GROUPS, defaults.rowGroupRows());
    return Lake.open(folder, defaults.withMemory(most, rowGroup));
  }

  /** Whether there is a lake. */
  public boolean isThere() {
    return Files.exists(folder.resolve("catalog.db"));
  }

  /**
   * The lake that is there.
   *
   * @throws IllegalArgumentException when there is none
   */
  public Lake open() {
    if (!isThere()) {
      throw new IllegalArgumentException(
          "no lake at " + folder + "; 'winnow ingest --lake " + folder + " PATH' makes one");
    }
    return Lake.open(folder);
  }
}
