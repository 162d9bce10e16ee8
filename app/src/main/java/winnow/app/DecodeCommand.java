// SPDX-License-Identifier: Apache-2.0
package winnow.app;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import winnow.app.option.ExitCode;
import winnow.app.option.FormatOptions;
import winnow.app.option.KindsOption;
import winnow.app.option.MappingFile;
import winnow.app.terminal.Amounts;
import winnow.collector.InputCounter;
import winnow.collector.InputFile;
import winnow.collector.ZeekSiblings;
import winnow.decode.Compression;
import winnow.decode.DecodeOptions;
import winnow.decode.format.Format;
import winnow.decode.format.Formats;
import winnow.decode.mapping.Mapping;
import winnow.decode.table.CsvRows;
import winnow.decode.table.NdjsonRows;
import winnow.schema.TelemetryKind;
import winnow.schema.TelemetryRecord;
import winnow.schema.column.TelemetryTable;

/** Prints the records of files. */
@Command(
    name = "decode",
    mixinStandardHelpOptions = true,
    description = {
      "Prints the records of files, without a lake.",
      "",
      "CSV has a header line and the columns of docs/reference/columns.md. A capture that yields more"
          + " than one kind needs --kinds for CSV; JSON lines say their kind by their columns."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  winnow decode nfcapd.202603020000 --csv > flows.csv",
      "  winnow decode capture.pcap --kinds dns --ndjson",
      "  zcat conn.log.gz | winnow decode - --csv",
      "  winnow decode access.log.gz --format proxy --csv",
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:records were printed",
      "1:nothing usable was found",
      "2:the command was called wrongly, or a file is not there",
    })
final class DecodeCommand implements Callable<Integer> {
  @Spec CommandSpec spec;

  @Parameters(arity = "1..*", paramLabel = "FILE", description = "files to decode; - for a pipe")
  List<Path> files;

  @Option(
      names = "--name",
      paramLabel = "NAME",
      defaultValue = "stdin",
      description = "what standard input is called (default: ${DEFAULT-VALUE})")
  String name;

  @ArgGroup Output output = new Output();

  static final class Output {
    @Option(names = "--csv", description = "CSV, RFC 4180 (default)")
    boolean csv;

    @Option(names = "--ndjson", description = "one JSON object a record")
    boolean ndjson;
  }

  @Mixin KindsOption kinds;
  @Mixin MappingFile mapping;
  @Mixin FormatOptions reading;

  @Override
  public Integer call() throws IOException {
    PrintWriter out = spec.commandLine().getOut();
    PrintWriter err = spec.commandLine().getErr();
    Printer printer = new Printer(out, output.ndjson);
    for (Path file : files) {
      if (file.equals(Path.of("-"))) {
        try (InputStream input = Compression.unwrap(System.in)) {
          decode(
              input,
              new DecodeOptions(name, reading.zone, reading.layout, Instant.now())
                  .only(kinds.wanted()),
              null,
              printer);
        }
      } else {
        InputFile found = InputFile.of(file);
        try (InputStream input = found.open(bytes -> {})) {
          decode(
              input,
              new DecodeOptions(found.name(), reading.zone, reading.layout, found.modifiedAt())
                  .only(kinds.wanted()),
              found,
              printer);
        }
      }
    }
    out.flush();
    err.flush();
    return printer.printed == 0 ? ExitCode.NOTHING_USABLE : ExitCode.OK;
  }

  /** Decodes {@code bytes}, which are those of {@code file} unless they are piped. */
  private void decode(
      InputStream bytes, DecodeOptions options, @Nullable InputFile file, Printer printer)
      throws IOException {
    String label = file == null ? options.name() : file.label();
    PrintWriter err = spec.commandLine().getErr();
    BufferedInputStream input = new BufferedInputStream(bytes, Formats.HEAD_BYTES);
    input.mark(Formats.HEAD_BYTES);
    byte[] head = input.readNBytes(Formats.HEAD_BYTES);
    input.reset();
    String plainName = Compression.stripSuffix(options.name());
    Mapping read = mapping.read();
    Format chosen =
        read != null
            ? read.format()
            : Formats.choose(head, plainName, reading.format, reading.layout).orElse(null);
    if (chosen == null) {
      err.println(label + ": " + Formats.refusal(head, plainName));
      return;
    }
    InputCounter counter = new InputCounter(printer);
    try (ZeekSiblings siblings = new ZeekSiblings(file, chosen.name())) {
      chosen.newDecoder().create(options).decode(input, siblings.joining(counter));
    } catch (UncheckedIOException e) {
      throw new IOException(e.getMessage(), e);
    }
    err.println(
        label
            + ": "
            + chosen.name()
            + ", accepted "
            + Amounts.count(counter.accepted())
            + (counter.rejected() == 0
                ? ""
                : ", rejected " + Amounts.byReason(counter.rejectedByReason()))
            + (counter.skippedByReason().isEmpty()
                ? ""
                : ", skipped " + Amounts.byReason(counter.skippedByReason())));
    counter.samples().stream()
        .limit(5)
        .forEach(s -> err.println("  at byte " + s.offset() + ": " + s.detail()));
  }

  /** Prints records of one kind as CSV, or of any kind as JSON lines. */
  private static final class Printer implements Consumer<TelemetryRecord> {
    private final PrintWriter out;
    private final boolean ndjson;
    private final CsvRows csvRows = new CsvRows();
    private final NdjsonRows ndjsonRows = new NdjsonRows();
    private @Nullable TelemetryKind kind;
    private long printed;

    Printer(PrintWriter out, boolean ndjson) {
      this.out = out;
      this.ndjson = ndjson;
    }

    @Override
    public void accept(TelemetryRecord record) {
      try {
        if (ndjson) {
          ndjsonRows.append(record, out);
        } else {
          appendCsv(record);
        }
      } catch (IOException e) {
        throw new UncheckedIOException("cannot write records: " + e.getMessage(), e);
      }
      printed++;
    }

    private void appendCsv(TelemetryRecord record) throws IOException {
      if (printed == 0) {
        kind = record.kind();
        csvRows.appendHeader(TelemetryTable.of(record.kind()), out);
      }
      if (record.kind() != kind) {
        throw new IllegalArgumentException(
            "there are both "
                + (kind == null ? "" : kind.tableName())
                + " and "
                + record.kind().tableName()
                + " records: choose one with --kinds, or use --ndjson");
      }
      csvRows.append(record, out);
    }
  }
}
