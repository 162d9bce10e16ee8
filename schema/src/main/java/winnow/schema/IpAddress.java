// SPDX-License-Identifier: Apache-2.0
package winnow.schema;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * An IPv4 or IPv6 address as 128 bits in network order. An IPv4 address is held IPv4-mapped
 * (`::ffff:a.b.c.d`, RFC 4291 section 2.5.5.2), so the two families share one order and one key.
 *
 * @param high the first 64 bits
 * @param low the last 64 bits
 */
public record IpAddress(long high, long low) implements Comparable<IpAddress> {
  /** Bytes of the longest {@link #toString text}. */
  public static final int MAX_TEXT_LENGTH = 39;

  private static final long IPV4_MAPPED = 0x0000_ffff_0000_0000L;

  /** The address whose 32 bits, in network order, are {@code bits}. */
  public static IpAddress ofIpv4(int bits) {
    return new IpAddress(0, IPV4_MAPPED | (bits & 0xffff_ffffL));
  }

  /**
   * The address in {@code bytes[offset, offset + length)}.
   *
   * @throws IllegalArgumentException unless {@code length} is 4 or 16
   */
  public static IpAddress ofBytes(byte[] bytes, int offset, int length) {
    return switch (length) {
      case 4 -> ofIpv4((int) bits(bytes, offset, 4));
      case 16 -> new IpAddress(bits(bytes, offset, 8), bits(bytes, offset + 8, 8));
      default ->
          throw new IllegalArgumentException("an IP address has 4 or 16 bytes, not " + length);
    };
  }

  /**
   * Reads dotted-quad or RFC 4291 text; an IPv6 zone (`%eth0`) is not part of an address.
   *
   * @throws IllegalArgumentException when {@code text} is neither
   */
  public static IpAddress parse(CharSequence text) {
    IpAddress address = new IpAddressParser(text).parse();
    if (address == null) {
      throw new IllegalArgumentException("not an IP address: \"" + text + "\"");
    }
    return address;
  }

  /** Like {@link #parse}, with absence in place of the exception. */
  public static java.util.Optional<IpAddress> find(CharSequence text) {
    return java.util.Optional.ofNullable(new IpAddressParser(text).parse());
  }

  /** Whether this is an IPv4 address. */
  public boolean isIpv4() {
    return high == 0 && low >>> 32 == 0xffff;
  }

  /** The 4 or 16 bytes in network order. */
  public byte[] toBytes() {
    byte[] bytes = new byte[16];
    for (int i = 0; i < 8; i++) {
      bytes[i] = (byte) (high >>> (56 - 8 * i));
      bytes[8 + i] = (byte) (low >>> (56 - 8 * i));
    }
    return isIpv4() ? Arrays.copyOfRange(bytes, 12, 16) : bytes;
  }

  /** Orders by the unsigned 128-bit value, so all IPv4 addresses are adjacent. */
  @Override
  public int compareTo(IpAddress other) {
    int order = Long.compareUnsigned(high, other.high);
    return order != 0 ? order : Long.compareUnsigned(low, other.low);
  }

  @Override
  public int hashCode() {
    long mixed =
        (high ^ Long.rotateLeft(low, 32)) * 0x9e3779b97f4a7c15L + low * 0xc2b2ae3d27d4eb4fL;
    return (int) (mixed ^ (mixed >>> 32));
  }

  /** Dotted quad, or the canonical IPv6 text of RFC 5952. */
  @Override
  public String toString() {
    return isIpv4() ? ipv4Text() : ipv6Text();
  }

  /**
   * Puts the text of this address into {@code bytes}.
   *
   * @param at index of its first byte; {@link #MAX_TEXT_LENGTH} must be left
   * @return index after its last byte
   */
  public int putText(byte[] bytes, int at) {
    if (isIpv4()) {
      return putIpv4(bytes, at);
    }
    byte[] text = ipv6Text().getBytes(StandardCharsets.ISO_8859_1);
    System.arraycopy(text, 0, bytes, at, text.length);
    return at + text.length;
  }

  private String ipv4Text() {
    byte[] text = new byte[15];
    return new String(text, 0, putIpv4(text, 0), StandardCharsets.ISO_8859_1);
  }

  private int putIpv4(byte[] text, int at) {
    int end = at;
    for (int shift = 24; shift >= 0; shift -= 8) {
      int octet = (int) (low >>> shift) & 0xff;
      if (octet >= 100) {
        text[end++] = (byte) ('0' + octet / 100);
      }
      if (octet >= 10) {
        text[end++] = (byte) ('0' + octet / 10 % 10);
      }
      text[end++] = (byte) ('0' + octet % 10);
      if (shift > 0) {
        text[end++] = '.';
      }
    }
    return end;
  }

  private String ipv6Text() {
    int runStart = -1;
    int runLength = 1;
    for (int i = 0; i < 8; i++) {
      int end = i;
      while (end < 8 && group(end) == 0) {
        end++;
      }
      if (end - i > runLength) {
        runStart = i;
        runLength = end - i;
      }
      i = Math.max(i, end);
    }
    StringBuilder text = new StringBuilder(39);
    for (int i = 0; i < 8; i++) {
      if (i == runStart) {
        text.append("::");
        i += runLength - 1;
        continue;
      }
      if (i > 0 && text.charAt(text.length() - 1) != ':') {
        text.append(':');
      }
      text.append(Integer.toHexString(group(i)));
    }
    return text.toString();
  }

  private int group(int index) {
    long half = index < 4 ? high : low;
    return (int) (half >>> (48 - 16 * (index & 3))) & 0xffff;
  }

  private static long bits(byte[] bytes, int offset, int length) {
    long value = 0;
    for (int i = 0; i < length; i++) {
      value = value << 8 | (bytes[offset + i] & 0xff);
    }
    return value;
  }
}
