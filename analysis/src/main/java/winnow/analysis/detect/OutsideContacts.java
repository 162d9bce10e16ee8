// SPDX-License-Identifier: Apache-2.0
package winnow.analysis.detect;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import winnow.analysis.count.StableHash;
import winnow.analysis.day.ContactTimes;
import winnow.analysis.day.DayCounts;
import winnow.analysis.day.DomainNames;
import winnow.analysis.day.PairCounts;

/** The hosts inside and the ends outside that they contacted on a day: flows, and requests. */
final class OutsideContacts {
  private final DayCounts counts;
  private final List<Contact> contacts = new ArrayList<>();
  private final BitSet hosts = new BitSet();
  private final Map<Integer, Integer> clientsOfEnd = new HashMap<>();
  private final Map<Integer, Integer> clientsOfName = new HashMap<>();

  /** The hosts that used each protocol and port outside. */
  private final Map<Integer, BitSet> usersOfService = new HashMap<>();

  /** How many contacts are with an end that so many hosts or fewer contact. */
  private final int[] contactsByClients;

  OutsideContacts(DayCounts counts) {
    this.counts = counts;
    PairCounts edges = counts.edges();
    for (int edge = 0; edge < edges.size(); edge++) {
      int client = edges.first(edge);
      int end = edges.second(edge);
      long flows = edges.sum(edge, DayCounts.FLOWS);
      if (flows > 0 && counts.isInside(client) && !counts.isInside(counts.server(end))) {
        add(new Contact(true, edge, client, end, flows), clientsOfEnd);
        usersOfService.computeIfAbsent(counts.service(end), service -> new BitSet()).set(client);
      }
    }
    PairCounts sites = counts.sites();
    for (int site = 0; site < sites.size(); site++) {
      int name = sites.second(site);
      if (!counts.isInside(name)) {
        long requests = sites.sum(site, DayCounts.COUNT);
        add(new Contact(false, site, sites.first(site), name, requests), clientsOfName);
      }
    }
    contactsByClients = new int[hosts.cardinality() + 1];
    contacts.forEach(contact -> contactsByClients[clients(contact)]++);
    for (int clients = 1; clients < contactsByClients.length; clients++) {
      contactsByClients[clients] += contactsByClients[clients - 1];
    }
  }

  private void add(Contact contact, Map<Integer, Integer> clients) {
    contacts.add(contact);
    hosts.set(contact.host());
    clients.merge(contact.end(), 1, Integer::sum);
  }

  List<Contact> all() {
    return contacts;
  }

  /** How many hosts contacted anything outside. */
  int hosts() {
    return hosts.cardinality();
  }

  /** How many hosts contacted the same end. */
  int clients(Contact contact) {
    return (contact.isFlow() ? clientsOfEnd : clientsOfName).getOrDefault(contact.end(), 0);
  }

  /** The share of all contacts that are with an end that no more hosts contact than this one. */
  double shareAsRare(Contact contact) {
    return contactsByClients[clients(contact)] / (double) contacts.size();
  }

  /** How many hosts used the same protocol and port outside; all of them for requests. */
  int usersOfService(Contact contact) {
    BitSet users = contact.isFlow() ? usersOfService.get(counts.service(contact.end())) : null;
    return users == null ? hosts() : users.cardinality();
  }

  /** The name or address of the other end. */
  String peer(Contact contact) {
    return contact.isFlow() ? counts.nameOf(contact.end()) : counts.texts().text(contact.end());
  }

  /** A hash of both ends, the same on all days. */
  long key(Contact contact) {
    int end = contact.end();
    long other =
        contact.isFlow()
            ? StableHash.mix(counts.hash(counts.server(end)), counts.service(end))
            : counts.hash(end);
    return StableHash.mix(counts.hash(contact.host()), other);
  }

  /** A hash of the other end, the same on all days: of its address, or the domain of its name. */
  long keyOfEnd(Contact contact) {
    return contact.isFlow()
        ? counts.hash(counts.server(contact.end()))
        : StableHash.of(DomainNames.domain(counts.texts().text(contact.end())));
  }

  /**
   * A host inside and an end outside that it contacted.
   *
   * @param isFlow whether by flows; otherwise by requests
   * @param row of the edges, or of the sites
   * @param host text of its address
   * @param end number of the end, or text of the name
   * @param contacts how often
   */
  record Contact(boolean isFlow, int row, int host, int end, long contacts) {
    /** When, in order; to be read for it before. */
    long[] times(ContactTimes read) {
      return isFlow ? read.timesOfEdge(row) : read.timesOfSite(row);
    }

    /** How many bytes each time, the fewest first. */
    long[] octets(ContactTimes read) {
      return isFlow ? read.octetsOfEdge(row) : read.octetsOfSite(row);
    }
  }
}
