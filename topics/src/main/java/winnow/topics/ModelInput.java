// SPDX-License-Identifier: Apache-2.0
package winnow.topics;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.zip.CRC32C;

/** Little-endian values from a stream, with checksums of what has passed. */
final class ModelInput {
  private static final int LONGEST_TEXT = 1 << 12;
  private static final int CHUNK = 1 << 16;

  /** Most cells of an array of which no byte has come. */
  private static final int FIRST_CELLS = 1 << 16;

  private final InputStream in;
  private final MessageDigest sha256 = ContentDigest.sha256();
  private final CRC32C crc = new CRC32C();
  private long offset;

  ModelInput(InputStream in) {
    this.in = in;
  }

  int getInt() throws IOException {
    return take(Integer.BYTES).getInt();
  }

  /** A number of things. */
  int getSize(String what) throws IOException {
    int size = getInt();
    if (size < 0) {
      throw new MalformedModelException("topic model is damaged: %d %s".formatted(size, what));
    }
    return size;
  }

  long getLong() throws IOException {
    return take(Long.BYTES).getLong();
  }

  String getText() throws IOException {
    int length = getInt();
    if (length < 0 || length > LONGEST_TEXT) {
      throw new MalformedModelException(
          "topic model is damaged: text of %d bytes ends at byte %d".formatted(length, offset));
    }
    return StandardCharsets.UTF_8.decode(take(length)).toString();
  }

  void checkHeader() throws IOException {
    int expected = (int) crc.getValue();
    int found = getInt();
    if (found != expected) {
      throw new MalformedModelException(
          "topic model is damaged: its header gives checksum %08x but says %08x"
              .formatted(expected, found));
    }
  }

  void checkTrailer() throws IOException {
    byte[] expected = sha256.digest();
    byte[] found = in.readNBytes(expected.length);
    if (!MessageDigest.isEqual(expected, found)) {
      throw new MalformedModelException(
          "topic model is damaged: its %d bytes give SHA-256 %s but it says %s"
              .formatted(
                  offset, HexFormat.of().formatHex(expected), HexFormat.of().formatHex(found)));
    }
  }

  /** Checks that nothing follows. */
  void checkEnd() throws IOException {
    if (in.read() >= 0) {
      throw new MalformedModelException(
          "topic model is damaged: bytes follow its trailer, which begins at byte " + offset);
    }
  }

  long[] getLongs(int size) throws IOException {
    return getLongCells(size, 1, 1);
  }

  float[] getFloatRows(String what, int rows, int topics) throws IOException {
    int stride = RowLayout.stride(topics);
    int size = elements(what, rows, stride);
    float[] cells = new float[Math.min(size, FIRST_CELLS / stride * stride)];
    ByteBuffer values = ByteBuffer.allocate(0);
    for (int row = 0; row < size; row += stride) {
      if (row == cells.length) {
        cells = Arrays.copyOf(cells, grown(row, size, stride));
      }
      for (int k = 0; k < topics; k++) {
        if (!values.hasRemaining()) {
          long left = (long) (size - row) / stride * topics - k;
          values = take((int) Math.min(CHUNK, left * Float.BYTES));
        }
        cells[row + k] = values.getFloat();
      }
    }
    return cells;
  }

  long[] getLongRows(String what, int rows, int topics) throws IOException {
    int stride = RowLayout.stride(topics);
    return getLongCells(elements(what, rows, stride), stride, topics);
  }

  private long[] getLongCells(int size, int stride, int topics) throws IOException {
    long[] cells = new long[Math.min(size, FIRST_CELLS / stride * stride)];
    ByteBuffer values = ByteBuffer.allocate(0);
    for (int row = 0; row < size; row += stride) {
      if (row == cells.length) {
        cells = Arrays.copyOf(cells, grown(row, size, stride));
      }
      for (int k = 0; k < topics; k++) {
        if (!values.hasRemaining()) {
          long left = (long) (size - row) / stride * topics - k;
          values = take((int) Math.min(CHUNK, left * Long.BYTES));
        }
        cells[row + k] = values.getLong();
      }
    }
    return cells;
  }

  private static int elements(String what, int rows, int stride) throws MalformedModelException {
    try {
      return RowLayout.elements(what, rows, stride);
    } catch (IllegalArgumentException e) {
      throw new MalformedModelException("topic model is damaged: " + e.getMessage());
    }
  }

  /** Twice as many cells, in whole rows: an array grows as its bytes arrive. */
  private static int grown(int cells, int size, int stride) {
    long twice = 2L * cells;
    return twice >= size ? size : (int) (twice / stride * stride);
  }

  private ByteBuffer take(int length) throws IOException {
    byte[] bytes = in.readNBytes(length);
    offset += bytes.length;
    if (bytes.length < length) {
      throw new MalformedModelException(
          "topic model ends at byte %d, in the middle of a value or an array".formatted(offset));
    }
    crc.update(bytes);
    sha256.update(bytes);
    return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
  }
}
