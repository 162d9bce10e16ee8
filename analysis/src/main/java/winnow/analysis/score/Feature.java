// SPDX-License-Identifier: Apache-2.0
package winnow.analysis.score;

/** The parts of words. */
public enum Feature {
  /** Port key of a flow. */
  PORT,
  /** IP protocol. */
  PROTOCOL,
  /** Hour of the day, UTC. */
  HOUR,
  /** Bin of the bytes of a flow. */
  OCTETS,
  /** Bin of the packets of a flow. */
  PACKETS,
  /** Whether a domain is the organisation's own, popular, or neither. */
  DOMAIN_CLASS,
  /** Bin of the length of a DNS frame. */
  FRAME_LENGTH,
  /** Bin of the length of a subdomain. */
  SUBDOMAIN_LENGTH,
  /** Bin of the entropy of a subdomain. */
  SUBDOMAIN_ENTROPY,
  /** Bin of the number of labels of a name. */
  LABELS,
  /** DNS type asked for. */
  TYPE,
  /** DNS response code. */
  RESPONSE_CODE,
  /** HTTP method. */
  METHOD,
  /** Bin of the entropy of a URI. */
  URI_ENTROPY,
  /** First part of the media type of a response. */
  CONTENT_TYPE,
  /** Bin of how many rows have the same user agent. */
  AGENT_ROWS,
  /** Bin of the length of a URI. */
  URI_LENGTH,
  /** HTTP status. */
  STATUS
}
