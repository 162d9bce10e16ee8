// SPDX-License-Identifier: Apache-2.0
package winnow.app.collect;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;
import winnow.app.option.ExitCode;
import winnow.app.option.LakeOption;

/** The live sources. */
@Command(
    name = "sources",
    mixinStandardHelpOptions = true,
    description = {
      "Lists the live sources of 'winnow collect' and their exporters as CSV: when they were last"
          + " heard, at what rate, what was accepted, rejected, dropped and lost, gaps in sequence"
          + " numbers, clocks that are off, data without a template.",
      "",
      "It reads a table that the collector renews every 2 seconds and leaves behind when it ends;"
          + " column updated_at tells its age."
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
    Path table = LiveCollection.sourceTable(lake.folder);
    if (!Files.exists(table)) {
      throw new IllegalArgumentException(
          "no live sources at " + lake.folder + "; 'winnow collect' has not run there");
    }
    PrintWriter out = spec.commandLine().getOut();
    out.print(Files.readString(table));
    out.flush();
    return ExitCode.OK;
  }
}
