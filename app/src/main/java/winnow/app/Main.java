// SPDX-License-Identifier: Apache-2.0
package winnow.app;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;
import winnow.app.check.CheckCommand;
import winnow.app.collect.CollectCommand;
import winnow.app.collect.SourcesCommand;
import winnow.app.doctor.DoctorCommand;
import winnow.app.ingest.IngestCommand;
import winnow.app.quarantine.QuarantineCommand;
import winnow.app.terminal.DataWriter;

/** The one binary. */
@Command(
    name = "winnow",
    description =
        "Network-traffic security analytics: telemetry in, a short list of suspicious connections"
            + " out.",
    versionProvider = Version.class,
    mixinStandardHelpOptions = true,
    subcommands = {
      DemoCommand.class,
      DecodeCommand.class,
      IngestCommand.class,
      CheckCommand.class,
      CollectCommand.class,
      SourcesCommand.class,
      AnalyzeCommand.class,
      ServeCommand.class,
      SearchCommand.class,
      ExportCommand.class,
      VerifyCommand.class,
      InputsCommand.class,
      QuarantineCommand.class,
      RunsCommand.class,
      HousekeepCommand.class,
      DoctorCommand.class,
      SynthCommand.class,
      HelpCommand.class,
    })
public final class Main {
  private Main() {}

  /** Runs a command and exits with its code. */
  public static void main(String[] arguments) {
    System.exit(run(arguments));
  }

  private static int run(String[] arguments) {
    CommandLine commandLine = commandLine();
    try {
      return commandLine.execute(arguments);
    } catch (Error e) {
      return Failures.report(e, commandLine.getErr());
    }
  }

  static CommandLine commandLine() {
    return new CommandLine(new Main())
        .setOut(DataWriter.standardOutput())
        .setCaseInsensitiveEnumValuesAllowed(true)
        .setUsageHelpAutoWidth(true)
        .setExecutionExceptionHandler(new Failures())
        .setParameterExceptionHandler(Failures::explainParameters);
  }
}
