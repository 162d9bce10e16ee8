// SPDX-License-Identifier: Apache-2.0
package winnow.decode.exporter;

/** What a firewall event (IPFIX firewallEvent, 233; Cisco NSEL) says about a flow. */
public final class FirewallEvents {
  private static final int DELETED = 2;
  private static final int DENIED = 3;
  private static final int UPDATE = 5;

  /** Values of flowEndReason (IPFIX 136). */
  private static final int ACTIVE_TIMEOUT = 2;

  private static final int END_OF_FLOW = 3;

  /** Forwarding status (RFC 7270 section 4.12): dropped, denied by an access list. */
  private static final int DROPPED_ACL_DENY = 129;

  private FirewallEvents() {}

  /** The flowEndReason that the event amounts to, -1 when the flow goes on. */
  public static int endReason(int event) {
    return switch (event) {
      case DELETED -> END_OF_FLOW;
      case UPDATE -> ACTIVE_TIMEOUT;
      default -> -1;
    };
  }

  /** The forwarding status that the event amounts to, 0 when it says nothing about that. */
  public static int forwardingStatus(int event) {
    return event == DENIED ? DROPPED_ACL_DENY : 0;
  }
}
