// SPDX-License-Identifier: Apache-2.0
package winnow.schema;

import org.jspecify.annotations.Nullable;

/**
 * Where a flow passed through its exporter. Zero means "not known" where the protocols say so.
 *
 * @param inputInterface SNMP ifIndex of the ingress interface
 * @param outputInterface SNMP ifIndex of the egress interface
 * @param nextHop next router
 * @param bgpNextHop next BGP router
 * @param sourceAs autonomous system of the source
 * @param destinationAs autonomous system of the destination
 * @param sourcePrefixLength length of the source's route prefix, bits
 * @param destinationPrefixLength length of the destination's route prefix, bits
 * @param sourceMac source MAC address, lower-case colon text
 * @param destinationMac destination MAC address, lower-case colon text
 * @param vlan 802.1Q VLAN id at ingress
 * @param postVlan 802.1Q VLAN id at egress
 * @param forwardingStatus RFC 7270 section 4.12
 * @param direction 0 ingress, 1 egress (IPFIX flowDirection); null when not exported
 */
public record Routing(
    long inputInterface,
    long outputInterface,
    @Nullable IpAddress nextHop,
    @Nullable IpAddress bgpNextHop,
    long sourceAs,
    long destinationAs,
    int sourcePrefixLength,
    int destinationPrefixLength,
    @Nullable String sourceMac,
    @Nullable String destinationMac,
    int vlan,
    int postVlan,
    int forwardingStatus,
    @Nullable Integer direction) {
  /** Nothing known. */
  public static final Routing UNKNOWN =
      new Routing(0, 0, null, null, 0, 0, 0, 0, null, null, 0, 0, 0, null);
}
