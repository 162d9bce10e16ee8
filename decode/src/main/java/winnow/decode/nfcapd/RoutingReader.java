// SPDX-License-Identifier: Apache-2.0
package winnow.decode.nfcapd;

import org.jspecify.annotations.Nullable;
import winnow.decode.LittleEndian;
import winnow.decode.MacAddresses;
import winnow.schema.IpAddress;
import winnow.schema.Routing;

/** Collects the routing of one flow after another. */
final class RoutingReader {
  private final MacAddresses macs = new MacAddresses();
  private long input;
  private long output;
  private @Nullable IpAddress nextHop;
  private @Nullable IpAddress bgpNextHop;
  private long sourceAs;
  private long destinationAs;
  private int sourcePrefix;
  private int destinationPrefix;
  private @Nullable String sourceMac;
  private @Nullable String destinationMac;
  private int vlan;
  private int postVlan;
  private int forwardingStatus;
  private @Nullable Integer direction;

  void clear(int status) {
    forwardingStatus = status;
    input = 0;
    output = 0;
    nextHop = null;
    bgpNextHop = null;
    sourceAs = 0;
    destinationAs = 0;
    sourcePrefix = 0;
    destinationPrefix = 0;
    sourceMac = null;
    destinationMac = null;
    vlan = 0;
    postVlan = 0;
    direction = null;
  }

  /** Element 4 of nfdump 1.7. */
  void misc(byte[] bytes, int at) {
    interfaces(LittleEndian.u32(bytes, at), LittleEndian.u32(bytes, at + 4));
    masks(bytes[at + 8] & 0xff, bytes[at + 9] & 0xff);
    direction(bytes[at + 10] & 0xff);
  }

  void interfaces(long ingress, long egress) {
    input = ingress;
    output = egress;
  }

  void masks(int source, int destination) {
    sourcePrefix = source;
    destinationPrefix = destination;
  }

  void direction(int value) {
    direction = value;
  }

  /** Two autonomous systems of 4 bytes. */
  void systems(byte[] bytes, int at) {
    systems(LittleEndian.u32(bytes, at), LittleEndian.u32(bytes, at + 4));
  }

  void systems(long source, long destination) {
    sourceAs = source;
    destinationAs = destination;
  }

  /** Two VLAN ids of 4 bytes. */
  void vlans(byte[] bytes, int at) {
    vlans(LittleEndian.i32(bytes, at), LittleEndian.i32(bytes, at + 4));
  }

  void vlans(int ingress, int egress) {
    vlan = ingress & 0xfff;
    postVlan = egress & 0xfff;
  }

  /** Element 15: MACs as they came in, else as they went out. */
  void macs(byte[] bytes, int at) {
    source(LittleEndian.i64(bytes, at));
    destination(LittleEndian.i64(bytes, at + 16));
    source(LittleEndian.i64(bytes, at + 24));
    destination(LittleEndian.i64(bytes, at + 8));
  }

  /** Takes a source MAC unless there is one. */
  void source(long mac) {
    sourceMac = sourceMac == null && mac != 0 ? macs.text(mac & 0xffff_ffff_ffffL) : sourceMac;
  }

  /** Takes a destination MAC unless there is one. */
  void destination(long mac) {
    destinationMac =
        destinationMac == null && mac != 0 ? macs.text(mac & 0xffff_ffff_ffffL) : destinationMac;
  }

  void nextHop(@Nullable IpAddress address) {
    nextHop = address;
  }

  void bgpNextHop(@Nullable IpAddress address) {
    bgpNextHop = address;
  }

  Routing build() {
    return new Routing(
        input,
        output,
        nextHop,
        bgpNextHop,
        sourceAs,
        destinationAs,
        sourcePrefix,
        destinationPrefix,
        sourceMac,
        destinationMac,
        vlan,
        postVlan,
        forwardingStatus,
        direction);
  }
}
