// SPDX-License-Identifier: Apache-2.0
package winnow.app;

import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import winnow.app.casebook.AuditCommand;
import winnow.app.casebook.FeedbackCommand;
import winnow.app.casebook.SuppressCommand;
import winnow.app.casebook.VerdictCommand;
import winnow.app.check.CheckCommand;
import winnow.app.collect.CollectCommand;
import winnow.app.collect.SourcesCommand;
import winnow.app.doctor.DoctorCommand;
import winnow.app.ingest.IngestCommand;
import winnow.app.option.DayName;
import winnow.app.option.ZoneName;
import winnow.app.quarantine.QuarantineCommand;
import winnow.app.terminal.DataWriter;

/** The one binary. */
@Command(
    name = "winnow",
    description =
        "Network-traffic security analytics: telemetry in, a short list of suspicious connections"
            + " out.",
    versionProvider = Version.class,
    mixinStandardHelpOptions = true)
public final class Main {
  private static final List<Class<?>> COMMANDS =
      List.of(
          DemoCommand.class,
          DecodeCommand.class,
          IngestCommand.class,
          CheckCommand.class,
          CollectCommand.class,
          SourcesCommand.class,
          CasesCommand.class,
          AnalyzeCommand.class,
          ServeCommand.class,
          SearchCommand.class,
          ExportCommand.class,
          EvaluateCommand.class,
          VerifyCommand.class,
          SuppressCommand.class,
          VerdictCommand.class,
          FeedbackCommand.class,
          AuditCommand.class,
          InputsCommand.class,
          QuarantineCommand.class,
          RunsCommand.class,
          HousekeepCommand.class,
          DoctorCommand.class,
          SynthCommand.class,
          HelpCommand.class);

  private Main() {}

  /** Runs a command and exits with its code. */
  public static void main(String[] arguments) {
    System.exit(run(arguments));
  }

  private static int run(String[] arguments) {
    CommandLine commandLine = commandLine(arguments);
    try {
      return commandLine.execute(arguments);
    } catch (Error e) {
      return Failures.report(e, commandLine.getErr());
    }
  }

  /**
   * The command line that reads {@code arguments}. Of a command that is named it knows that one
   * alone: to learn the options of all takes longer than most commands do.
   */
  static CommandLine commandLine(String... arguments) {
    CommandLine commandLine = new CommandLine(new Main());
    List<Class<?>> named = COMMANDS.stream().filter(command -> names(command, arguments)).toList();
    (named.isEmpty() ? COMMANDS : named).forEach(commandLine::addSubcommand);
    return commandLine
        .setOut(DataWriter.standardOutput())
        .registerConverter(ZoneId.class, new ZoneName())
        .registerConverter(LocalDate.class, new DayName())
        .setCaseInsensitiveEnumValuesAllowed(true)
        .setUsageHelpAutoWidth(true)
        .setExecutionExceptionHandler(new Failures())
        .setParameterExceptionHandler(Failures::explainParameters);
  }

  private static boolean names(Class<?> command, String... arguments) {
    return arguments.length > 0
        && command != HelpCommand.class
        && command.getAnnotation(Command.class).name().equals(arguments[0]);
  }
}
