// SPDX-License-Identifier: Apache-2.0
package winnow.decode;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;
import winnow.decode.format.Format;
import winnow.decode.format.Formats;
import winnow.schema.DnsRecord;
import winnow.schema.TelemetryKind;
import winnow.schema.TelemetryRecord;

/** Decodes every file below some folders of real data and tells in Markdown what came of each. */
final class ConformanceReport {
  static final List<String> FOLDERS =
      List.of(
          "labelled/slips",
          "labelled/zeek-scenarios",
          "labelled/zeek-iot23",
          "labelled/zeek-rita",
          "labelled/zeek-malware",
          "labelled/zeek-wrccdc",
          "labelled/dns-tunnel",
          "labelled/proxy-benign",
          "labelled/argus",
          "conformance/proxy",
          "conformance/netflow");

  private static final String INTRODUCTION =
      """
      # Conformance

      What the decoders make of captures and logs from the field. The data is not part of this
      project: the test that keeps this page true runs where the environment variable
      `WINNOW_TEST_DATA` names a folder that holds it, and writes the page anew with
      `-Dwinnow.write=true`.

      *Rows* are the lines of a log that are neither empty nor a comment, counted without our
      decoders: each is a record or a rejection. *Messages* are the DNS messages of a capture:
      those of the records, the repeated and the rejected ones.

      """;

  private ConformanceReport() {}

  /** What came of one file. */
  static final class Outcome implements DecodeSink {
    final Path file;
    final Map<TelemetryKind, Long> records = new EnumMap<>(TelemetryKind.class);
    final Map<RejectReason, Long> rejected = new EnumMap<>(RejectReason.class);
    final Map<SkipReason, Long> skipped = new EnumMap<>(SkipReason.class);
    private @Nullable Format format;
    private String refusal = "";
    private long messages;

    private Outcome(Path file) {
      this.file = file;
    }

    @Override
    public void accept(TelemetryRecord record) {
      records.merge(record.kind(), 1L, Long::sum);
      if (record instanceof DnsRecord dns) {
        messages += dns.response() == null ? 0 : 1;
        messages += Boolean.TRUE.equals(dns.querySeen()) ? 1 : 0;
      }
    }

    @Override
    public void reject(Rejection rejection) {
      rejected.merge(rejection.reason(), 1L, Long::sum);
    }

    @Override
    public void skip(SkipReason reason, long count) {
      skipped.merge(reason, count, Long::sum);
    }

    Optional<Format> format() {
      return Optional.ofNullable(format);
    }

    boolean isCapture() {
      return format().map(f -> f.name().startsWith("pcap")).orElse(false);
    }

    boolean isText() {
      return !isCapture()
          && format()
              .map(f -> !f.name().startsWith("n") || f.name().equals("ndjson"))
              .orElse(false);
    }

    long accepted() {
      return records.values().stream().mapToLong(Long::longValue).sum();
    }

    long rejections() {
      return rejected.values().stream().mapToLong(Long::longValue).sum();
    }

    /** DNS messages of a capture. */
    long messages() {
      return messages + skipped.getOrDefault(SkipReason.RETRANSMISSION, 0L) + rejections();
    }
  }

  static String report(Path data) throws IOException {
    StringBuilder report = new StringBuilder(INTRODUCTION);
    for (String folder : FOLDERS) {
      table(report, data.resolve(folder), folder);
    }
    return report.toString().stripTrailing() + "\n";
  }

  static Outcome decode(Path file) throws IOException {
    String name = Compression.stripSuffix(String.valueOf(file.getFileName()));
    byte[] head;
    try (InputStream input = Compression.unwrap(Files.newInputStream(file))) {
      head = input.readNBytes(Formats.HEAD_BYTES);
    }
    Outcome outcome = new Outcome(file);
    outcome.format = Formats.detect(head, name).orElse(null);
    if (outcome.format == null) {
      outcome.refusal = Formats.refusal(head, name);
      return outcome;
    }
    try (InputStream input = Compression.unwrap(Files.newInputStream(file))) {
      outcome.format.newDecoder().create(DecodeOptions.named(name)).decode(input, outcome);
    }
    return outcome;
  }

  static List<Path> files(Path folder) throws IOException {
    try (Stream<Path> paths = Files.walk(folder)) {
      return paths.filter(Files::isRegularFile).sorted().toList();
    }
  }

  /** Lines of a log that are neither blank nor a comment. */
  static long rows(Path log) throws IOException {
    InputStream bytes = Files.newInputStream(log);
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(
                log.toString().endsWith(".gz") ? new GZIPInputStream(bytes) : bytes,
                StandardCharsets.ISO_8859_1))) {
      return lines
          .lines()
          .filter(line -> !line.isBlank() && !line.strip().startsWith("#"))
          .filter(line -> !line.startsWith("ts\tuid\t"))
          .count();
    }
  }

  private static void table(StringBuilder report, Path folder, String title) throws IOException {
    StringBuilder refused = new StringBuilder();
    report.append("## ").append(title).append("\n\n");
    report.append("| file | format | rows, messages | records | rejected | skipped |\n");
    report.append("|---|---|---|---|---|---|\n");
    for (Path file : files(folder)) {
      Outcome outcome = decode(file);
      if (outcome.format().isEmpty()) {
        cells(refused, folder.relativize(file), why(outcome));
        continue;
      }
      String independent =
          outcome.isCapture()
              ? String.valueOf(outcome.messages())
              : outcome.isText() ? String.valueOf(rows(file)) : "";
      cells(
          report,
          folder.relativize(file),
          outcome.format().get().name(),
          independent,
          counts(outcome.records, TelemetryKind::tableName),
          counts(outcome.rejected, RejectReason::label),
          counts(outcome.skipped, SkipReason::label));
    }
    if (!refused.isEmpty()) {
      report.append("\nNot read:\n\n| file | why |\n|---|---|\n").append(refused);
    }
    report.append('\n');
  }

  /** The reason without the beginning of the file, which is not ours to copy. */
  private static String why(Outcome outcome) {
    int end = outcome.refusal.indexOf(", starting");
    return end < 0 ? outcome.refusal : outcome.refusal.substring(0, end);
  }

  private static void cells(StringBuilder row, Object... cells) {
    for (Object cell : cells) {
      row.append("| ").append(cell).append(' ');
    }
    row.append("|\n");
  }

  private static <K> String counts(Map<K, Long> counts, Function<K, String> label) {
    return String.join(
        ", ",
        counts.entrySet().stream().map(e -> label.apply(e.getKey()) + " " + e.getValue()).toList());
  }
}
