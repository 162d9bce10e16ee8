// SPDX-License-Identifier: Apache-2.0
package winnow.synth.planted;

import java.util.List;
import winnow.synth.chance.Dice;
import winnow.synth.network.Host;
import winnow.synth.network.Site;
import winnow.synth.network.SyntheticNetwork;
import winnow.synth.scenario.Attack;
import winnow.synth.traffic.Day;
import winnow.synth.traffic.NameLookups;
import winnow.synth.traffic.TrafficSink;
import winnow.synth.traffic.WebTransfer;
import winnow.synth.traffic.WebTransfers;
import winnow.synth.traffic.Wire;

/**
 * What attacks of a day work with.
 *
 * @param day the day
 * @param wire carries conversations
 * @param sink takes the rest
 * @param names asks resolvers; remembers nothing of what others asked
 * @param transfers reaches the web
 */
record Means(Day day, Wire wire, TrafficSink sink, NameLookups names, WebTransfers transfers) {
  private static final int SITES_PER_ATTACK = 12;

  static Means of(Day day, Wire wire, TrafficSink sink) {
    SyntheticNetwork network = day.network();
    int ranks = network.sites().size() + SITES_PER_ATTACK * network.scenario().attacks().size();
    NameLookups names = new NameLookups(day, wire, sink, ranks);
    return new Means(day, wire, sink, names, new WebTransfers(day, wire, sink, names));
  }

  SyntheticNetwork network() {
    return day.network();
  }

  boolean blended() {
    return network().scenario().blended();
  }

  /** Server number {@code which} of an attack, 0 to 2; the proxy can look into what it serves. */
  Site opened(Attack attack, int which) {
    int last = SITES_PER_ATTACK - 3 + which;
    int number = which;
    while (server(attack, number).tunnelled() && number < last) {
      number += 3;
    }
    return server(attack, number);
  }

  /** Server number {@code which} of an attack, 0 to 11. */
  Site server(Attack attack, int which) {
    return server(attack, which, network().sites().unusedDomain(key(attack, which)));
  }

  /** As above, under another domain. */
  Site server(Attack attack, int which, String domain) {
    List<String> wholes = network().scenario().attacks().stream().map(Attack::whole).toList();
    int first = wholes.indexOf(attack.whole()) * SITES_PER_ATTACK;
    return network().sites().rented(key(attack, which), first + which, domain);
  }

  /** One of the names of a server, as {@code host} calls it. */
  static WebTransfer.Where at(Site site, Host host, int port, Attack attack) {
    return new WebTransfer.Where(site, site.hostName(host.seed()), port, attack);
  }

  private long key(Attack attack, int which) {
    return Dice.hash(network().scenario().seed(), attack.whole().hashCode() + 100L + which);
  }
}
