// SPDX-License-Identifier: Apache-2.0
package winnow.app.check;

import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import winnow.app.option.ExitCode;
import winnow.app.option.MappingFile;
import winnow.app.terminal.RecordTable;
import winnow.collector.InputFile;
import winnow.decode.DecodeOptions;
import winnow.decode.mapping.Mapping;
import winnow.decode.mapping.MappingCheck;
import winnow.schema.TelemetryRecord;

/** Shows what a mapping makes of a sample. */
@Command(
    name = "mapping",
    mixinStandardHelpOptions = true,
    description = "Shows what a mapping makes of the beginning of a sample.")
final class CheckMappingCommand implements Callable<Integer> {
  private static final int SAMPLE_BYTES = 1 << 20;
  private static final int SHOWN_REJECTIONS = 5;

  @Spec CommandSpec spec;

  @Parameters(index = "0", paramLabel = "FILE", description = "the mapping")
  Path file;

  @Parameters(index = "1", paramLabel = "SAMPLE", description = "an input that it is for")
  Path sample;

  @Option(
      names = "--rows",
      paramLabel = "N",
      defaultValue = "10",
      description = "how many rows to print (default: ${DEFAULT-VALUE})")
  int rows;

  @Option(
      names = "--zone",
      paramLabel = "ZONE",
      defaultValue = "UTC",
      description = "time zone of local times (default: ${DEFAULT-VALUE})")
  ZoneId zone;

  @Override
  public Integer call() throws IOException {
    Mapping mapping = MappingFile.read(file);
    MappingCheck check =
        MappingCheck.of(mapping, beginning(), new DecodeOptions(sample.toString(), zone));
    PrintWriter out = spec.commandLine().getOut();
    List<TelemetryRecord> shown = check.records().stream().limit(rows).toList();
    if (!shown.isEmpty()) {
      RecordTable.print(shown, out);
    }
    out.flush();
    PrintWriter err = spec.commandLine().getErr();
    err.printf(
        "%s: accepted %d, rejected %d%n",
        sample, check.records().size(), check.rejections().size());
    check.rejections().stream()
        .limit(SHOWN_REJECTIONS)
        .forEach(rejection -> err.println("  " + rejection.detail()));
    list("fields that no column takes", check.unmappedFields(), err);
    list("fields that are not in the sample", check.absentFields(), err);
    list("columns that are not filled", check.unfilledColumns(), err);
    err.flush();
    return check.records().isEmpty() || !check.rejections().isEmpty()
        ? ExitCode.NOTHING_USABLE
        : ExitCode.OK;
  }

  /** The first bytes of the sample, up to the end of a line. */
  private byte[] beginning() throws IOException {
    byte[] bytes;
    try (InputStream input = InputFile.of(sample).open(read -> {})) {
      bytes = input.readNBytes(SAMPLE_BYTES);
    }
    int end = bytes.length;
    while (bytes.length == SAMPLE_BYTES && end > 0 && bytes[end - 1] != '\n') {
      end--;
    }
    return end == 0 ? bytes : Arrays.copyOf(bytes, end);
  }

  private static void list(String what, List<String> names, PrintWriter err) {
    err.println(what + ": " + (names.isEmpty() ? "none" : String.join(", ", names)));
  }
}
