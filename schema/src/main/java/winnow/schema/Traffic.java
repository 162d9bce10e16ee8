// SPDX-License-Identifier: Apache-2.0
package winnow.schema;

/**
 * What went one way in a flow, as counted at the IP layer.
 *
 * @param octets bytes including IP headers (IPFIX octetDeltaCount)
 * @param packets IP packets (IPFIX packetDeltaCount)
 * @param tcpFlags union of the TCP flags seen (IPFIX tcpControlBits), 0 when unknown or not TCP
 * @param tos IP type of service byte (IPFIX ipClassOfService)
 */
public record Traffic(long octets, long packets, int tcpFlags, int tos) {}
