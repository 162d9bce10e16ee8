// SPDX-License-Identifier: Apache-2.0
package winnow.synth.network;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import winnow.schema.IpAddress;
import winnow.synth.chance.Dice;
import winnow.synth.chance.Names;
import winnow.synth.scenario.Attack;
import winnow.synth.scenario.DnsTunnel;
import winnow.synth.scenario.Scenario;

/** All sites by popularity. Visits follow Zipf's law; the first {@link #VENDORS} are vendors. */
public final class SiteDirectory {
  /** How many of the most popular sites are makers of software that calls them by itself. */
  public static final int VENDORS = 24;

  /** What filters call sites that they do not know. */
  public static final String UNRATED = "Uncategorized";

  private static final List<String> CATEGORIES =
      List.of(
          "Technology/Internet",
          "Business/Economy",
          "News/Media",
          "Shopping",
          "Social Networking",
          "Web Ads/Analytics",
          "Content Servers",
          "Search Engines/Portals",
          "Entertainment",
          "Travel");

  private final Internet internet;
  private final boolean unrated;
  private final Set<String> taken = new HashSet<>();
  private final List<Site> sites;
  private final double dualStackMass;

  SiteDirectory(Scenario scenario, int count, Internet internet) {
    this.internet = internet;
    unrated = scenario.blended();
    long seed = scenario.seed();
    List<Site> all = new ArrayList<>(count);
    for (Attack attack : scenario.attacks()) {
      if (attack instanceof DnsTunnel tunnel) {
        taken.add(tunnel.domain());
      }
    }
    double mass = 0;
    double dual = 0;
    for (int rank = 0; rank < count; rank++) {
      Site site = newSite(Dice.of(seed, 2, rank), rank);
      all.add(site);
      mass += 1.0 / (rank + 1);
      dual += site.ipv6Addresses().isEmpty() ? 0 : 1.0 / (rank + 1);
    }
    sites = List.copyOf(all);
    dualStackMass = dual / mass;
  }

  /** How many there are. */
  public int size() {
    return sites.size();
  }

  /** The site of a rank. */
  public Site site(int rank) {
    return sites.get(rank);
  }

  /** All sites, the most popular first. */
  public List<Site> sites() {
    return sites;
  }

  /** Whether a site has a domain. */
  public boolean has(String domain) {
    return taken.contains(domain);
  }

  /** A domain that no site has; such as sites have. */
  public String unusedDomain(long key) {
    long next = key;
    while (has(Names.domain(next))) {
      next++;
    }
    return Names.domain(next);
  }

  /**
   * A site that nobody visits by himself, on a rented machine.
   *
   * @param key from which it follows
   * @param number tells it apart; its rank is so many after the last of the directory
   * @param domain its domain
   */
  public Site rented(long key, int number, String domain) {
    Dice dice = Dice.of(key, number, 0);
    boolean cloud = dice.chance(0.35);
    AutonomousSystem.Kind kind =
        cloud ? AutonomousSystem.Kind.CLOUD : AutonomousSystem.Kind.HOSTING;
    AutonomousSystem network = internet.pick(kind, dice.nextLong());
    return newSite(dice, sites.size() + number, domain, network);
  }

  /** Share of visits that go to sites with IPv6. */
  double dualStackMass() {
    return dualStackMass;
  }

  private Site newSite(Dice dice, int rank) {
    String domain = Names.domain(dice.nextLong());
    while (!taken.add(domain)) {
      domain = Names.domain(dice.nextLong());
    }
    AutonomousSystem network = internet.pick(kind(dice, rank), dice.nextLong());
    return newSite(dice, rank, domain, network);
  }

  private Site newSite(Dice dice, int rank, String domain, AutonomousSystem network) {
    boolean delivered = network.kind() == AutonomousSystem.Kind.CDN;
    int count = delivered ? 12 + dice.nextInt(36) : 1 + dice.zipf(4);
    boolean ipv6 = dice.chance(rank < 100 ? 0.9 : 0.5);
    List<IpAddress> addresses = new ArrayList<>();
    List<IpAddress> ipv6Addresses = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      long key = delivered ? dice.nextInt(1024) : dice.nextLong();
      addresses.add(network.address(key));
      if (ipv6) {
        ipv6Addresses.add(network.ipv6(key));
      }
    }
    int ttl = delivered ? 20 + 10 * dice.nextInt(5) : 300 << dice.nextInt(4);
    String category = CATEGORIES.get(dice.zipf(CATEGORIES.size()));
    if (unrated && dice.chance(unratedShare(rank))) {
      category = UNRATED;
    }
    return new Site(rank, domain, network, addresses, ipv6Addresses, ttl, category);
  }

  /** Few people visit it, so nobody has looked at it yet. */
  private static double unratedShare(int rank) {
    return rank < 500 ? 0 : 0.15;
  }

  private static AutonomousSystem.Kind kind(Dice dice, int rank) {
    double popular = rank < 200 ? 0.45 : 0.2;
    double u = dice.nextDouble();
    if (u < popular) {
      return AutonomousSystem.Kind.CDN;
    }
    return u < popular + 0.35 ? AutonomousSystem.Kind.CLOUD : AutonomousSystem.Kind.HOSTING;
  }
}
