// SPDX-License-Identifier: Apache-2.0
package winnow.synth.traffic;

import winnow.schema.IpAddress;

/**
 * One side of a conversation.
 *
 * @param address its address
 * @param as its AS number; 0 inside, as exporters report it
 */
public record Peer(IpAddress address, int as) {
  /** A host inside. */
  public static Peer inside(IpAddress address) {
    return new Peer(address, 0);
  }
}
