// SPDX-License-Identifier: Apache-2.0
package winnow.app;

import java.util.ArrayList;
import java.util.List;
import winnow.app.option.ExitCode;

/**
 * Runs several commands in one process, while the JVM notes which classes they need and in which
 * methods they spend their time, for its ahead-of-time cache (JEP 483, 514 and 515). Part of the
 * build, not of the product.
 */
final class Rehearsal {
  private static final String END = ";";

  private Rehearsal() {}

  /**
   * Runs the commands.
   *
   * @param words of the commands; each command ends with a word {@code ;}
   * @throws IllegalStateException when one does not end well
   */
  public static void main(String[] words) {
    List<String> command = new ArrayList<>();
    for (String word : words) {
      if (word.equals(END)) {
        run(command.toArray(String[]::new));
        command.clear();
      } else {
        command.add(word);
      }
    }
  }

  private static void run(String... command) {
    int code = Main.commandLine(command).execute(command);
    if (code != ExitCode.OK) {
      throw new IllegalStateException(
          "rehearsed '%s', which ended with %d".formatted(String.join(" ", command), code));
    }
  }
}
