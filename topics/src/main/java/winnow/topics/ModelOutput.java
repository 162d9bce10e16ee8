// SPDX-License-Identifier: Apache-2.0
package winnow.topics;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.zip.CRC32C;

/** Little-endian values to a stream, with checksums of what has passed. */
final class ModelOutput {
  private final OutputStream out;
  private final MessageDigest sha256 = ContentDigest.sha256();
  private final CRC32C crc = new CRC32C();
  private final ByteBuffer buffer = ByteBuffer.allocate(1 << 16).order(ByteOrder.LITTLE_ENDIAN);

  ModelOutput(OutputStream out) {
    this.out = out;
  }

  void putInt(int value) throws IOException {
    room(Integer.BYTES);
    buffer.putInt(value);
  }

  void putLong(long value) throws IOException {
    room(Long.BYTES);
    buffer.putLong(value);
  }

  void putText(String text) throws IOException {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    putInt(bytes.length);
    for (byte b : bytes) {
      room(Byte.BYTES);
      buffer.put(b);
    }
  }

  void putHeaderChecksum() throws IOException {
    flush();
    putInt((int) crc.getValue());
  }

  void putTrailer() throws IOException {
    flush();
    out.write(sha256.digest());
  }

  private void room(int bytes) throws IOException {
    if (buffer.remaining() < bytes) {
      flush();
    }
  }

  private void flush() throws IOException {
    crc.update(buffer.array(), 0, buffer.position());
    sha256.update(buffer.array(), 0, buffer.position());
    out.write(buffer.array(), 0, buffer.position());
    buffer.clear();
  }
}
