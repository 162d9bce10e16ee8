// SPDX-License-Identifier: Apache-2.0
package winnow.decode.argus;

import winnow.decode.text.BadValueException;
import winnow.decode.text.TcpFlags;
import winnow.schema.FlowBuilder;
import winnow.schema.IpAddress;

/** What Argus' state and direction columns say about a flow. */
final class ArgusState {
  private ArgusState() {}

  /**
   * The flags that each side sent, where {@code state} is `SPA_FSPA`: letters of the source, an
   * underscore, letters of the destination. Other states, such as `CON`, have no flags.
   */
  static void putTcpFlags(FlowBuilder flow, String state) {
    int underscore = state.indexOf('_');
    if (underscore < 0) {
      return;
    }
    try {
      flow.tcpFlags = TcpFlags.parse(state.substring(0, underscore));
      String reverse = state.substring(underscore + 1);
      if (!reverse.isEmpty()) {
        flow.reverseTcpFlags = TcpFlags.parse(reverse);
      }
    } catch (BadValueException noFlags) {
      flow.tcpFlags = 0;
    }
  }

  /** Makes the destination the source: it sent the first packet. */
  static void turnAround(FlowBuilder flow) {
    IpAddress address = flow.sourceAddress;
    flow.sourceAddress = flow.destinationAddress;
    flow.destinationAddress = address;
    int port = flow.sourcePort;
    flow.sourcePort = flow.destinationPort;
    flow.destinationPort = port;
    String mac = flow.sourceMac;
    flow.sourceMac = flow.destinationMac;
    flow.destinationMac = mac;
    Long payload = flow.payloadOctets;
    flow.payloadOctets = flow.reversePayloadOctets;
    flow.reversePayloadOctets = payload;
    turnTrafficAround(flow);
  }

  private static void turnTrafficAround(FlowBuilder flow) {
    long octets = flow.octets;
    long packets = flow.packets;
    int flags = flow.tcpFlags;
    int tos = flow.tos;
    boolean sourceSent = packets > 0 || octets > 0;
    flow.octets = flow.reverseOctets == null ? 0 : flow.reverseOctets;
    flow.packets = flow.reversePackets == null ? 0 : flow.reversePackets;
    flow.tcpFlags = flow.reverseTcpFlags == null ? 0 : flow.reverseTcpFlags;
    flow.tos = flow.reverseTos == null ? 0 : flow.reverseTos;
    flow.reverseOctets = sourceSent ? octets : null;
    flow.reversePackets = sourceSent ? packets : null;
    flow.reverseTcpFlags = sourceSent && flags != 0 ? flags : null;
    flow.reverseTos = sourceSent ? tos : null;
  }
}
