// SPDX-License-Identifier: Apache-2.0
package winnow.decode;

import java.io.IOException;
import java.io.InputStream;

/**
 * A window over an input stream that knows its offset. The window grows to what is asked for and
 * only as fast as bytes arrive, so a length that lies costs no memory. Views of {@link #bytes} are
 * valid until the next {@link #fill} or {@link #skip}.
 */
public final class InputBuffer {
  private static final int INITIAL_BYTES = 64 * 1024;

  private final InputStream input;
  private byte[] bytes = new byte[INITIAL_BYTES];
  private int position;
  private int limit;
  private long offset;

  /** A window at the start of {@code input}. */
  public InputBuffer(InputStream input) {
    this.input = input;
  }

  /**
   * Makes {@code count} bytes available from {@link #position}.
   *
   * @return false when the input ends before; what there is stays available
   */
  public boolean fill(int count) throws IOException {
    return limit - position >= count || read(count);
  }

  private boolean read(int count) throws IOException {
    while (limit - position < count) {
      if (limit == bytes.length) {
        makeRoom();
      }
      int read = input.read(bytes, limit, bytes.length - limit);
      if (read < 0) {
        return false;
      }
      limit += read;
    }
    return true;
  }

  private void makeRoom() {
    int held = limit - position;
    byte[] target = held > bytes.length / 2 ? new byte[bytes.length * 2] : bytes;
    System.arraycopy(bytes, position, target, 0, held);
    bytes = target;
    position = 0;
    limit = held;
  }

  /** The window; see {@link #position} and {@link #available}. */
  public byte[] bytes() {
    return bytes;
  }

  /** Index in {@link #bytes} of the next byte. */
  public int position() {
    return position;
  }

  /** How many bytes are in the window now. */
  public int available() {
    return limit - position;
  }

  /** Offset in the input of the next byte. */
  public long offset() {
    return offset;
  }

  /** Consumes {@code count} available bytes. */
  public void advance(int count) {
    if (count < 0 || count > limit - position) {
      throw new IllegalArgumentException("advance " + count + " of " + (limit - position));
    }
    position += count;
    offset += count;
  }

  /**
   * Consumes {@code count} bytes, available or not yet.
   *
   * @return false when the input ends before
   */
  public boolean skip(long count) throws IOException {
    long left = count;
    while (left > available()) {
      left -= available();
      advance(available());
      if (!fill(1)) {
        return false;
      }
    }
    advance((int) left);
    return true;
  }
}
