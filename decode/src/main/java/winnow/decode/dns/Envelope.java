// SPDX-License-Identifier: Apache-2.0
package winnow.decode.dns;

import org.jspecify.annotations.Nullable;
import winnow.schema.Endpoint;
import winnow.schema.Observer;

/**
 * What is known of a DNS message besides its bytes.
 *
 * @param observer who saw it
 * @param timeMicros when it was seen, microseconds since the epoch
 * @param queryTimeMicros of a response: when its query was seen, as the same input says; null when
 *     it does not
 * @param client who asks
 * @param server who is asked; null when not known
 * @param protocol IANA number of the transport; null when not known
 * @param uid id of the flow it travels in; null when not known
 */
public record Envelope(
    Observer observer,
    long timeMicros,
    @Nullable Long queryTimeMicros,
    Endpoint client,
    @Nullable Endpoint server,
    @Nullable Integer protocol,
    @Nullable String uid) {}
