// SPDX-License-Identifier: Apache-2.0
package winnow.topics;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;

/** SHA-256 over primitive arrays, little-endian, each preceded by its length. */
final class ContentDigest {
  private final MessageDigest sha256 = sha256();
  private final ByteBuffer buffer = ByteBuffer.allocate(1 << 16).order(ByteOrder.LITTLE_ENDIAN);

  /** A new SHA-256. */
  static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  ContentDigest add(long value) {
    room(Long.BYTES);
    buffer.putLong(value);
    return this;
  }

  ContentDigest add(long[] values) {
    add((long) values.length);
    for (long value : values) {
      room(Long.BYTES);
      buffer.putLong(value);
    }
    return this;
  }

  ContentDigest add(int[] values) {
    add((long) values.length);
    for (int value : values) {
      room(Integer.BYTES);
      buffer.putInt(value);
    }
    return this;
  }

  ContentDigest add(float[] values) {
    add((long) values.length);
    for (float value : values) {
      room(Float.BYTES);
      buffer.putFloat(value);
    }
    return this;
  }

  /** The first 128 bits, as 32 hexadecimal digits. Ends this digest. */
  String hex128() {
    flush();
    return HexFormat.of().formatHex(Arrays.copyOf(sha256.digest(), 16));
  }

  private void room(int bytes) {
    if (buffer.remaining() < bytes) {
      flush();
    }
  }

  private void flush() {
    sha256.update(buffer.flip());
    buffer.clear();
  }
}
