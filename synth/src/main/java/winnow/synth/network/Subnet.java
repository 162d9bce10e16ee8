// SPDX-License-Identifier: Apache-2.0
package winnow.synth.network;

import winnow.schema.IpAddress;
import winnow.synth.scenario.Role;

/**
 * A /24 of the internal network and the IPv6 /64 beside it.
 *
 * @param name what people call it
 * @param role the role its addresses were planned for
 * @param base its first IPv4 address, as 32 bits
 * @param hosts how many hosts it has, at most 200
 * @param zoneHours local time minus UTC, hours
 */
public record Subnet(String name, Role role, int base, int hosts, int zoneHours) {
  /** The IPv4 address number {@code slot}, from 0; the first ten are left to routers. */
  public IpAddress address(int slot) {
    return IpAddress.ofIpv4(base + 10 + slot);
  }

  /** The IPv6 address with an interface identifier of {@code id} (RFC 4291 section 2.5.1). */
  public IpAddress ipv6(long id) {
    return new IpAddress(ipv6High(), id & ~(0x0200L << 48) | 0x0100L << 48);
  }

  /** The IPv6 prefix as the first 64 bits, within 2001:db8::/32. */
  public long ipv6High() {
    return 0x2001_0db8_0000_0000L | (base >>> 8 & 0xffff);
  }

  /** The IPv4 prefix in CIDR form. */
  public String cidr() {
    return IpAddress.ofIpv4(base) + "/24";
  }
}
