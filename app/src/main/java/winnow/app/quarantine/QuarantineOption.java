// SPDX-License-Identifier: Apache-2.0
package winnow.app.quarantine;

import java.io.IOException;
import java.util.List;
import picocli.CommandLine.Mixin;
import winnow.app.option.LakeOption;
import winnow.collector.Quarantine;
import winnow.collector.QuarantineEntry;
import winnow.lake.Lake;

/** The quarantine of a lake. */
final class QuarantineOption {
  @Mixin LakeOption lake;

  /** The quarantine, with everything in its place. */
  Quarantine open(Lake opened) throws IOException {
    Quarantine quarantine = new Quarantine(lake.folder.resolve("quarantine"));
    quarantine.recover(opened);
    return quarantine;
  }

  /**
   * The entry whose digest starts with {@code digits}.
   *
   * @throws IllegalArgumentException when there is none, or more than one
   */
  static QuarantineEntry find(Quarantine quarantine, String digits) throws IOException {
    List<QuarantineEntry> found = all(quarantine, digits);
    if (found.size() != 1) {
      throw new IllegalArgumentException(
          (found.isEmpty() ? "nothing" : "more than one input")
              + " in quarantine has a digest that starts with \""
              + digits
              + "\"; 'winnow quarantine list' shows all");
    }
    return found.getFirst();
  }

  /** The entries whose digests start with {@code digits}. */
  static List<QuarantineEntry> all(Quarantine quarantine, String digits) throws IOException {
    return quarantine.entries().stream().filter(e -> e.sha256().startsWith(digits)).toList();
  }
}
