// SPDX-License-Identifier: Apache-2.0
package winnow.lake.search;

import winnow.schema.IpAddress;

/**
 * A network in CIDR notation (RFC 4632, RFC 4291 section 2.3). IPv4 and IPv6 are apart: no IPv4
 * address is in {@code ::/0}.
 *
 * @param address its address; bits beyond the prefix do not matter
 * @param prefixLength length of the prefix in bits of the 128-bit form
 */
record Network(IpAddress address, int prefixLength) {
  private static final int IPV4_OFFSET = 96;

  /** Reads {@code address/length}; without a length, the address alone. */
  static Network parse(String text) {
    int slash = text.indexOf('/');
    IpAddress address = IpAddress.parse(slash < 0 ? text : text.substring(0, slash));
    int most = address.isIpv4() ? 32 : 128;
    int length = slash < 0 ? most : length(text.substring(slash + 1));
    if (length < 0 || length > most) {
      throw new IllegalArgumentException(
          "not a network: \"" + text + "\"; the prefix length is from 0 to " + most);
    }
    return new Network(address, address.isIpv4() ? length + IPV4_OFFSET : length);
  }

  private static int length(String text) {
    return text.matches("[0-9]{1,3}") ? Integer.parseInt(text) : -1;
  }

  boolean contains(IpAddress other) {
    return other.isIpv4() == address.isIpv4()
        && ((other.high() ^ address.high()) & mask(prefixLength)) == 0
        && ((other.low() ^ address.low()) & mask(prefixLength - 64)) == 0;
  }

  /** The first {@code bits} of 64 bits. */
  private static long mask(int bits) {
    return bits <= 0 ? 0 : bits >= 64 ? -1 : -1L << (64 - bits);
  }
}
