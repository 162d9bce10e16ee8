// SPDX-License-Identifier: Apache-2.0
package winnow.decode;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/** The stored bytes of an input, counted. */
final class StoredStream extends FilterInputStream {
  private long count;
  private boolean atEnd;
  private @Nullable IOException failure;

  /** Reads {@code input}. */
  StoredStream(InputStream input) {
    super(input);
  }

  /** How many bytes were read. */
  long count() {
    return count;
  }

  /** Whether the end was reached. */
  boolean isAtEnd() {
    return atEnd;
  }

  /** What kept the bytes from being read, null when nothing did. */
  @Nullable IOException failure() {
    return failure;
  }

  @Override
  public int read() throws IOException {
    try {
      int value = in.read();
      count += value < 0 ? 0 : 1;
      atEnd |= value < 0;
      return value;
    } catch (IOException e) {
      failure = e;
      throw e;
    }
  }

  @Override
  public int read(byte[] target, int from, int length) throws IOException {
    try {
      int read = in.read(target, from, length);
      count += Math.max(read, 0);
      atEnd |= read < 0;
      return read;
    } catch (IOException e) {
      failure = e;
      throw e;
    }
  }

  @Override
  public boolean markSupported() {
    return false;
  }
}
