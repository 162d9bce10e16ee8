// SPDX-License-Identifier: Apache-2.0
package winnow.analysis.word;

import org.jspecify.annotations.Nullable;

/** The length of the frame that carried a DNS message, when only the message's length is known. */
public final class DnsFrames {
  /** The length when nothing is known. */
  public static final long UNKNOWN = 0;

  private static final int ETHERNET = 14;
  private static final int IPV4 = 20;
  private static final int IPV6 = 40;
  private static final int UDP_HEADER = 8;
  private static final int TCP_HEADER = 20;
  private static final int TCP_LENGTH_PREFIX = 2;
  private static final int TCP = 6;

  private DnsFrames() {}

  /**
   * The frame's length: as seen, else of the response (RFC 1035 section 4.2), else of the query,
   * with Ethernet, IP and transport headers without options; {@link #UNKNOWN} when none is known.
   */
  public static long octets(
      @Nullable Long frame,
      @Nullable Long response,
      @Nullable Long query,
      String address,
      long protocol) {
    if (frame != null) {
      return frame;
    }
    Long message = response != null ? response : query;
    if (message == null) {
      return UNKNOWN;
    }
    int network = address.indexOf(':') >= 0 ? IPV6 : IPV4;
    int transport = protocol == TCP ? TCP_HEADER + TCP_LENGTH_PREFIX : UDP_HEADER;
    return message + ETHERNET + network + transport;
  }
}
