// SPDX-License-Identifier: Apache-2.0
package winnow.schema;

/**
 * One resource record of a DNS answer section (RFC 1035 section 4.1.3).
 *
 * @param data the RDATA as presentation text: an address, a name, or quoted strings
 * @param type RR type number, -1 when the sensor does not say
 * @param ttl time to live in seconds, -1 when the sensor does not say
 */
public record ResourceRecord(String data, int type, long ttl) {}
