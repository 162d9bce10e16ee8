// SPDX-License-Identifier: Apache-2.0
package winnow.schema;

import org.jspecify.annotations.Nullable;

/**
 * What a TLS handshake gives away.
 *
 * @param serverName server name indication of the ClientHello (RFC 6066 section 3)
 * @param alpn application protocol, as agreed or first offered (RFC 7301)
 * @param version version agreed, such as `TLSv12`
 * @param ja3 JA3 of the client
 * @param ja3s JA3S of the server, where a sensor reports it
 * @param ja4 JA4 of the client
 * @param ja4s JA4S of the server, where a sensor reports it
 */
public record Tls(
    @Nullable String serverName,
    @Nullable String alpn,
    @Nullable String version,
    @Nullable String ja3,
    @Nullable String ja3s,
    @Nullable String ja4,
    @Nullable String ja4s) {}
