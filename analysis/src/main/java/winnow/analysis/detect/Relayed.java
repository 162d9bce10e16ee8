// SPDX-License-Identifier: Apache-2.0
package winnow.analysis.detect;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import winnow.analysis.day.ContactTimes;
import winnow.analysis.day.DayCounts;
import winnow.analysis.day.PairCounts;

/**
 * Contacts that hosts make for others: what a resolver asks, and what a proxy calls each time that
 * one of its clients sent a request. The rhythm is that of the client, where it is seen.
 */
final class Relayed {
  private static final int DNS = 53;
  private static final int LEAST_CLIENTS = 3;

  /** A proxy calls within this time of a request, before or after by clocks that differ. */
  private static final long SOON_MICROS = 5_000_000;

  private static final double LEAST_SHARE = 0.8;
  private static final BitSet NOBODY = new BitSet();

  private final DayCounts counts;

  /** Who contacts a host inside, by the host. */
  private final Map<Integer, BitSet> clients = new HashMap<>();

  /** Who asks a host inside for names, by the host. */
  private final Map<Integer, BitSet> asking = new HashMap<>();

  private Relayed(DayCounts counts) {
    this.counts = counts;
    PairCounts edges = counts.edges();
    for (int edge = 0; edge < edges.size(); edge++) {
      int server = counts.server(edges.second(edge));
      if (edges.sum(edge, DayCounts.FLOWS) > 0 && counts.isInside(server)) {
        set(clients, server, edges.first(edge));
        if (isDns(edges.second(edge))) {
          set(asking, server, edges.first(edge));
        }
      }
    }
  }

  private static void set(Map<Integer, BitSet> of, int server, int client) {
    of.computeIfAbsent(server, host -> new BitSet()).set(client);
  }

  private boolean isDns(int end) {
    return (counts.service(end) & 0xffff) == DNS;
  }

  /** Those of {@code contacts} that are made for others. */
  static Set<OutsideContacts.Contact> of(
      DayCounts counts, Collection<OutsideContacts.Contact> contacts, ContactTimes times) {
    Relayed relayed = new Relayed(counts);
    Map<Integer, List<long[]>> requestsOf = new HashMap<>();
    for (OutsideContacts.Contact contact : contacts) {
      if (!contact.isFlow()) {
        requestsOf
            .computeIfAbsent(contact.host(), host -> new ArrayList<>())
            .add(contact.times(times));
      }
    }
    Set<OutsideContacts.Contact> found = new HashSet<>();
    for (OutsideContacts.Contact contact : contacts) {
      if (contact.isFlow()
          && (relayed.isQuestion(contact)
              || relayed.isCall(contact.host(), contact.times(times), requestsOf))) {
        found.add(contact);
      }
    }
    return found;
  }

  private boolean isQuestion(OutsideContacts.Contact contact) {
    return isDns(contact.end())
        && asking.getOrDefault(contact.host(), NOBODY).cardinality() >= LEAST_CLIENTS;
  }

  /** Whether a client's requests to a site, of those in question, are when a host calls. */
  private boolean isCall(int host, long[] calls, Map<Integer, List<long[]>> requestsOf) {
    return clients.getOrDefault(host, NOBODY).stream()
        .mapToObj(client -> requestsOf.getOrDefault(client, List.of()))
        .flatMap(List::stream)
        .anyMatch(requests -> goTogether(calls, requests) && goTogether(requests, calls));
  }

  /** Whether most of {@code some} are near one of {@code others}; both in order. */
  private static boolean goTogether(long[] some, long[] others) {
    long near =
        Arrays.stream(some)
            .filter(time -> {
              int at = Arrays.binarySearch(others, time - SOON_MICROS);
              int next = at < 0 ? -at - 1 : at;
              return next < others.length && others[next] <= time + SOON_MICROS;
            })
            .count();
    return near >= LEAST_SHARE * some.length;
  }
}
