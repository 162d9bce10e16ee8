// SPDX-License-Identifier: Apache-2.0
package winnow.decode.syslog;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import winnow.decode.DecodeOptions;
import winnow.decode.DecodeSink;
import winnow.decode.RejectReason;
import winnow.decode.Rejection;
import winnow.decode.SkipReason;
import winnow.decode.format.Format;
import winnow.decode.format.Formats;
import winnow.schema.IpAddress;
import winnow.schema.Observer;
import winnow.schema.TelemetryRecord;

/**
 * Lines of one program of one sender, twice: as the program wrote them, and as a syslog daemon
 * would have written them to a file, with time and host before. Some formats have no time of their
 * own, or name the host, and are read from the second. Records that do not say who reports them are
 * of the host that the messages name, else of the address that sent them.
 */
final class SyslogLines {
  private static final int FEW = 16;
  private static final int BYTES_PER_LINE = 2 * Integer.BYTES + Long.BYTES;
  private static final int OVERHEAD_BYTES = 512;

  /** Formats that take the exporter from what stands before them in a file. */
  private static final Set<String> HEADED = Set.of("cef", "leef", "fortigate");

  private final @Nullable IpAddress sender;
  private final String host;
  private final @Nullable String reporter;
  private final String program;
  private final ZoneId zone;
  private final ByteArrayOutputStream plain = new ByteArrayOutputStream();
  private final ByteArrayOutputStream stamped = new ByteArrayOutputStream();
  private int[] plainStarts = new int[FEW];
  private int[] stampedStarts = new int[FEW];
  private long[] inputOffsets = new long[FEW];
  private int count;
  private Instant latest = Instant.EPOCH;

  SyslogLines(@Nullable IpAddress sender, String host, String program, ZoneId zone) {
    this.sender = sender;
    this.host = host;
    reporter = !host.isEmpty() ? host : sender == null ? null : sender.toString();
    this.program = program;
    this.zone = zone;
  }

  /** Adds a message; returns by how much memory grew. */
  long add(SyslogMessage message, long inputOffset, Instant receivedAt) {
    long before = bytes();
    if (count == inputOffsets.length) {
      plainStarts = Arrays.copyOf(plainStarts, count * 2);
      stampedStarts = Arrays.copyOf(stampedStarts, count * 2);
      inputOffsets = Arrays.copyOf(inputOffsets, count * 2);
    }
    plainStarts[count] = plain.size();
    stampedStarts[count] = stamped.size();
    inputOffsets[count++] = inputOffset;
    append(plain, message.text());
    append(stamped, message.stamp().isEmpty() ? message.text() : message.asFileLine());
    latest = receivedAt.isAfter(latest) ? receivedAt : latest;
    return bytes() - before;
  }

  private static void append(ByteArrayOutputStream lines, String line) {
    lines.writeBytes(line.replace('\n', ' ').getBytes(StandardCharsets.UTF_8));
    lines.write('\n');
  }

  /** About how much memory this takes. */
  long bytes() {
    return OVERHEAD_BYTES
        + (long) plain.size()
        + stamped.size()
        + (long) BYTES_PER_LINE * inputOffsets.length;
  }

  /** Decodes what was added; to be called once, last. */
  void flush(DecodeSink sink) {
    byte[] lines = plain.toByteArray();
    Optional<Format> format = detect(lines);
    boolean isHeaded = format.isPresent() && HEADED.contains(format.get().name());
    if (format.isPresent() && !isHeaded) {
      decode(format.get(), lines, plainStarts, sink);
    } else {
      byte[] file = stamped.toByteArray();
      detect(file)
          .or(() -> format)
          .ifPresentOrElse(
              headed -> decode(headed, file, stampedStarts, sink), () -> rejectAll(sink));
    }
  }

  private Optional<Format> detect(byte[] lines) {
    byte[] head = Arrays.copyOf(lines, Math.min(lines.length, Formats.HEAD_BYTES));
    return Formats.detect(head, program);
  }

  private void decode(Format format, byte[] lines, int[] starts, DecodeSink sink) {
    DecodeOptions options = new DecodeOptions(program, zone, null, latest);
    try {
      format
          .newDecoder()
          .create(options)
          .decode(new ByteArrayInputStream(lines), new InMessages(sink, starts));
    } catch (IOException e) {
      throw new UncheckedIOException("memory cannot fail", e);
    }
  }

  private void rejectAll(DecodeSink sink) {
    byte[] lines = plain.toByteArray();
    String origin = origin();
    for (int line = 0; line < count; line++) {
      int start = plainStarts[line];
      int end = line + 1 < count ? plainStarts[line + 1] : lines.length;
      byte[] head = Arrays.copyOfRange(lines, start, Math.min(end, start + Formats.HEAD_BYTES));
      String why = origin + ": " + Formats.refusal(head, program);
      sink.reject(new Rejection(RejectReason.UNSUPPORTED, inputOffsets[line], why));
    }
  }

  private String origin() {
    String from = sender == null ? "an unknown sender" : sender.toString();
    String place = host.isEmpty() ? from : "host \"" + host + "\"";
    return program.isEmpty() ? "messages of " + place : "program \"" + program + "\" of " + place;
  }

  /** Says of rejections where the message is, in place of the line. */
  private final class InMessages implements DecodeSink {
    private final DecodeSink sink;
    private final int[] starts;

    InMessages(DecodeSink sink, int[] starts) {
      this.sink = sink;
      this.starts = starts;
    }

    @Override
    public void accept(TelemetryRecord record) {
      Observer observer = record.observer();
      boolean isKnown = observer.exporter() != null || reporter == null;
      sink.accept(
          isKnown ? record : record.withObserver(new Observer(reporter, observer.domain())));
    }

    @Override
    public void reject(Rejection rejection) {
      int start = Math.clamp(rejection.offset(), 0, Integer.MAX_VALUE);
      int found = Arrays.binarySearch(starts, 0, count, start);
      int line = found >= 0 ? found : Math.max(-found - 2, 0);
      String where = host.isEmpty() ? program : program + " of " + host;
      sink.reject(
          new Rejection(rejection.reason(), inputOffsets[line], where + ": " + rejection.detail()));
    }

    @Override
    public void skip(SkipReason reason, long skipped) {
      sink.skip(reason, skipped);
    }
  }
}
