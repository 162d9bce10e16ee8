// SPDX-License-Identifier: Apache-2.0
package winnow.synth.blend;

import winnow.schema.IpAddress;

/** Ranges of addresses (RFC 6890). */
final class Ranges {
  private Ranges() {}

  /** Whether networks use it inside: RFC 1918, RFC 4193, and local links of IPv6. */
  static boolean isPrivate(IpAddress address) {
    if (!address.isIpv4()) {
      return address.high() >>> 57 == 0xfc >>> 1 || address.high() >>> 54 == 0xfe80 >>> 6;
    }
    int bits = (int) address.low();
    return isIn(bits, 0x0a000000, 8) || isIn(bits, 0xac100000, 12) || isIn(bits, 0xc0a80000, 16);
  }

  /** Whether it is no single host that could be called: groups, broadcasts, nobody, oneself. */
  static boolean isNobody(IpAddress address) {
    if (!address.isIpv4()) {
      return address.high() >>> 56 == 0xff || address.high() == 0;
    }
    int bits = (int) address.low();
    return bits >>> 28 >= 0xe
        || bits >>> 24 == 0
        || bits >>> 24 == 127
        || isIn(bits, 0xa9fe0000, 16)
        || isPrivate(address) && (bits & 0xff) == 0xff;
  }

  /** Whether it may be met on the Internet: neither private nor set aside for other ends. */
  static boolean isPublic(IpAddress address) {
    if (isPrivate(address) || isNobody(address)) {
      return false;
    }
    if (!address.isIpv4()) {
      return address.high() >>> 61 == 1 && address.high() >>> 32 != 0x2001_0db8L;
    }
    int bits = (int) address.low();
    return !isIn(bits, 0x64400000, 10)
        && !isIn(bits, 0xc0000200, 24)
        && !isIn(bits, 0xc6120000, 15)
        && !isIn(bits, 0xc6336400, 24)
        && !isIn(bits, 0xcb007100, 24);
  }

  private static boolean isIn(int bits, int base, int length) {
    return (bits ^ base) >>> (32 - length) == 0;
  }
}
