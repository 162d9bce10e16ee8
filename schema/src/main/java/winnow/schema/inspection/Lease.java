// SPDX-License-Identifier: Apache-2.0
package winnow.schema.inspection;

/**
 * An address that a DHCP server gave a host (RFC 2131).
 *
 * @param address the address, as canonical text; empty when the host got none
 * @param mac hardware address of the host, empty when not known
 * @param hostName what the host calls itself, empty when not known
 */
public record Lease(String address, String mac, String hostName) {
  /** Nothing known. */
  public static final Lease UNKNOWN = new Lease("", "", "");
}
