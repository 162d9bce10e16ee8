// SPDX-License-Identifier: Apache-2.0
package winnow.decode.netflow;

import org.jspecify.annotations.Nullable;
import winnow.schema.IpAddress;

/**
 * The scope of template ids.
 *
 * @param exporter the exporter
 * @param version version of the protocol
 * @param number observation domain id, or source id in NetFlow v9
 */
record DomainKey(@Nullable IpAddress exporter, int version, long number) {}
