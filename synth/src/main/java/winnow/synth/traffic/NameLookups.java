// SPDX-License-Identifier: Apache-2.0
package winnow.synth.traffic;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import winnow.schema.IpAddress;
import winnow.schema.TelemetryKind;
import winnow.synth.chance.Dice;
import winnow.synth.network.Host;
import winnow.synth.network.Site;
import winnow.synth.network.SyntheticNetwork;
import winnow.synth.scenario.Planted;
import winnow.synth.scenario.Role;

/**
 * Who asks the resolvers what. Clients remember the last answers of a few sites, resolvers those of
 * all sites, both for the time to live.
 */
public final class NameLookups {
  /** QTYPE of IPv4 addresses. */
  public static final int A = 1;

  /** QTYPE of IPv6 addresses. */
  public static final int AAAA = 28;

  /** QTYPE of names of addresses. */
  public static final int PTR = 12;

  /** QTYPE of aliases. */
  public static final int CNAME = 5;

  private static final int SLOTS = 16;

  private final Day day;
  private final SyntheticNetwork network;
  private final Wire wire;
  private final TrafficSink sink;
  private final int[] cachedSite;
  private final int[] cachedUntil;
  private final int[] resolverUntil;

  /** Look-ups of sites whose ranks are below {@code ranks}, with empty memories. */
  public NameLookups(Day day, Wire wire, TrafficSink sink, int ranks) {
    this.day = day;
    this.wire = wire;
    this.sink = sink;
    network = day.network();
    cachedSite = new int[network.hosts().size() * SLOTS];
    cachedUntil = new int[cachedSite.length];
    resolverUntil = new int[ranks];
  }

  /** Makes sure that a client knows a site; returns when it does. */
  public long resolve(Dice dice, long timeMicros, Host client, Site site) {
    Wanted wanted = new Wanted(site, site.hostName(client.seed()), null);
    return resolve(dice, timeMicros, client, wanted);
  }

  /**
   * A name of a site.
   *
   * @param site whose addresses it has
   * @param name the name
   * @param planted what was planted that asks; null for none
   */
  public record Wanted(Site site, String name, @Nullable Planted planted) {}

  /** As above, for a given name. */
  public long resolve(Dice dice, long timeMicros, Host client, Wanted wanted) {
    Site site = wanted.site;
    int second = (int) ((timeMicros - day.startMicros()) / 1_000_000);
    int slot = client.index() * SLOTS + (site.rank() & SLOTS - 1);
    if (cachedSite[slot] == site.rank() + 1 && cachedUntil[slot] > second) {
      return timeMicros;
    }
    cachedSite[slot] = site.rank() + 1;
    cachedUntil[slot] = second + site.ttlSeconds();
    String name = wanted.name;
    if (dice.chance(0.07)) {
      Ending none = new Ending(DnsExchange.Result.NX_DOMAIN, List.of(), wanted.planted);
      ask(dice, timeMicros, client, name + "." + SyntheticNetwork.ZONE, A, none);
    }
    long asked = timeMicros + 45_000;
    boolean missed = resolverUntil[site.rank()] <= second;
    long roundTrip = missed ? 12_000 + dice.nextInt(60_000) : 300 + dice.nextInt(900);
    if (missed) {
      resolverUntil[site.rank()] = second + site.ttlSeconds();
      upstream(dice, asked + 400, client, wanted);
    }
    query(dice, new Question(asked, roundTrip, client, name, A), wanted);
    if (client.dualStack()) {
      query(dice, new Question(asked + 90, roundTrip, client, name, AAAA), wanted);
    }
    return asked + roundTrip + 500;
  }

  /** A question that leads to no addresses of sites; {@code result} says how it ends. */
  public void ask(Dice dice, long timeMicros, Host client, String name, int type, Ending ending) {
    long roundTrip = 400 + dice.nextInt(40_000);
    int octets = 16 * ending.answers.size();
    for (DnsExchange.Answer answer : ending.answers) {
      octets += answer.data().length();
    }
    put(dice, new Question(timeMicros, roundTrip, client, name, type), ending, octets);
  }

  /**
   * How a question ends.
   *
   * @param result what comes back
   * @param answers the answer section
   * @param planted what was planted that asked; null for none
   */
  public record Ending(
      DnsExchange.Result result, List<DnsExchange.Answer> answers, @Nullable Planted planted) {}

  /** No such name. */
  public static final Ending NXDOMAIN = new Ending(DnsExchange.Result.NX_DOMAIN, List.of(), null);

  private record Question(long time, long roundTrip, Host client, String name, int type) {}

  private void query(Dice dice, Question first, Wanted wanted) {
    Site site = wanted.site;
    boolean ipv6 = first.type == AAAA;
    Question question = first;
    if (dice.chance(0.004)) {
      put(dice, first, new Ending(DnsExchange.Result.UNANSWERED, List.of(), wanted.planted), 0);
      question =
          new Question(
              first.time + 1_000_000, first.roundTrip, first.client, first.name, first.type);
    }
    List<DnsExchange.Answer> answers =
        sink.wants(TelemetryKind.DNS) ? answers(site, first.name, first.time, ipv6) : List.of();
    int count =
        ipv6 ? Math.min(4, site.ipv6Addresses().size()) : Math.min(4, site.addresses().size());
    int octets = count * (ipv6 ? 28 : 16) + (site.delivered() ? 40 : 0);
    put(dice, question, new Ending(DnsExchange.Result.NO_ERROR, answers, wanted.planted), octets);
  }

  private void put(Dice dice, Question question, Ending ending, int answerOctets) {
    Peer client = day.peer(question.client);
    Peer server = resolver(question.client);
    int port = Wire.ephemeral(dice, Service.DNS);
    int id = dice.nextInt(65_536);
    int queryOctets = 12 + question.name.length() + 2 + 4;
    boolean answered = ending.result != DnsExchange.Result.UNANSWERED;
    boolean tcp = ending.result == DnsExchange.Result.OVER_TCP;
    Wire.Draft draft =
        new Wire.Draft(
            question.time,
            client,
            server,
            tcp ? Service.DNS_TCP : Service.DNS,
            53,
            Outcome.SF,
            ending.planted);
    wire.lookUp(
        dice,
        draft,
        port,
        queryOctets,
        answered ? queryOctets + answerOctets : 0,
        question.roundTrip);
    if (sink.wants(TelemetryKind.DNS)) {
      sink.exchange(
          new DnsExchange(
              question.time,
              question.roundTrip,
              client.address(),
              port,
              server.address(),
              id,
              question.name,
              question.type,
              ending.result,
              ending.answers,
              ending.planted));
    }
  }

  private void upstream(Dice dice, long time, Host client, Wanted wanted) {
    Site site = wanted.site;
    Host resolver = network.server(Role.RESOLVER, client.seed());
    Peer authority = new Peer(site.network().address(site.rank() & 7), site.network().number());
    Wire.Draft draft =
        new Wire.Draft(time, day.peer(resolver), authority, Service.DNS, wanted.planted);
    int query = 12 + wanted.name.length() + 6 + 11;
    wire.lookUp(
        dice,
        draft,
        Wire.ephemeral(dice, Service.DNS),
        query,
        query + 80,
        9000 + dice.nextInt(50_000));
  }

  /** The resolver that a client uses; guests use one of the Internet. */
  public Peer resolver(Host client) {
    if (client.role() == Role.GUEST) {
      Site site = network.sites().site(3);
      return new Peer(site.network().address(53), site.network().number());
    }
    return day.peer(network.server(Role.RESOLVER, client.seed()));
  }

  private static List<DnsExchange.Answer> answers(Site site, String name, long time, boolean ipv6) {
    List<DnsExchange.Answer> answers = new ArrayList<>();
    String owner = name;
    for (String alias : site.aliases(name)) {
      answers.add(new DnsExchange.Answer(owner, CNAME, 3600, alias));
      owner = alias;
    }
    for (IpAddress address : site.answers(time, ipv6)) {
      answers.add(
          new DnsExchange.Answer(owner, ipv6 ? AAAA : A, site.ttlSeconds(), address.toString()));
    }
    return answers;
  }
}
