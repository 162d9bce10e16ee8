// SPDX-License-Identifier: Apache-2.0
package winnow.analysis.host;

import java.util.Locale;

/** What is counted of a host on a day. A flow belongs to the host that began it. */
public enum HostFeature {
  /** Flows that it began. */
  FLOWS(Family.CONTACTS, "flows begun"),
  /** TCP flows that it began and that brought no connection about. */
  FAILED_FLOWS(Family.SCANS, "failed connections"),
  /** Distinct pairs of address and service with such flows. */
  FAILED_ENDS(Family.SCANS, "services that did not answer"),
  /** Distinct addresses with such flows. */
  FAILED_PEERS(Family.SCANS, "addresses that did not answer"),
  /** Flows that failed to the end that has the most of them. */
  MOST_FAILED_FLOWS(Family.SCANS, "failed connections to one service"),
  /** Distinct addresses that it began flows to. */
  PEERS(Family.CONTACTS, "addresses contacted"),
  /** Those of the peers that are inside. */
  INTERNAL_PEERS(Family.CONTACTS, "hosts inside contacted"),
  /** Distinct pairs of protocol and port that it began flows to. */
  SERVICES(Family.CONTACTS, "kinds of service used"),
  /** Distinct edges, of peer, protocol and port, that it had on no earlier day. */
  NEW_EDGES(Family.CONTACTS, "services never used before"),
  /** New edges to peers inside. */
  NEW_INTERNAL_EDGES(Family.CONTACTS, "services inside never used before"),
  /** Flows of the edge that has the most, among ends that less than a quarter of hosts use. */
  MOST_FLOWS(Family.LOGONS, "flows to one service"),
  /** Bytes sent to the peer that got the most. */
  MOST_OCTETS_OUT(Family.UPLOADS, "bytes sent to one address"),
  /** Sum over its edges of -log2 of the share of the hosts that have an edge to the same end. */
  RARITY(Family.CONTACTS, "rarity of the services used, bits"),
  /** Bytes that it sent in flows that it began. */
  OCTETS_OUT(Family.UPLOADS, "bytes sent"),
  /** Bytes that it got in flows that it began. */
  OCTETS_IN(Family.DOWNLOADS, "bytes received"),
  /** Bytes that it sent to ends of edges that it had on no earlier day. */
  NEW_OCTETS_OUT(Family.UPLOADS, "bytes sent to services never used before"),
  /** Bytes that it got from such ends. */
  NEW_OCTETS_IN(Family.DOWNLOADS, "bytes received from services never used before"),
  /** Bytes sent to the end outside that got the most among those that few hosts contact. */
  RARE_OCTETS_OUT(Family.UPLOADS, "bytes sent to one service outside that few hosts use"),
  /** Bytes got from the end outside that gave the most among those that few hosts contact. */
  RARE_OCTETS_IN(Family.DOWNLOADS, "bytes received from one service outside that few hosts use"),
  /** Bytes got from the end inside that gave the most. */
  INTERNAL_OCTETS_IN(Family.DOWNLOADS, "bytes received from one service inside"),
  /** Flows of the edge to a service that people log on to which has the most among new ones. */
  NEW_LOGON_FLOWS(Family.LOGONS, "flows to one logon service never used before"),
  /** Flows of the edge to a service that people log on to which has the most. */
  LOGON_FLOWS(Family.LOGONS, "flows to one logon service"),
  /** Bytes that it sent in hours in which it sends less than one in a hundred of its bytes. */
  ODD_HOUR_OCTETS(Family.UPLOADS, "bytes sent in hours in which it hardly ever sends"),
  /** Distinct addresses that began flows to it. */
  CLIENTS(Family.CONTACTS, "addresses that contacted it"),
  /** Bytes, both ways, in flows that others began. */
  OCTETS_SERVED(Family.DOWNLOADS, "bytes in flows that others began"),
  /** Hours of the day in which it began flows. */
  HOURS(Family.CONTACTS, "hours of the day with flows"),
  /** DNS queries. */
  QUERIES(Family.NAMES, "DNS queries"),
  /** Distinct names that it asked for. */
  NAMES(Family.NAMES, "names asked for"),
  /** Distinct names that it asked for under the parent that has the most: two labels or more. */
  MOST_NAMES(Family.NAMES, "names asked for under one domain"),
  /** Queries that were answered with NXDOMAIN. */
  NO_SUCH_NAME(Family.NAMES, "queries for names that do not exist"),
  /** HTTP requests. */
  REQUESTS(Family.CONTACTS, "web requests"),
  /** Distinct hosts of its requests. */
  WEB_HOSTS(Family.CONTACTS, "web hosts");

  private final Family family;
  private final String phrase;

  HostFeature(Family family, String phrase) {
    this.family = family;
    this.phrase = phrase;
  }

  /** Amounts that grow for the same reasons: together they are one piece of evidence. */
  public enum Family {
    /** Whom it contacts, how often and when. */
    CONTACTS("T1018"),
    /** What it tries in vain. */
    SCANS("T1046"),
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

  /** What it is, for people, after a number. */
  public String phrase() {
    return phrase;
  }
}
