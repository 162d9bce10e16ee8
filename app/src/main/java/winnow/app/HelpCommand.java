// SPDX-License-Identifier: Apache-2.0
package winnow.app;

import java.io.PrintWriter;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Prints what a command says of itself, also one of a command. */
@Command(
    name = "help",
    helpCommand = true,
    description = "Display help information about the specified command.")
final class HelpCommand implements Runnable {
  @Spec CommandSpec spec;

  @Parameters(arity = "0..*", paramLabel = "COMMAND", description = "words of the command")
  List<String> words = List.of();

  @Override
  public void run() {
    CommandLine command = spec.commandLine().getParent();
    for (String word : words) {
      CommandLine next = command.getSubcommands().get(word);
      if (next == null) {
        throw new ParameterException(
            command, "there is no command \"" + String.join(" ", words) + "\"");
      }
      command = next;
    }
    PrintWriter out = spec.commandLine().getOut();
    command.usage(out);
    out.flush();
  }
}
