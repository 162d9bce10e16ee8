// SPDX-License-Identifier: Apache-2.0
package winnow.app.blend;

import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import winnow.app.terminal.Amounts;
import winnow.collector.InputCounter;
import winnow.collector.InputFile;
import winnow.decode.DecodeOptions;
import winnow.decode.format.Format;
import winnow.decode.format.Formats;
import winnow.schema.TelemetryRecord;
import winnow.synth.blend.BlendFile;
import winnow.synth.blend.Captured;

/** Reads what is to be blended into invented traffic, from files of any format that is known. */
public final class BlendInputs {
  private final Path folder;
  private final PrintWriter err;

  /** Inputs whose paths are of {@code folder}; what is odd about them is said to {@code err}. */
  public BlendInputs(Path folder, PrintWriter err) {
    this.folder = folder;
    this.err = err;
  }

  /** Reads all that a plan names; the inputs of several lines once. */
  public List<Captured> read(Path plan) throws IOException {
    List<Captured> all = new ArrayList<>();
    Map<List<String>, List<TelemetryRecord>> known = new HashMap<>();
    try (Reader text = Files.newBufferedReader(plan)) {
      for (BlendFile.Entry entry : BlendFile.read(plan.toString(), text)) {
        List<TelemetryRecord> records = known.get(entry.inputs());
        if (records == null) {
          records = read(entry.inputs());
          known.put(entry.inputs(), records);
        }
        all.add(new Captured(entry.blend(), records));
      }
    }
    return all;
  }

  private List<TelemetryRecord> read(List<String> inputs) throws IOException {
    List<TelemetryRecord> records = new ArrayList<>();
    for (String input : inputs) {
      addAll(folder.resolve(input), records);
    }
    return List.copyOf(records);
  }

  /** Of folders, the files whose format is known. */
  private void addAll(Path input, List<TelemetryRecord> records) throws IOException {
    if (!Files.isDirectory(input)) {
      InputFile file = InputFile.of(input);
      Optional<Format> format = format(file);
      if (format.isEmpty()) {
        throw new IllegalArgumentException(
            input + ": " + Formats.refusal(file.head(), file.nameWithoutCompression()));
      }
      add(file, format.get(), records);
      return;
    }
    List<Path> files;
    try (Stream<Path> found = Files.list(input)) {
      files = found.filter(Files::isRegularFile).sorted().toList();
    }
    for (Path path : files) {
      InputFile file = InputFile.of(path);
      Optional<Format> format = format(file);
      if (format.isPresent()) {
        add(file, format.get(), records);
      }
    }
  }

  private static Optional<Format> format(InputFile file) throws IOException {
    return Formats.choose(file.head(), file.nameWithoutCompression(), null, null);
  }

  private void add(InputFile file, Format format, List<TelemetryRecord> records)
      throws IOException {
    InputCounter counter = new InputCounter(records::add);
    try (InputStream bytes = file.open(read -> {})) {
      format
          .newDecoder()
          .create(new DecodeOptions(file.name(), ZoneOffset.UTC, null, file.modifiedAt()))
          .decode(bytes, counter);
    }
    if (counter.rejected() > 0) {
      err.println(file.label() + ": rejected " + Amounts.byReason(counter.rejectedByReason()));
    }
  }
}
