// SPDX-License-Identifier: Apache-2.0
package winnow.synth.traffic;

import org.jspecify.annotations.Nullable;
import winnow.schema.IpAddress;
import winnow.synth.scenario.Planted;

/**
 * A request and its response as a proxy or sensor sees it.
 *
 * @param timeMicros when it was sent, since the epoch
 * @param durationMicros to the end of the response
 * @param client who asked
 * @param clientPort its port
 * @param user login of the person, empty when not known
 * @param server address of the site; null when the proxy never connected
 * @param proxied whether it went through the proxy
 * @param target what was asked
 * @param reply what came back
 * @param planted what was planted that it belongs to; null for none
 */
public record WebRequest(
    long timeMicros,
    long durationMicros,
    IpAddress client,
    int clientPort,
    String user,
    @Nullable IpAddress server,
    boolean proxied,
    Target target,
    Reply reply,
    @Nullable Planted planted) {
  /**
   * What was asked.
   *
   * @param method such as GET
   * @param scheme http, https, or tcp for tunnels
   * @param host name of the site
   * @param port TCP port
   * @param path path; empty for tunnels
   * @param query with its question mark; empty when none
   * @param referrer empty when none
   * @param userAgent User-Agent
   * @param octets sent by the client
   */
  public record Target(
      String method,
      String scheme,
      String host,
      int port,
      String path,
      String query,
      String referrer,
      String userAgent,
      long octets) {}

  /**
   * What came back.
   *
   * @param status HTTP status
   * @param mimeType media type; empty when none
   * @param octets sent to the client
   * @param category content category of the site
   */
  public record Reply(int status, String mimeType, long octets, String category) {}
}
