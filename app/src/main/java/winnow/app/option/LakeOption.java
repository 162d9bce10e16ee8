// SPDX-License-Identifier: Apache-2.0
package winnow.app.option;

import java.nio.file.Files;
import java.nio.file.Path;
import picocli.CommandLine.Option;
import winnow.lake.Lake;
import winnow.lake.LakeSettings;

/** Which lake a command works on. */
public final class LakeOption {
  @Option(
      names = "--lake",
      paramLabel = "DIR",
      description = "folder of the lake (default: ${DEFAULT-VALUE})",
      defaultValue = "${env:WINNOW_LAKE:-.winnow/lake}")
  public Path folder;

  /** The lake, made when it is not there. */
  public Lake openOrCreate() {
    return Lake.open(folder);
  }

  /** The lake, made when it is not there, to be written as {@code settings} say. */
  public Lake openOrCreate(LakeSettings settings) {
    return Lake.open(folder, settings);
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
