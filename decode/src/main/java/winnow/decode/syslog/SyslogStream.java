// SPDX-License-Identifier: Apache-2.0
package winnow.decode.syslog;

import java.io.IOException;
import java.io.InputStream;

/**
 * Messages of a TCP or TLS connection (RFC 6587, RFC 5425): each is counted in octets, {@code 52
 * <34>...}, or ends with a line feed; told by how it begins, each for itself. Of one that is longer
 * than {@link #MAX_BYTES} only the beginning is kept. Not thread-safe.
 */
public final class SyslogStream {
  /** A message may be as long. */
  public static final int MAX_BYTES = 60_000;

  private static final int MOST_DIGITS = 7;

  private final InputStream input;
  private final byte[] message = new byte[MAX_BYTES];
  private final byte[] buffer = new byte[MAX_BYTES];
  private int at;
  private int end;
  private int length;
  private long wholeLength;

  /** Messages of {@code input}. */
  public SyslogStream(InputStream input) {
    this.input = input;
  }

  /** Bytes of the latest message, valid until the next. */
  public byte[] bytes() {
    return message;
  }

  /** Length of the latest message; 0 when the connection ended after its count. */
  public int length() {
    return length;
  }

  /** Length that the latest message has or claims: more than there is of it when it is cut. */
  public long wholeLength() {
    return wholeLength;
  }

  /**
   * Reads the next message.
   *
   * @return false at the end of the connection
   * @throws IOException when it breaks
   */
  public boolean next() throws IOException {
    int first = skipBlankLines();
    if (first < 0) {
      return false;
    }
    boolean more = first >= '1' && first <= '9' ? counted() : line(0);
    wholeLength = Math.max(wholeLength, length);
    return more;
  }

  private int skipBlankLines() throws IOException {
    int first = peek();
    while (first == '\n' || first == '\r' || first == 0) {
      at++;
      first = peek();
    }
    return first;
  }

  /** What only looks like a count is a line. */
  private boolean counted() throws IOException {
    length = 0;
    wholeLength = 0;
    int octets = 0;
    while (true) {
      int next = peek();
      if (next < 0) {
        return length > 0;
      }
      if (next == ' ' && length <= MOST_DIGITS) {
        at++;
        return take(octets);
      }
      if (next < '0' || next > '9' || length == MOST_DIGITS) {
        return line(length);
      }
      octets = octets * 10 + (next - '0');
      message[length++] = (byte) next;
      at++;
    }
  }

  private boolean take(int octets) throws IOException {
    length = 0;
    wholeLength = octets;
    for (int left = octets; left > 0; ) {
      if (peek() < 0) {
        return true;
      }
      int part = Math.min(left, end - at);
      int kept = Math.min(part, MAX_BYTES - length);
      System.arraycopy(buffer, at, message, length, kept);
      length += kept;
      at += part;
      left -= part;
    }
    return length > 0 || next();
  }

  private boolean line(int have) throws IOException {
    length = have;
    wholeLength = have;
    for (int next = peek(); next >= 0; next = peek()) {
      at++;
      if (next == '\n') {
        return true;
      }
      if (length < MAX_BYTES) {
        message[length++] = (byte) next;
      }
      wholeLength++;
    }
    return length > 0;
  }

  /** The next byte, which stays; -1 at the end. */
  private int peek() throws IOException {
    if (at == end) {
      int count = input.read(buffer);
      at = 0;
      end = Math.max(count, 0);
      if (count < 0) {
        return -1;
      }
    }
    return buffer[at] & 0xff;
  }
}
