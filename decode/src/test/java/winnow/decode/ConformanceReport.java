// SPDX-License-Identifier: Apache-2.0
package winnow.decode;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import winnow.schema.TelemetryKind;
import winnow.schema.TelemetryRecord;

/**
 * Decodes every file below a folder and tells, in Markdown, what came of each. The data folder is
 * named by the environment variable WINNOW_TEST_DATA.
 */
public final class ConformanceReport {
  private ConformanceReport() {}

  /** What came of one file. */
  record Outcome(
      Path file,
      Optional<Format> format,
      String refusal,
      Map<TelemetryKind, Long> records,
      Map<RejectReason, Long> rejected,
      Map<SkipReason, Long> skipped) {
    long accepted() {
      return records.values().stream().mapToLong(Long::longValue).sum();
    }

    long rejections() {
      return rejected.values().stream().mapToLong(Long::longValue).sum();
    }
  }

  /** Counts what a decoder finds. */
  private static final class Counts implements DecodeSink {
    final Map<TelemetryKind, Long> records = new EnumMap<>(TelemetryKind.class);
    final Map<RejectReason, Long> rejected = new EnumMap<>(RejectReason.class);
    final Map<SkipReason, Long> skipped = new EnumMap<>(SkipReason.class);

    @Override
    public void accept(TelemetryRecord record) {
      records.merge(record.kind(), 1L, Long::sum);
    }

    @Override
    public void reject(Rejection rejection) {
      rejected.merge(rejection.reason(), 1L, Long::sum);
    }

    @Override
    public void skip(SkipReason reason, long count) {
      skipped.merge(reason, count, Long::sum);
    }
  }

  /** Prints the report of the folders given, all below the data folder. */
  public static void main(String[] folders) throws IOException {
    Path data = Path.of(System.getenv("WINNOW_TEST_DATA"));
    System.out.print(report(data, List.of(folders)));
  }

  static String report(Path data, List<String> folders) throws IOException {
    StringBuilder report = new StringBuilder();
    for (String folder : folders) {
      table(report, data, folder);
    }
    return report.toString();
  }

  static Outcome decode(Path file) throws IOException {
    String name = Compression.stripSuffix(String.valueOf(file.getFileName()));
    byte[] head;
    try (InputStream input = Compression.unwrap(Files.newInputStream(file))) {
      head = input.readNBytes(Formats.HEAD_BYTES);
    }
    Optional<Format> format = Formats.detect(head, name);
    Counts counts = new Counts();
    String refusal = format.isPresent() ? "" : Formats.refusal(head, name);
    if (format.isPresent()) {
      try (InputStream input = Compression.unwrap(Files.newInputStream(file))) {
        format.get().newDecoder().create(DecodeOptions.named(name)).decode(input, counts);
      }
    }
    return new Outcome(file, format, refusal, counts.records, counts.rejected, counts.skipped);
  }

  static List<Path> files(Path folder) throws IOException {
    try (Stream<Path> paths = Files.walk(folder)) {
      return paths.filter(Files::isRegularFile).sorted().toList();
    }
  }

  private static void table(StringBuilder report, Path data, String folder) throws IOException {
    StringBuilder refused = new StringBuilder();
    report.append("## ").append(folder).append("\n\n");
    report.append("| file | format | records | rejected | skipped |\n|---|---|---|---|---|\n");
    for (Path file : files(data.resolve(folder))) {
      String name = String.valueOf(data.resolve(folder).relativize(file));
      Outcome outcome = decode(file);
      if (outcome.format().isEmpty()) {
        refused.append("| ").append(name).append(" | ").append(outcome.refusal()).append(" |\n");
        continue;
      }
      report.append("| ").append(name).append(" | ").append(outcome.format().get().name());
      report.append(" | ").append(counts(outcome.records(), TelemetryKind::tableName));
      report.append(" | ").append(counts(outcome.rejected(), RejectReason::label));
      report.append(" | ").append(counts(outcome.skipped(), SkipReason::label)).append(" |\n");
    }
    report.append("\nNot read:\n\n| file | reason |\n|---|---|\n").append(refused).append('\n');
  }

  private static <K> String counts(
      Map<K, Long> counts, java.util.function.Function<K, String> label) {
    return String.join(
        ", ",
        counts.entrySet().stream().map(e -> label.apply(e.getKey()) + " " + e.getValue()).toList());
  }
}
