// SPDX-License-Identifier: Apache-2.0
package winnow.decode;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import java.util.zip.ZipException;

/**
 * Undoes gzip, RFC 1952. Every member must be whole, and nothing but zero bytes may follow the
 * last; {@link java.util.zip.GZIPInputStream} takes a damaged member for the end of the data.
 */
final class GzipStream extends InputStream {
  private static final int MAGIC = 0x8b1f;
  private static final int DEFLATE = 8;
  private static final int HEADER_CHECK = 2;
  private static final int EXTRA = 4;
  private static final int NAME = 8;
  private static final int COMMENT = 16;
  private static final int RESERVED = 0xe0;

  private final InputStream stored;
  private final byte[] buffer;
  private final Inflater inflater = new Inflater(true);
  private final CRC32 check = new CRC32();
  private int position;
  private int limit;
  private long limitOffset;
  private boolean isEnded;

  /**
   * Unpacks {@code stored}.
   *
   * @param bufferBytes how many bytes to read at a time
   */
  GzipStream(InputStream stored, int bufferBytes) throws IOException {
    this.stored = stored;
    buffer = new byte[bufferBytes];
    header();
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] target, int from, int length) throws IOException {
    if (length == 0) {
      return 0;
    }
    while (!isEnded) {
      int count = inflate(target, from, length);
      if (count > 0) {
        check.update(target, from, count);
        return count;
      }
      if (inflater.finished()) {
        endMember();
      } else if (inflater.needsDictionary()) {
        throw new ZipException("it asks for a dictionary");
      } else if (inflater.needsInput()) {
        feed();
      }
    }
    return -1;
  }

  private int inflate(byte[] target, int from, int length) throws IOException {
    try {
      return inflater.inflate(target, from, length);
    } catch (DataFormatException e) {
      throw new ZipException(e.getMessage());
    }
  }

  private void feed() throws IOException {
    if (position == limit && !fill()) {
      throw new EOFException("a member has no end");
    }
    inflater.setInput(buffer, position, limit - position);
    position = limit;
  }

  private void endMember() throws IOException {
    position = limit - inflater.getRemaining();
    if (fourBytes() != check.getValue()) {
      throw new ZipException("the checksum of the member that ends at byte " + offset());
    }
    if (fourBytes() != (inflater.getBytesWritten() & 0xffffffffL)) {
      throw new ZipException("the length of the member that ends at byte " + offset());
    }
    inflater.reset();
    check.reset();
    isEnded = !hasMore();
    if (!isEnded) {
      header();
    }
  }

  /** Whether another member follows; passes over zero bytes up to the end. */
  private boolean hasMore() throws IOException {
    boolean isPadded = false;
    while (position < limit || fill()) {
      if (buffer[position] != 0) {
        if (isPadded) {
          throw new ZipException("there is more behind padding, from byte " + offset());
        }
        return true;
      }
      isPadded = true;
      position++;
    }
    return false;
  }

  private void header() throws IOException {
    long start = offset();
    if (twoBytes() != MAGIC) {
      throw new ZipException("what is at byte " + start + " is no gzip member");
    }
    int method = next();
    int flags = next();
    if (method != DEFLATE || (flags & RESERVED) != 0) {
      throw new ZipException(
          "the member at byte %d has the unknown method %d or flags %#x"
              .formatted(start, method, flags));
    }
    skip(6);
    if ((flags & EXTRA) != 0) {
      skip(twoBytes());
    }
    if ((flags & NAME) != 0) {
      skipText();
    }
    if ((flags & COMMENT) != 0) {
      skipText();
    }
    if ((flags & HEADER_CHECK) != 0) {
      skip(2);
    }
  }

  private void skip(int count) throws IOException {
    for (int i = 0; i < count; i++) {
      next();
    }
  }

  private void skipText() throws IOException {
    while (next() != 0) {
      // A name or a comment ends with a zero byte.
    }
  }

  private int twoBytes() throws IOException {
    return next() | next() << 8;
  }

  private long fourBytes() throws IOException {
    return twoBytes() | (long) twoBytes() << 16;
  }

  private int next() throws IOException {
    if (position == limit && !fill()) {
      throw new EOFException("a member ends before its data");
    }
    return buffer[position++] & 0xff;
  }

  private boolean fill() throws IOException {
    int count = stored.read(buffer, 0, buffer.length);
    position = 0;
    limit = Math.max(count, 0);
    limitOffset += limit;
    return count > 0;
  }

  private long offset() {
    return limitOffset - (limit - position);
  }

  @Override
  public void close() throws IOException {
    inflater.end();
    stored.close();
  }
}
