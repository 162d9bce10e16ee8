// SPDX-License-Identifier: Apache-2.0
package winnow.decode;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import winnow.decode.datagram.DatagramFileDecoder;
import winnow.decode.format.Format;
import winnow.decode.format.Formats;
import winnow.schema.DnsRecord;
import winnow.schema.TelemetryKind;
import winnow.schema.TelemetryRecord;

/** What our decoders make of one file. */
final class Outcome implements DecodeSink {
  final Map<TelemetryKind, Long> records = new EnumMap<>(TelemetryKind.class);
  final Map<RejectReason, Long> rejected = new EnumMap<>(RejectReason.class);
  final Map<RejectReason, String> firstDetail = new EnumMap<>(RejectReason.class);
  final Map<SkipReason, Long> skipped = new EnumMap<>(SkipReason.class);
  private @Nullable Format format;
  private String refusal = "";
  private long messages;
  private long brokenRecords;

  private Outcome() {}

  /** Decodes the file in the format that its first bytes show. */
  static Outcome of(Path file) throws IOException {
    Outcome outcome = detected(file);
    if (outcome.format != null) {
      DecodeOptions options = DecodeOptions.named(name(file));
      try (InputStream input = Compression.unwrap(Files.newInputStream(file))) {
        outcome.format.newDecoder().create(options).decode(input, outcome);
      }
    }
    return outcome;
  }

  /** Decodes the datagrams of a payload after those that bring its templates. */
  static Outcome ofPayload(Path payload) throws IOException {
    DatagramFileDecoder decoder = new DatagramFileDecoder(DecodeOptions.named("payload"));
    for (Path templates : ExporterPayloads.templatesFor(payload)) {
      try (InputStream input = Files.newInputStream(templates)) {
        decoder.decode(input, new Outcome());
      }
    }
    Outcome outcome = detected(payload);
    outcome.format = Formats.named("netflow");
    try (InputStream input = Files.newInputStream(payload)) {
      decoder.decode(input, outcome);
    }
    return outcome;
  }

  private static Outcome detected(Path file) throws IOException {
    Outcome outcome = new Outcome();
    try (InputStream input = Compression.unwrap(Files.newInputStream(file))) {
      byte[] head = input.readNBytes(Formats.HEAD_BYTES);
      outcome.format = Formats.detect(head, name(file)).orElse(null);
      outcome.refusal = outcome.format == null ? Formats.refusal(head, name(file)) : "";
    }
    return outcome;
  }

  private static String name(Path file) {
    return Compression.stripSuffix(String.valueOf(file.getFileName()));
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
    brokenRecords += rejection.detail().startsWith("pcap") ? 1 : 0;
    firstDetail.putIfAbsent(rejection.reason(), rejection.detail());
  }

  @Override
  public void skip(SkipReason reason, long count) {
    skipped.merge(reason, count, Long::sum);
  }

  /** The format of the file, if it is one that is read. */
  Optional<Format> format() {
    return Optional.ofNullable(format);
  }

  /** Why the file alone is of no format that is read, without its beginning; or empty. */
  String refusal() {
    int end = refusal.indexOf(", starting");
    return end < 0 ? refusal : refusal.substring(0, end);
  }

  long accepted() {
    return records.values().stream().mapToLong(Long::longValue).sum();
  }

  long rejections() {
    return rejected.values().stream().mapToLong(Long::longValue).sum();
  }

  long skipped(SkipReason reason) {
    return skipped.getOrDefault(reason, 0L);
  }

  long everythingSkipped() {
    return skipped.values().stream().mapToLong(Long::longValue).sum();
  }

  /**
   * DNS messages of a capture: those of the records, the repeated and the rejected ones, without
   * the rejected records of the capture file itself.
   */
  long messages() {
    return messages + skipped(SkipReason.RETRANSMISSION) + rejections() - brokenRecords;
  }
}
