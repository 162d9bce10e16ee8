// SPDX-License-Identifier: Apache-2.0
package winnow.collector.piece;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.util.EnumMap;
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
 * What was added to an input since it was read. Lines are read behind those that say how: one with
 * the names of columns, and those that start with `#`. Flow datagrams need the templates before
 * them: all are read, and as many records left out as came of the beginning.
 */
public final class Continuation {
  private static final String DATAGRAMS = "netflow";

  /** Where more of them stand, the latest are kept. */
  private static final int MAX_CONTEXT_BYTES = 1 << 20;

  private final Format format;
  private final DecodeOptions options;
  private final Excerpts.Source source;
  private final ByteArrayOutputStream context = new ByteArrayOutputStream();
  private final Map<SkipReason, Long> skippedBefore = new EnumMap<>(SkipReason.class);
  private long acceptedBefore;
  private long start;
  private long firstPlace;

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
    Continuation continuation = new Continuation(format, options, source);
    if (PieceReader.isLines(format.name())) {
      continuation.find(readBytes);
    } else if (format.name().equals(DATAGRAMS)) {
      continuation.pass(readBytes);
    } else {
      return null;
    }
    return continuation;
  }

  private void pass(long readBytes) throws IOException {
    Trial trial = new Trial();
    try (InputStream input = new Beginning(source.open(), readBytes)) {
      format.newDecoder().create(options).decode(input, trial);
    }
    acceptedBefore = trial.acceptedCount;
    skippedBefore.putAll(trial.skipped);
    firstPlace = readBytes;
  }

  private void find(long readBytes) throws IOException {
    try (InputStream input = source.open()) {
      LineReader lines = new LineReader(input);
      boolean isFirst = true;
      start = readBytes;
      while (lines.next() && lines.offset() < readBytes) {
        if (lines.nextOffset() > readBytes) {
          start = wasRead(lines, readBytes) ? lines.nextOffset() : lines.offset();
          break;
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
    skippedBefore.putAll(Trial.of(format, options, context.toByteArray()).skipped);
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
   * input, and without what came of it before. For one pass.
   */
  public DecodeSink placing(DecodeSink sink) {
    return new Placing(sink);
  }

  private final class Placing implements DecodeSink {
    private final DecodeSink sink;
    private final long shift = start - context.size();
    private final Map<SkipReason, Long> known = new EnumMap<>(skippedBefore);
    private long passing = acceptedBefore;

    Placing(DecodeSink sink) {
      this.sink = sink;
    }

    @Override
    public void accept(TelemetryRecord record) {
      if (passing > 0) {
        passing--;
      } else {
        sink.accept(record);
      }
    }

    @Override
    public void reject(Rejection rejection) {
      long place = rejection.offset() + shift;
      if (place >= firstPlace) {
        sink.reject(rejection.at(place));
      }
    }

    @Override
    public void skip(SkipReason reason, long count) {
      long before = Math.min(count, known.getOrDefault(reason, 0L));
      known.merge(reason, -before, Long::sum);
      if (count > before) {
        sink.skip(reason, count - before);
      }
    }
  }

  /** The first bytes of an input. */
  private static final class Beginning extends FilterInputStream {
    private long left;

    Beginning(InputStream input, long bytes) {
      super(input);
      left = bytes;
    }

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] target, int from, int length) throws IOException {
      if (left == 0) {
        return -1;
      }
      int read = super.read(target, from, (int) Math.min(length, left));
      left -= Math.max(read, 0);
      return read;
    }

    @Override
    public long skip(long most) throws IOException {
      long skipped = super.skip(Math.min(most, left));
      left -= skipped;
      return skipped;
    }

    @Override
    public boolean markSupported() {
      return false;
    }
  }
}
