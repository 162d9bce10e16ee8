// SPDX-License-Identifier: Apache-2.0
package winnow.decode.sflow;

import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import winnow.decode.BigEndian;
import winnow.schema.IpAddress;

/**
 * Reads XDR (RFC 4506) from a part of an array. What lies beyond the end reads as zero, and {@link
 * #isCut} tells so.
 */
final class XdrReader {
  private static final int IPV4 = 1;
  private static final int IPV6 = 2;

  private byte[] bytes = new byte[0];
  private int at;
  private int end;
  private boolean cut;

  /** Goes on with {@code source[from, to)}. */
  void begin(byte[] source, int from, int to) {
    bytes = source;
    at = from;
    end = to;
    cut = false;
  }

  /** Whether more was asked for than there is. */
  boolean isCut() {
    return cut;
  }

  /** The array that is read. */
  byte[] bytes() {
    return bytes;
  }

  /** Index of the next byte. */
  int position() {
    return at;
  }

  /** How many bytes are left. */
  int left() {
    return end - at;
  }

  private boolean take(int count) {
    if (count < 0 || end - at < count) {
      cut = true;
      at = end;
      return false;
    }
    at += count;
    return true;
  }

  long u32() {
    return take(4) ? BigEndian.u32(bytes, at - 4) : 0;
  }

  int i32() {
    return (int) u32();
  }

  /** Passes over {@code count} bytes and what fills them up to a multiple of 4. */
  void skip(long count) {
    take(count > end - at ? -1 : (int) Math.min(count + 3 & ~3L, end - at));
  }

  /** An address: its type, then 4 or 16 bytes; null when the type is another, or it is all zero. */
  @Nullable IpAddress address() {
    return switch (i32()) {
      case IPV4 -> ipv4();
      case IPV6 -> ipv6();
      default -> null;
    };
  }

  @Nullable IpAddress ipv4() {
    int bits = i32();
    return bits == 0 ? null : IpAddress.ofIpv4(bits);
  }

  @Nullable IpAddress ipv6() {
    if (!take(16)) {
      return null;
    }
    long high = BigEndian.i64(bytes, at - 16);
    long low = BigEndian.i64(bytes, at - 8);
    return (high | low) == 0 ? null : new IpAddress(high, low);
  }

  /** A string, null when it is empty. */
  @Nullable String text() {
    long length = u32();
    int start = at;
    skip(length);
    if (cut || length == 0) {
      return null;
    }
    return new String(bytes, start, (int) length, StandardCharsets.UTF_8);
  }
}
