// SPDX-License-Identifier: Apache-2.0
package winnow.analysis.host;

import java.util.Locale;

/** What is counted of a host on a day. A flow belongs to the host that began it. */
public enum HostFeature {
  /** Flows that it began. */
  FLOWS(Family.CONTACTS),
  /** TCP flows that it began and that brought no connection about. */
  FAILED_FLOWS(Family.CONTACTS),
  /** Distinct addresses that it began flows to. */
  PEERS(Family.CONTACTS),
  /** Those of the peers that are inside. */
  INTERNAL_PEERS(Family.CONTACTS),
  /** Distinct pairs of protocol and port that it began flows to. */
  SERVICES(Family.CONTACTS),
  /** Distinct edges, of peer, protocol and port, that it had on no earlier day. */
  NEW_EDGES(Family.CONTACTS),
  /** New edges to peers inside. */
  NEW_INTERNAL_EDGES(Family.CONTACTS),
  /** Flows of the edge that has the most. */
  MOST_FLOWS(Family.LOGONS),
  /** Bytes sent to the peer that got the most. */
  MOST_OCTETS_OUT(Family.UPLOADS),
  /** Sum over its edges of -log2 of the share of the hosts that have an edge to the same end. */
  RARITY(Family.CONTACTS),
  /** Bytes that it sent in flows that it began. */
  OCTETS_OUT(Family.UPLOADS),
  /** Bytes that it got in flows that it began. */
  OCTETS_IN(Family.DOWNLOADS),
  /** Bytes that it sent to ends of edges that it had on no earlier day. */
  NEW_OCTETS_OUT(Family.UPLOADS),
  /** Bytes that it got from such ends. */
  NEW_OCTETS_IN(Family.DOWNLOADS),
  /** Bytes sent to the end outside that got the most among those that few hosts contact. */
  RARE_OCTETS_OUT(Family.UPLOADS),
  /** Bytes got from the end outside that gave the most among those that few hosts contact. */
  RARE_OCTETS_IN(Family.DOWNLOADS),
  /** Bytes got from the end inside that gave the most. */
  INTERNAL_OCTETS_IN(Family.DOWNLOADS),
  /** Flows of the edge to a service that people log on to which has the most among new ones. */
  NEW_LOGON_FLOWS(Family.LOGONS),
  /** Flows of the edge to a service that people log on to which has the most. */
  LOGON_FLOWS(Family.LOGONS),
  /** Bytes that it sent in hours in which it sends less than one in a hundred of its bytes. */
  ODD_HOUR_OCTETS(Family.UPLOADS),
  /** Distinct addresses that began flows to it. */
  CLIENTS(Family.CONTACTS),
  /** Bytes, both ways, in flows that others began. */
  OCTETS_SERVED(Family.DOWNLOADS),
  /** Hours of the day in which it began flows. */
  HOURS(Family.CONTACTS),
  /** DNS queries. */
  QUERIES(Family.NAMES),
  /** Distinct names that it asked for. */
  NAMES(Family.NAMES),
  /** Distinct names that it asked for under the parent that has the most: two labels or more. */
  MOST_NAMES(Family.NAMES),
  /** Queries that were answered with NXDOMAIN. */
  NO_SUCH_NAME(Family.NAMES),
  /** HTTP requests. */
  REQUESTS(Family.CONTACTS),
  /** Distinct hosts of its requests. */
  WEB_HOSTS(Family.CONTACTS);

  private final Family family;

  HostFeature(Family family) {
    this.family = family;
  }

  /** Amounts that grow for the same reasons: together they are one piece of evidence. */
  public enum Family {
    /** Whom it contacts, how often and when. */
    CONTACTS("T1018"),
    /** How much it sends, and where to. */
    UPLOADS("T1048"),
    /** How much it gets, and from where; what others get from it. */
    DOWNLOADS("T1105"),
    /** How often it goes to the same place. */
    LOGONS("T1110"),
    /** Which names it asks for. */
    NAMES("T1568");

    private final String technique;

    Family(String technique) {
      this.technique = technique;
    }

    /** ATT&amp;CK technique that more of these amounts suggests first. */
    public String technique() {
      return technique;
    }

    /** Its name in tables. */
    public String label() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** Which it belongs to. */
  public Family family() {
    return family;
  }

  /** Its name in tables. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
