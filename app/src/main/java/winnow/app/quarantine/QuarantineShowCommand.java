// SPDX-License-Identifier: Apache-2.0
package winnow.app.quarantine;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import winnow.app.option.ExitCode;
import winnow.collector.Quarantine;
import winnow.collector.QuarantineEntry;
import winnow.lake.Lake;

/** What was rejected of an input. */
@Command(
    name = "show",
    mixinStandardHelpOptions = true,
    description = {
      "Prints the first rejections of each reason of an input, as CSV: reason, offset, detail, piece.",
      "",
      "The piece is its first 400 bytes as text, other bytes than printable ASCII as \\xNN; it is"
          + " empty where pieces of the format cannot be told apart. Of a file of which nothing could be"
          + " read it is how the file begins. Everything that is kept is in the folder quarantine/DIGEST"
          + " of the lake."
    })
final class QuarantineShowCommand implements Callable<Integer> {
  @Spec CommandSpec spec;
  @Mixin QuarantineOption option;

  @Parameters(paramLabel = "DIGEST", description = "digest of the input, or its first digits")
  String digest;

  @Override
  public Integer call() throws IOException {
    PrintWriter out = spec.commandLine().getOut();
    try (Lake lake = option.lake.open()) {
      Quarantine quarantine = option.open(lake);
      QuarantineEntry entry = QuarantineOption.find(quarantine, digest);
      out.append(Files.readString(quarantine.samples(entry)));
    }
    out.flush();
    return ExitCode.OK;
  }
}
