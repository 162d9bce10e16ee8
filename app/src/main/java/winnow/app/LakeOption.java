// SPDX-License-Identifier: Apache-2.0
package winnow.app;

import java.nio.file.Files;
import java.nio.file.Path;
import picocli.CommandLine.Option;
import winnow.lake.Lake;

/** Which lake a command works on. */
final class LakeOption {
  @Option(
      names = "--lake",
      paramLabel = "DIR",
      description = "folder of the lake (default: ${DEFAULT-VALUE})",
      defaultValue = "${env:WINNOW_LAKE:-.winnow/lake}")
  Path folder;

  /** The lake, made when it is not there. */
  Lake openOrCreate() {
    return Lake.open(folder);
  }

  /**
   * The lake that is there.
   *
   * @throws IllegalArgumentException when there is none
   */
  Lake open() {
    if (!Files.exists(folder.resolve("catalog.db"))) {
      throw new IllegalArgumentException(
          "no lake at " + folder + "; 'winnow ingest --lake " + folder + " PATH' makes one");
    }
    return Lake.open(folder);
  }
}
