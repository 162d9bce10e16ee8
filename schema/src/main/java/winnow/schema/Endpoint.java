// SPDX-License-Identifier: Apache-2.0
package winnow.schema;

/**
 * One end of a conversation.
 *
 * @param address its IP address
 * @param port its transport port, 0 to 65535; 0 where the protocol has none
 */
public record Endpoint(IpAddress address, int port) {}
