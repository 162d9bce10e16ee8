// SPDX-License-Identifier: Apache-2.0
package winnow.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;
import winnow.app.option.ExitCode;

/**
 * The reference page of commands is what they say of themselves; {@code -Dupdate-docs=true}
 * rewrites it.
 */
class CommandReferenceTest {
  private static final Path PAGE = Path.of("../docs/reference/commands.md");
  private static final int WIDTH = 100;

  @Test
  void pageOfCommandsIsWhatTheySayOfThemselves() throws IOException {
    assumeThat(System.getenv("WINNOW_LAKE")).as("WINNOW_LAKE changes a default").isNull();
    String page = page();
    if (Boolean.getBoolean("update-docs")) {
      Files.writeString(PAGE, page);
    }
    assertThat(Files.readString(PAGE)).isEqualTo(page);
  }

  @Test
  void everyCommandHasADescriptionAndExamples() {
    assertThat(commands()).hasSizeGreaterThan(10);
    assertThat(commands())
        .allSatisfy(command -> {
          assertThat(command.getCommandSpec().usageMessage().description()).isNotEmpty();
          assertThat(usage(command)).contains("\nExamples:\n");
        });
  }

  private static List<CommandLine> commands() {
    return Main.commandLine().getSubcommands().values().stream()
        .filter(command -> !command.getCommandName().equals("help"))
        .distinct()
        .toList();
  }

  private static String page() {
    StringBuilder text = new StringBuilder();
    text.append(
        """
        # Commands

        What `winnow help COMMAND` prints. Standard output carries data only; what a command did goes to standard error.

        `WINNOW_LAKE` names the folder of the lake where `--lake` is left out, `WINNOW_JAVA_HOME` the JDK,
        `WINNOW_JAVA_OPTIONS` more options for it. With `WINNOW_DEBUG` set, a failure prints its stack.

        | exit code | meaning |
        |---|---|
        """);
    row(text, ExitCode.OK, "done");
    row(text, ExitCode.NOTHING_USABLE, "nothing usable was found, or a check did not hold");
    row(text, ExitCode.USAGE, "called wrongly, or what was given is not there");
    row(text, ExitCode.FAILURE, "the machine or the product failed");
    row(text, ExitCode.INPUT_DELETED, "a run cannot be verified, since its input was deleted");
    section(text, Main.commandLine());
    commands().forEach(command -> section(text, command));
    return text.toString();
  }

  private static void row(StringBuilder text, int code, String meaning) {
    text.append("| ").append(code).append(" | ").append(meaning).append(" |\n");
  }

  private static void section(StringBuilder text, CommandLine command) {
    text.append("\n## ").append(command.getCommandSpec().qualifiedName()).append("\n\n```\n");
    text.append(usage(command).stripTrailing()).append("\n```\n");
  }

  private static String usage(CommandLine command) {
    command.setUsageHelpAutoWidth(false).setUsageHelpWidth(WIDTH);
    return command
        .getUsageMessage(Ansi.OFF)
        .lines()
        .map(String::stripTrailing)
        .reduce("", (lines, line) -> lines + line + "\n");
  }
}
