// SPDX-License-Identifier: Apache-2.0
package winnow.analysis.host;

import java.util.Locale;

/** What is counted of a host on a day. A flow belongs to the host that began it. */
public enum HostFeature {
  /** Flows that it began. */
  FLOWS,
  /** TCP flows that it began and that brought no connection about. */
  FAILED_FLOWS,
  /** Distinct addresses that it began flows to. */
  PEERS,
  /** Those of the peers that are inside. */
  INTERNAL_PEERS,
  /** Distinct pairs of protocol and port that it began flows to. */
  SERVICES,
  /** Distinct edges, of peer, protocol and port, that it had on no earlier day. */
  NEW_EDGES,
  /** New edges to peers inside. */
  NEW_INTERNAL_EDGES,
  /** Flows of the edge that has the most. */
  MOST_FLOWS,
  /** Bytes sent to the peer that got the most. */
  MOST_OCTETS_OUT,
  /** Sum over its edges of -log2 of the share of the hosts that have an edge to the same end. */
  RARITY,
  /** Bytes that it sent in flows that it began. */
  OCTETS_OUT,
  /** Bytes that it got in flows that it began. */
  OCTETS_IN,
  /** Distinct addresses that began flows to it. */
  CLIENTS,
  /** Bytes, both ways, in flows that others began. */
  OCTETS_SERVED,
  /** Hours of the day in which it began flows. */
  HOURS,
  /** DNS queries. */
  QUERIES,
  /** Distinct names that it asked for. */
  NAMES,
  /** Distinct names that it asked for under the parent that has the most: two labels or more. */
  MOST_NAMES,
  /** Queries that were answered with NXDOMAIN. */
  NO_SUCH_NAME,
  /** HTTP requests. */
  REQUESTS,
  /** Distinct hosts of its requests. */
  WEB_HOSTS;

  /** Its name in tables. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
