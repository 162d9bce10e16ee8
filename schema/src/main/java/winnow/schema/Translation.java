// SPDX-License-Identifier: Apache-2.0
package winnow.schema;

import org.jspecify.annotations.Nullable;

/**
 * The addresses and ports of a flow after network address translation (IPFIX 225 to 228, 281, 282).
 *
 * @param source source address after translation
 * @param destination destination address after translation
 * @param sourcePort source port after translation, 0 when not exported
 * @param destinationPort destination port after translation, 0 when not exported
 */
public record Translation(
    @Nullable IpAddress source,
    @Nullable IpAddress destination,
    int sourcePort,
    int destinationPort) {}
