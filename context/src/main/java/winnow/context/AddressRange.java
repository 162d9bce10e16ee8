// SPDX-License-Identifier: Apache-2.0
package winnow.context;

import org.jspecify.annotations.Nullable;
import winnow.schema.IpAddress;

/**
 * Consecutive addresses of one family.
 *
 * @param first lowest address
 * @param last highest address, itself included
 */
public record AddressRange(IpAddress first, IpAddress last) {
  private static final int IPV4_PREFIX = 96;

  /** Checks order and family. */
  public AddressRange {
    if (first.compareTo(last) > 0 || first.isIpv4() != last.isIpv4()) {
      throw new IllegalArgumentException("not a range of addresses: " + first + " to " + last);
    }
  }

  /**
   * Reads a network {@code 10.0.0.0/8}, a range {@code 10.0.0.1-10.0.0.9} or one address.
   *
   * @throws IllegalArgumentException when {@code text} is none of these
   */
  public static AddressRange parse(String text) {
    int slash = text.indexOf('/');
    if (slash >= 0) {
      return network(text, slash);
    }
    int dash = text.indexOf('-');
    if (dash >= 0) {
      return new AddressRange(
          IpAddress.parse(text.substring(0, dash).strip()),
          IpAddress.parse(text.substring(dash + 1).strip()));
    }
    IpAddress only = IpAddress.parse(text.strip());
    return new AddressRange(only, only);
  }

  /** Whether {@code address} is one of them. */
  public boolean contains(IpAddress address) {
    return first.compareTo(address) <= 0 && address.compareTo(last) <= 0;
  }

  /** Whether this has fewer addresses than {@code other}: -1, 0 or 1. */
  int compareSize(AddressRange other) {
    return span().compareTo(other.span());
  }

  /** The address after the last; null when there is none. */
  @Nullable IpAddress after() {
    long low = last.low() + 1;
    long high = low == 0 ? last.high() + 1 : last.high();
    return low == 0 && high == 0 ? null : new IpAddress(high, low);
  }

  private IpAddress span() {
    long low = last.low() - first.low();
    long borrow = Long.compareUnsigned(last.low(), first.low()) < 0 ? 1 : 0;
    return new IpAddress(last.high() - first.high() - borrow, low);
  }

  private static AddressRange network(String text, int slash) {
    IpAddress address = IpAddress.parse(text.substring(0, slash).strip());
    int most = address.isIpv4() ? 32 : 128;
    int length = prefixLength(text, text.substring(slash + 1).strip(), most);
    int fixed = address.isIpv4() ? IPV4_PREFIX + length : length;
    long highMask = fixed == 0 ? 0 : fixed >= 64 ? -1L : -1L << 64 - fixed;
    long lowMask = fixed <= 64 ? 0 : fixed == 128 ? -1L : -1L << 128 - fixed;
    return new AddressRange(
        new IpAddress(address.high() & highMask, address.low() & lowMask),
        new IpAddress(address.high() | ~highMask, address.low() | ~lowMask));
  }

  private static int prefixLength(String text, String digits, int most) {
    if (digits.matches("[0-9]{1,3}") && Integer.parseInt(digits) <= most) {
      return Integer.parseInt(digits);
    }
    throw new IllegalArgumentException(
        "not a network: \"" + text + "\": the prefix length must be 0 to " + most);
  }
}
