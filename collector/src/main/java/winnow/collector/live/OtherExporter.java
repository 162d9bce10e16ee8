// SPDX-License-Identifier: Apache-2.0
package winnow.collector.live;

import winnow.schema.IpAddress;

/**
 * An exporter that reports flows which another reports too.
 *
 * @param exporter its address
 * @param share part of the other's flows that it reports too, 0 to 1
 */
public record OtherExporter(IpAddress exporter, double share) {}
