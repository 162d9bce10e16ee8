// SPDX-License-Identifier: Apache-2.0
package winnow.schema;

import org.jspecify.annotations.Nullable;

/**
 * What a sensor that follows the conversation adds to a flow.
 *
 * @param uid the sensor's own id of the connection
 * @param state Zeek connection state, such as S0, SF, REJ
 * @param history Zeek history letters
 * @param endReason why the flow ended, IPFIX flowEndReason (136)
 * @param service application protocol, lower case, such as dns, http, ssl
 * @param application application as the exporter classifies it (RFC 6759)
 * @param user user name
 * @param payloadOctets bytes above the transport layer, sent by the source
 * @param reversePayloadOctets bytes above the transport layer, sent by the destination
 * @param missedOctets bytes that the sensor knows it missed
 */
public record Session(
    @Nullable String uid,
    @Nullable String state,
    @Nullable String history,
    @Nullable Integer endReason,
    @Nullable String service,
    @Nullable String application,
    @Nullable String user,
    @Nullable Long payloadOctets,
    @Nullable Long reversePayloadOctets,
    @Nullable Long missedOctets) {
  /** Nothing known. */
  public static final Session UNKNOWN =
      new Session(null, null, null, null, null, null, null, null, null, null);
}
