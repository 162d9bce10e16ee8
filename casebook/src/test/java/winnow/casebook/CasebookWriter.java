// SPDX-License-Identifier: Apache-2.0
package winnow.casebook;

import java.nio.file.Path;
import java.util.Map;

/** A process of its own that writes to a casebook. */
final class CasebookWriter {
  static final int SUPPRESSIONS = 12;

  private CasebookWriter() {}

  /** Arguments: folder of the lake, and the author. */
  public static void main(String[] arguments) {
    Casebook casebook = Casebook.of(Path.of(arguments[0]));
    for (int i = 0; i < SUPPRESSIONS; i++) {
      Scope scope = Scope.parse(Map.of("host", "10.0.0." + i));
      Suppression added =
          casebook.add(new Suppression.Terms(scope, null, arguments[1], "number " + i));
      if (i % 2 == 0) {
        casebook.remove(added.id(), arguments[1], null);
      }
    }
  }
}
