// SPDX-License-Identifier: Apache-2.0
package winnow.synth.network;

import java.util.List;
import winnow.schema.IpAddress;
import winnow.synth.chance.Dice;

/**
 * A network of the Internet.
 *
 * @param number AS number
 * @param owner who runs it
 * @param country ISO 3166 code
 * @param kind what it is for
 * @param prefixes its IPv4 prefixes
 * @param ipv6High the first 64 bits of its IPv6 prefix, a /32
 */
public record AutonomousSystem(
    int number, String owner, String country, Kind kind, List<Prefix> prefixes, long ipv6High) {
  /** What a network is for. */
  public enum Kind {
    /** Content delivery. */
    CDN,
    /** Large clouds. */
    CLOUD,
    /** Hosting of small customers. */
    HOSTING,
    /** Households and mobile phones. */
    ACCESS,
    /** Companies. */
    ENTERPRISE
  }

  /**
   * An IPv4 prefix.
   *
   * @param base first address as 32 bits
   * @param length prefix length, bits
   */
  public record Prefix(int base, int length) {
    /** Its last address. */
    public IpAddress last() {
      return IpAddress.ofIpv4(base | (1 << (32 - length)) - 1);
    }
  }

  /** Takes a copy of {@code prefixes}. */
  public AutonomousSystem {
    prefixes = List.copyOf(prefixes);
  }

  /** The IPv4 address that {@code key} leads to; spread over all prefixes. */
  public IpAddress address(long key) {
    Prefix prefix = prefixes.get(Dice.pick(key, number, prefixes.size()));
    int hostBits = 32 - prefix.length;
    int host = (int) (Dice.hash(number, key) & (1L << hostBits) - 1);
    return IpAddress.ofIpv4(prefix.base | (host == 0 ? 1 : host));
  }

  /** The IPv6 address that {@code key} leads to. */
  public IpAddress ipv6(long key) {
    long hash = Dice.hash(key, number);
    return new IpAddress(ipv6High | (hash >>> 48), hash & 0xffffL);
  }
}
