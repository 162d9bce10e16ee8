// SPDX-License-Identifier: Apache-2.0
package winnow.app.collect;

import java.io.IOException;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;
import winnow.app.option.ExitCode;
import winnow.app.option.LakeOption;
import winnow.collector.status.SourceTables;

/** The live sources. */
@Command(
    name = "sources",
    mixinStandardHelpOptions = true,
    description = {
      "Lists the live sources of 'winnow collect' and their exporters as CSV: when they were last"
          + " heard, at what rate, what was accepted, rejected, dropped and lost, gaps in sequence"
          + " numbers, clocks that are off, data without a template.",
      "",
      "It reads the tables that collectors renew every 2 seconds and leave behind when they end;"
          + " column updated_at tells the age of a row, column spool whose it is."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  winnow sources                               every source and exporter",
      "  winnow sources | cut -d, -f1,2,6,17,18       who is silent, who loses datagrams",
    })
public final class SourcesCommand implements Callable<Integer> {
  @Spec CommandSpec spec;
  @Mixin LakeOption lake;

  @Override
  public Integer call() throws IOException {
    SourceTables tables = new SourceTables(lake.folder);
    if (tables.files().isEmpty()) {
      throw new IllegalArgumentException(
          "no live sources at " + lake.folder + "; 'winnow collect' has not run there");
    }
    PrintWriter out = spec.commandLine().getOut();
    List<IOException> damages = new ArrayList<>();
    out.print(tables.csv(damages::add));
    out.flush();
    PrintWriter err = spec.commandLine().getErr();
    damages.forEach(damage -> err.println("winnow: " + damage.getMessage()));
    err.flush();
    return damages.isEmpty() ? ExitCode.OK : ExitCode.FAILURE;
  }
}
