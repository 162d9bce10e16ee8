// SPDX-License-Identifier: Apache-2.0
package winnow.app;

import java.nio.file.Path;
import picocli.CommandLine.Option;
import winnow.lake.Lake;

/** Which lake a command works on. */
final class LakeOption {
  @Option(
      names = "--lake",
      paramLabel = "DIR",
      description = "folder of the lake; made when it is not there (default: ${DEFAULT-VALUE})",
      defaultValue = "${env:WINNOW_LAKE:-.winnow/lake}")
  Path folder;

  Lake open() {
    return Lake.open(folder);
  }
}
