// SPDX-License-Identifier: Apache-2.0
package winnow.analysis.feedback;

import org.jspecify.annotations.Nullable;

/** A row that somebody called benign: as much of it as makes its words. */
public sealed interface BenignRow {
  /**
   * A flow.
   *
   * @param hour hour of the day, UTC
   * @param source source address
   * @param destination destination address
   * @param sourcePort source port
   * @param destinationPort destination port
   * @param protocol IANA protocol number; null when not said, which means any that the day has
   * @param packets packets from source to destination
   * @param octets bytes from source to destination
   */
  record Flow(
      int hour,
      String source,
      String destination,
      int sourcePort,
      int destinationPort,
      @Nullable Integer protocol,
      long packets,
      long octets)
      implements BenignRow {}

  /**
   * A DNS transaction.
   *
   * @param hour hour of the day, UTC
   * @param client client address
   * @param name name asked for
   * @param frameOctets length of the frame
   * @param type type asked for, -1 when absent
   * @param responseCode response code, -1 when absent
   */
  record Dns(int hour, String client, String name, long frameOctets, int type, int responseCode)
      implements BenignRow {}

  /**
   * An HTTP transaction.
   *
   * @param hour hour of the day, UTC
   * @param client client address
   * @param host host asked
   * @param method request method
   * @param userAgent user agent
   * @param mimeType media type of the response
   * @param uri host, path and query
   * @param status status code; null when absent
   */
  record Http(
      int hour,
      String client,
      String host,
      String method,
      String userAgent,
      String mimeType,
      String uri,
      @Nullable Integer status)
      implements BenignRow {}
}
