// SPDX-License-Identifier: Apache-2.0
package winnow.decode;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import org.tukaani.xz.MemoryLimitException;

/**
 * What a decompressor yields, with every trouble that it has with its data turned into a {@link
 * CompressedDataException} that says where; trouble with reading the stored bytes stays what it is.
 */
final class UnpackedStream extends InputStream {
  private final String method;
  private final StoredStream stored;
  private final InputStream unpacked;
  private long count;

  /** What {@code unpacked} makes of {@code stored}, which is compressed by {@code method}. */
  UnpackedStream(String method, StoredStream stored, InputStream unpacked) {
    this.method = method;
    this.stored = stored;
    this.unpacked = unpacked;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] target, int from, int length) throws IOException {
    try {
      int read = unpacked.read(target, from, length);
      count += Math.max(read, 0);
      return read;
    } catch (IOException | RuntimeException e) {
      throw explained(method, stored, count, e);
    }
  }

  @Override
  public void close() throws IOException {
    unpacked.close();
  }

  /** The exception to throw for {@code cause}, which came after {@code unpackedBytes}. */
  static IOException explained(
      String method, StoredStream stored, long unpackedBytes, Exception cause) {
    if (stored.failure() != null) {
      return stored.failure();
    }
    if (cause instanceof MemoryLimitException limit) {
      return new CompressedDataException(
          "%s data needs %d MiB of memory to unpack, and %d MiB are allowed"
              .formatted(method, limit.getMemoryNeeded() / 1024 + 1, limit.getMemoryLimit() / 1024),
          limit);
    }
    boolean isCut = stored.isAtEnd() || cause instanceof EOFException;
    return new CompressedDataException(
        "%s data is %s after %d of its bytes, %d unpacked: %s"
            .formatted(
                method,
                isCut ? "cut off" : "damaged",
                stored.count(),
                unpackedBytes,
                cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage()),
        cause);
  }
}
