// SPDX-License-Identifier: Apache-2.0
package winnow.schema.inspection;

import org.jspecify.annotations.Nullable;

/**
 * What an SSH handshake gives away.
 *
 * @param client identification of the client (RFC 4253 section 4.2), such as `SSH-2.0-OpenSSH_9.6`
 * @param server identification of the server
 * @param hassh HASSH of the client
 * @param hasshServer HASSH of the server
 * @param authenticated whether somebody logged in; null when the sensor cannot tell
 * @param attempts how often somebody tried; null when the sensor cannot tell
 */
public record Ssh(
    @Nullable String client,
    @Nullable String server,
    @Nullable String hassh,
    @Nullable String hasshServer,
    @Nullable Boolean authenticated,
    @Nullable Integer attempts) {
  /** Nothing known. */
  public static final Ssh UNKNOWN = new Ssh(null, null, null, null, null, null);
}
