// SPDX-License-Identifier: Apache-2.0
package winnow.collector.piece;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import winnow.decode.DecodeOptions;
import winnow.decode.DecodeSink;
import winnow.decode.Rejection;
import winnow.decode.SkipReason;
import winnow.decode.format.Format;
import winnow.decode.text.LineReader;
import winnow.schema.TelemetryRecord;

/**
 * The lines that were added to an input since it was read, behind those that say how lines are to
 * be read: a line with the names of columns, and lines that start with `#`.
 */
public final class Continuation {
  /** Where more of them stand, the latest are kept. */
  private static final int MAX_CONTEXT_BYTES = 1 << 20;

  private final Format format;
  private final DecodeOptions options;
  private final Excerpts.Source source;
  private final ByteArrayOutputStream context = new ByteArrayOutputStream();
  private long start;

  private Continuation(Format format, DecodeOptions options, Excerpts.Source source) {
    this.format = format;
    this.options = options;
    this.source = source;
  }

  /**
   * What follows the first {@code readBytes} of an input; null when a format cannot be read from
   * the middle of an input.
   *
   * @param format how it is read
   * @param options with what it is read
   * @param source opens it
   */
  public static @Nullable Continuation of(
      Format format, DecodeOptions options, Excerpts.Source source, long readBytes)
      throws IOException {
    if (!PieceReader.isLines(format.name())) {
      return null;
    }
    Continuation continuation = new Continuation(format, options, source);
    continuation.find(readBytes);
    return continuation;
  }

  private void find(long readBytes) throws IOException {
    try (InputStream input = source.open()) {
      LineReader lines = new LineReader(input);
      boolean isFirst = true;
      start = readBytes;
      while (lines.next() && lines.offset() < readBytes) {
        if (lines.nextOffset() > readBytes) {
          start = wasRead(lines, readBytes) ? lines.nextOffset() : lines.offset();
          return;
        }
        if (!lines.line().isBlank()) {
          boolean isMark = lines.line().charAt(0) == '#';
          if (isMark || (isFirst && isHeader(lines))) {
            add(lines);
          }
          isFirst &= isMark;
        }
      }
    }
  }

  /** Whether the line, which does not end where the input ended when it was read, was a record. */
  private boolean wasRead(LineReader lines, long readBytes) throws IOException {
    int known = (int) Math.min(readBytes - lines.offset(), Integer.MAX_VALUE);
    if (lines.isTooLong() || known >= lines.line().length()) {
      return !lines.isTooLong();
    }
    Trial trial = with(lines, known);
    return !trial.accepted.isEmpty();
  }

  /** Whether a line is neither a record nor wrong. */
  private boolean isHeader(LineReader lines) throws IOException {
    if (lines.isTooLong()) {
      return false;
    }
    Trial trial = with(lines, lines.line().length());
    return trial.accepted.isEmpty() && trial.rejected == 0;
  }

  private Trial with(LineReader lines, int length) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    context.writeTo(bytes);
    bytes.write(lines.line().bytes(), lines.line().start(), length);
    return Trial.of(format, options, bytes.toByteArray());
  }

  private void add(LineReader lines) {
    if (context.size() + lines.line().length() > MAX_CONTEXT_BYTES) {
      context.reset();
    }
    context.write(lines.line().bytes(), lines.line().start(), lines.line().length());
    context.write('\n');
  }

  /** The lines to be read. */
  public InputStream open() throws IOException {
    InputStream input = source.open();
    try {
      input.skipNBytes(start);
    } catch (IOException e) {
      input.close();
      throw e;
    }
    return new SequenceInputStream(new ByteArrayInputStream(context.toByteArray()), input);
  }

  /**
   * Hands on to {@code sink} what comes of {@link #open}, with places as they are in the whole
   * input, and without what comes of the lines that were read before.
   */
  public DecodeSink placing(DecodeSink sink) throws IOException {
    long shift = start - context.size();
    Map<SkipReason, Long> before = Trial.of(format, options, context.toByteArray()).skipped;
    return new DecodeSink() {
      @Override
      public void accept(TelemetryRecord record) {
        sink.accept(record);
      }

      @Override
      public void reject(Rejection rejection) {
        sink.reject(
            new Rejection(rejection.reason(), rejection.offset() + shift, rejection.detail()));
      }

      @Override
      public void skip(SkipReason reason, long count) {
        long known = Math.min(count, before.getOrDefault(reason, 0L));
        before.merge(reason, -known, Long::sum);
        if (count > known) {
          sink.skip(reason, count - known);
        }
      }
    };
  }
}
