// SPDX-License-Identifier: Apache-2.0
package winnow.schema;

import org.jspecify.annotations.Nullable;

/**
 * An HTTP transaction, seen on the wire or reported by a proxy.
 *
 * @param observer who saw it
 * @param eventTimeMicros when the request was seen; for proxies that log on completion, the logged
 *     time
 * @param durationMicros from request to end of response; null when the input does not say
 * @param client the peer that sent the request to the observer
 * @param realClient the client that a proxy in front reports (X-Forwarded-For); null when not said
 * @param server address and port of the peer that received the request; null when not known
 * @param proxy address of the proxy that reports it; null on the wire
 * @param request what was asked
 * @param response what came back; null when nothing did
 * @param verdict what the proxy thought of it
 * @param uid the sensor's own id of the connection
 */
public record HttpRecord(
    Observer observer,
    long eventTimeMicros,
    @Nullable Long durationMicros,
    Endpoint client,
    @Nullable IpAddress realClient,
    @Nullable Endpoint server,
    @Nullable IpAddress proxy,
    Request request,
    @Nullable Response response,
    Verdict verdict,
    @Nullable String uid)
    implements TelemetryRecord {
  @Override
  public HttpRecord withObserver(Observer seenBy) {
    return new HttpRecord(
        seenBy,
        eventTimeMicros,
        durationMicros,
        client,
        realClient,
        server,
        proxy,
        request,
        response,
        verdict,
        uid);
  }

  /**
   * The request. Text is as sent, with control characters kept.
   *
   * @param method such as GET, CONNECT
   * @param scheme such as http, https, tcp
   * @param host host of the URI or Host header
   * @param port port of the URI, null when not given
   * @param path path, starting with a slash
   * @param query query without or with its question mark, as the input gives it
   * @param extension file extension as the proxy reports it
   * @param version HTTP version
   * @param mimeType media type of the body
   * @param userAgent User-Agent
   * @param referrer Referer
   * @param user authenticated user
   * @param group group of the user
   * @param octets bytes sent by the client, headers included
   * @param bodyOctets bytes of the body
   */
  public record Request(
      @Nullable String method,
      @Nullable String scheme,
      @Nullable String host,
      @Nullable Integer port,
      @Nullable String path,
      @Nullable String query,
      @Nullable String extension,
      @Nullable String version,
      @Nullable String mimeType,
      @Nullable String userAgent,
      @Nullable String referrer,
      @Nullable String user,
      @Nullable String group,
      @Nullable Long octets,
      @Nullable Long bodyOctets) {}

  /**
   * The response.
   *
   * @param status status code
   * @param mimeType media type of the body, as declared or sniffed by the observer
   * @param fileName file name the server gave
   * @param octets bytes sent to the client, headers included
   * @param bodyOctets bytes of the body
   */
  public record Response(
      @Nullable Integer status,
      @Nullable String mimeType,
      @Nullable String fileName,
      @Nullable Long octets,
      @Nullable Long bodyOctets) {}

  /**
   * What a proxy decided.
   *
   * @param action what it did, such as TCP_HIT, TCP_DENIED
   * @param filterResult such as OBSERVED, DENIED
   * @param exception id of the error page
   * @param categories content categories, `;` between several
   * @param virus what a scanner found
   * @param application application as the proxy classifies it
   * @param operation operation within the application
   */
  public record Verdict(
      @Nullable String action,
      @Nullable String filterResult,
      @Nullable String exception,
      @Nullable String categories,
      @Nullable String virus,
      @Nullable String application,
      @Nullable String operation) {
    /** Nothing said. */
    public static final Verdict NONE = new Verdict(null, null, null, null, null, null, null);
  }
}
