// SPDX-License-Identifier: Apache-2.0
package winnow.collector.spool;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * The start of a segment: the 8 bytes `WNWSPL` and version 1 as u16, then the two texts, each UTF-8
 * after its length as u16.
 *
 * @param source name of the source whose messages follow
 * @param kind what decodes them
 */
public record SegmentHeader(String source, String kind) {
  private static final long MAGIC = 0x574e_5753_504c_0001L;

  /** The bytes that a segment starts with. */
  public byte[] toBytes() {
    byte[] sourceText = source.getBytes(StandardCharsets.UTF_8);
    byte[] kindText = kind.getBytes(StandardCharsets.UTF_8);
    ByteBuffer bytes = ByteBuffer.allocate(Long.BYTES + 4 + sourceText.length + kindText.length);
    bytes.putLong(MAGIC);
    bytes.putShort((short) sourceText.length).put(sourceText);
    bytes.putShort((short) kindText.length).put(kindText);
    return bytes.array();
  }

  /** The header at the start of {@code bytes}; null when there is none or it is cut. */
  public static @Nullable SegmentHeader read(byte[] bytes) {
    return read(ByteBuffer.wrap(bytes));
  }

  /** The header at the position of {@code bytes}; null when there is none or it is cut. */
  static @Nullable SegmentHeader read(ByteBuffer bytes) {
    if (bytes.remaining() < Long.BYTES || bytes.getLong() != MAGIC) {
      return null;
    }
    String source = text(bytes);
    String kind = text(bytes);
    return source == null || kind == null ? null : new SegmentHeader(source, kind);
  }

  private static @Nullable String text(ByteBuffer bytes) {
    if (bytes.remaining() < 2) {
      return null;
    }
    int length = bytes.getShort() & 0xffff;
    if (bytes.remaining() < length) {
      return null;
    }
    byte[] text = new byte[length];
    bytes.get(text);
    return new String(text, StandardCharsets.UTF_8);
  }
}
