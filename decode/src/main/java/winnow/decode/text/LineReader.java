// SPDX-License-Identifier: Apache-2.0
package winnow.decode.text;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/**
 * Reads lines ended by LF or CRLF and knows their offsets. A line longer than the limit is cut, not
 * held: {@link #isTooLong} tells. A byte order mark at the start of the input is passed over.
 */
public final class LineReader {
  /** How long a line may be, bytes. */
  public static final int MAX_LINE_BYTES = 1 << 20;

  private static final int INITIAL_BYTES = 64 * 1024;

  private final InputStream input;
  private final int maxLineBytes;
  private final Slice line = new Slice();
  private byte[] bytes;
  private int position;
  private int limit;
  private long positionOffset;
  private long lineOffset;
  private long number;
  private boolean tooLong;
  private boolean complete;
  private boolean ended;

  /** Reads {@code input} with lines of up to {@link #MAX_LINE_BYTES}. */
  public LineReader(InputStream input) {
    this(input, MAX_LINE_BYTES);
  }

  /** Reads {@code input} with lines of up to {@code maxLineBytes}. */
  public LineReader(InputStream input, int maxLineBytes) {
    this(input, maxLineBytes, new byte[INITIAL_BYTES]);
  }

  private LineReader(InputStream input, int maxLineBytes, byte[] bytes) {
    this.input = input;
    this.maxLineBytes = maxLineBytes;
    this.bytes = bytes;
  }

  /** Reads {@code bytes}, which it does not copy. */
  public static LineReader of(byte[] bytes) {
    LineReader reader = new LineReader(InputStream.nullInputStream(), MAX_LINE_BYTES, bytes);
    reader.limit = bytes.length;
    reader.ended = true;
    return reader;
  }

  /**
   * Goes to the next line.
   *
   * @return false at the end of the input
   */
  public boolean next() throws IOException {
    if (number == 0) {
      skipByteOrderMark();
    }
    lineOffset = positionOffset;
    tooLong = false;
    int scanned = position;
    while (true) {
      int newline = Bytes.indexOf(bytes, scanned, limit, (byte) '\n');
      if (newline < limit) {
        return end(newline, newline + 1, true);
      }
      scanned = limit - position;
      if (scanned > maxLineBytes) {
        return tooLong();
      }
      if (!fill()) {
        return limit > position && end(limit, limit, false);
      }
      scanned += position;
    }
  }

  /** The line without its end; valid until {@link #next}. */
  public Slice line() {
    return line;
  }

  /** Offset in the input at which the line starts. */
  public long offset() {
    return lineOffset;
  }

  /** Offset in the input at which the next line starts. */
  public long nextOffset() {
    return positionOffset;
  }

  /** Number of the line, from 1. */
  public long number() {
    return number;
  }

  /** Whether the line is longer than the limit; {@link #line} then holds its beginning. */
  public boolean isTooLong() {
    return tooLong;
  }

  /** Whether the line has its end; only the last line of an input may lack it. */
  public boolean isComplete() {
    return complete;
  }

  private boolean end(int end, int next, boolean hasEnd) {
    int last = hasEnd && end > position && bytes[end - 1] == '\r' ? end - 1 : end;
    line.over(bytes, position, last);
    tooLong = last - position > maxLineBytes;
    positionOffset += next - position;
    position = next;
    complete = hasEnd;
    number++;
    return true;
  }

  /** Keeps the beginning of the line and drops the rest up to its end. */
  private boolean tooLong() throws IOException {
    byte[] beginning = Arrays.copyOfRange(bytes, position, position + maxLineBytes);
    complete = false;
    while (!complete) {
      int newline = Bytes.indexOf(bytes, position, limit, (byte) '\n');
      complete = newline < limit;
      int next = complete ? newline + 1 : limit;
      positionOffset += next - position;
      position = next;
      if (!complete && !fill()) {
        break;
      }
    }
    line.over(beginning, 0, maxLineBytes);
    tooLong = true;
    number++;
    return true;
  }

  private boolean fill() throws IOException {
    if (ended) {
      return false;
    }
    int held = limit - position;
    if (limit == bytes.length) {
      byte[] target =
          held > bytes.length / 2
              ? new byte[Math.min(bytes.length * 2, maxLineBytes + INITIAL_BYTES)]
              : bytes;
      System.arraycopy(bytes, position, target, 0, held);
      bytes = target;
      position = 0;
      limit = held;
    }
    int read = input.read(bytes, limit, bytes.length - limit);
    ended = read < 0;
    limit += Math.max(read, 0);
    return !ended;
  }

  private void skipByteOrderMark() throws IOException {
    boolean more = true;
    while (more && limit - position < 3) {
      more = fill();
    }
    if (limit - position >= 3
        && (bytes[position] & 0xff) == 0xef
        && (bytes[position + 1] & 0xff) == 0xbb
        && (bytes[position + 2] & 0xff) == 0xbf) {
      position += 3;
      positionOffset += 3;
    }
  }
}
