// SPDX-License-Identifier: Apache-2.0
package winnow.synth.network;

import java.util.ArrayList;
import java.util.List;
import winnow.schema.IpAddress;
import winnow.synth.chance.Dice;

/**
 * A service of the Internet that has a name.
 *
 * @param rank its popularity, 0 is the most popular
 * @param domain its registered domain
 * @param network who hosts it
 * @param addresses its IPv4 addresses
 * @param ipv6Addresses its IPv6 addresses, empty when it has none
 * @param ttlSeconds time to live of its addresses
 * @param category what filters call it
 */
public record Site(
    int rank,
    String domain,
    AutonomousSystem network,
    List<IpAddress> addresses,
    List<IpAddress> ipv6Addresses,
    int ttlSeconds,
    String category) {
  private static final List<String> LABELS = List.of("www", "www", "www", "static", "api", "img");

  /** Takes copies of the lists. */
  public Site {
    addresses = List.copyOf(addresses);
    ipv6Addresses = List.copyOf(ipv6Addresses);
  }

  /** Whether a content-delivery network serves it. */
  public boolean delivered() {
    return network.kind() == AutonomousSystem.Kind.CDN;
  }

  /** Whether the proxy lets it through unopened. */
  public boolean tunnelled() {
    return Dice.fraction(rank, 9) < 0.3;
  }

  /** One of its few host names. */
  public String hostName(long key) {
    return LABELS.get(Dice.pick(key, rank, LABELS.size())) + "." + domain;
  }

  /** The names that {@code name} is an alias for, in order. */
  public List<String> aliases(String name) {
    if (!delivered()) {
      return List.of();
    }
    String edge = Integer.toHexString(rank * 2_654_435 & 0xfffff);
    String zone = "edge" + network.number() % 100 + "net.com";
    List<String> chain = new ArrayList<>();
    chain.add(name + "." + zone);
    if (rank % 3 == 0) {
      chain.add("e" + edge + ".g." + zone);
    }
    return chain;
  }

  /** The addresses that a resolver near the network is given at a time, IPv4 or IPv6. */
  public List<IpAddress> answers(long timeMicros, boolean ipv6) {
    List<IpAddress> all = ipv6 ? ipv6Addresses : addresses;
    if (all.size() <= 4) {
      return all;
    }
    int first = Dice.pick(rank, timeMicros / (ttlSeconds * 1_000_000L), all.size());
    int count = 2 + rank % 3;
    List<IpAddress> some = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      some.add(all.get((first + i) % all.size()));
    }
    return some;
  }

  /** The address that a client uses at a time, one of {@link #answers}. */
  public IpAddress address(long timeMicros, boolean ipv6, long key) {
    List<IpAddress> all = ipv6 ? ipv6Addresses : addresses;
    if (all.size() <= 4) {
      return all.get(Dice.pick(key, rank, all.size()));
    }
    int first = Dice.pick(rank, timeMicros / (ttlSeconds * 1_000_000L), all.size());
    return all.get((first + Dice.pick(key, rank, 2 + rank % 3)) % all.size());
  }
}
