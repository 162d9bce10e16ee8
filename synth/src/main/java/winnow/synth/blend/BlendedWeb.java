// SPDX-License-Identifier: Apache-2.0
package winnow.synth.blend;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import winnow.schema.Endpoint;
import winnow.schema.IpAddress;
import winnow.schema.TelemetryKind;
import winnow.synth.chance.Dice;
import winnow.synth.network.Host;
import winnow.synth.scenario.Role;
import winnow.synth.traffic.Day;
import winnow.synth.traffic.DnsExchange;
import winnow.synth.traffic.NameLookups;
import winnow.synth.traffic.Outcome;
import winnow.synth.traffic.Peer;
import winnow.synth.traffic.Service;
import winnow.synth.traffic.TrafficSink;
import winnow.synth.traffic.WebRequest;
import winnow.synth.traffic.Wire;

/**
 * Blended requests take the way to the web that their host takes: by itself, or through the proxy,
 * which asks for the name, calls the site and writes it down.
 */
final class BlendedWeb {
  private static final int TCP = 6;
  private static final int PLAIN = 80;
  private static final int TLS = 443;
  private static final int TTL_SECONDS = 300;
  private static final int UNREACHABLE = 503;

  private final Day day;
  private final Wire wire;
  private final TrafficSink sink;
  private final NameLookups lookUps;
  private final Map<String, Long> knownUntil = new HashMap<>();

  BlendedWeb(Day day, Wire wire, TrafficSink sink, NameLookups lookUps) {
    this.day = day;
    this.wire = wire;
    this.sink = sink;
    this.lookUps = lookUps;
  }

  /** Whether a conversation is one of requests that are told, and take another way here. */
  boolean isReplaced(Act.Talk talk, Retold retold) {
    AddressMap addresses = retold.addresses();
    IpAddress server = talk.server().address();
    boolean outside = retold.host().behindProxy() && !addresses.isInside(server);
    return talk.told() && (outside || addresses.isProxy(server));
  }

  /** Whether a conversation goes to the web by a host that may not go there by itself. */
  boolean isForProxy(Act.Talk talk, Retold retold) {
    int port = talk.server().port();
    return retold.host().behindProxy()
        && talk.protocol() == TCP
        && (port == PLAIN || port == TLS)
        && retold.addresses().isHost(talk.client().address())
        && !retold.addresses().isInside(talk.server().address());
  }

  /** A conversation as a tunnel through the proxy. */
  void tunnel(Dice dice, Act.Talk talk, Retold retold) {
    Peer to = retold.addresses().peer(talk.server().address(), day);
    if (to == null || !to.address().isIpv4()) {
      return;
    }
    String told = talk.name() == null ? retold.name(talk.server().address()) : talk.name();
    String host = isAddress(told) ? to.address().toString() : told;
    boolean connected = talk.outcome().established();
    Act.Url url =
        new Act.Url("CONNECT", "tcp", host, talk.server().port(), "", "", "", null, talk.sent());
    Act.Reply reply =
        new Act.Reply(connected ? 200 : UNREACHABLE, "", talk.answered(), talk.outcome());
    proxied(
        dice,
        new Act.Fetch(talk.startMicros(), talk.durationMicros(), talk.server(), url, reply, false),
        to,
        retold);
  }

  /** A request. */
  void fetch(Dice dice, Act.Fetch fetch, Retold retold) {
    String host = fetch.url().host();
    IpAddress literal = IpAddress.find(host).orElse(null);
    boolean ours =
        literal == null ? retold.names().isOwn(host) : retold.addresses().isInside(literal);
    if (ours || literal == null && retold.names().map(host, day).isEmpty()) {
      return;
    }
    Peer to = site(fetch, literal, retold);
    if (to == null || !to.address().isIpv4()) {
      return;
    }
    if (retold.host().behindProxy()) {
      proxied(dice, fetch, to, retold);
    } else {
      direct(dice, fetch, to, retold);
    }
  }

  /** Where a name is: as recorded, as resolvers told, or anywhere outside, always the same. */
  private @Nullable Peer site(Act.Fetch fetch, @Nullable IpAddress literal, Retold retold) {
    AddressMap addresses = retold.addresses();
    if (literal != null) {
      return addresses.peer(literal, day);
    }
    Endpoint server = fetch.server();
    if (server != null && !addresses.isInside(server.address())) {
      return addresses.peer(server.address(), day);
    }
    IpAddress told = retold.address(fetch.url().host());
    return told == null ? addresses.outside(fetch.url().host()) : addresses.peer(told, day);
  }

  private void direct(Dice dice, Act.Fetch fetch, Peer to, Retold retold) {
    Act.Url url = fetch.url();
    long time = fetch.startMicros();
    Peer from = day.peer(retold.host());
    Endpoint server = fetch.server();
    boolean wasProxied = server != null && retold.addresses().isProxy(server.address());
    if (!fetch.carried() || wasProxied) {
      time = retold.asks() ? time : known(dice, time, retold.host(), url.host(), to, retold);
      connect(dice, time, from, to, fetch, retold);
    }
    if (url.port() == PLAIN) {
      request(dice, time, from, to, fetch, retold);
    }
  }

  private void proxied(Dice dice, Act.Fetch fetch, Peer to, Retold retold) {
    Host proxy = day.network().server(Role.PROXY, retold.host().seed());
    Peer client = day.peer(retold.host());
    Act.Url url = fetch.url();
    long micros = duration(dice, fetch);
    Wire.Draft asked =
        new Wire.Draft(fetch.startMicros(), client, day.peer(proxy), Service.PROXY, retold.blend());
    wire.carry(dice, asked, url.octets(), fetch.reply().octets(), micros);
    long known = known(dice, fetch.startMicros() + 2_000, proxy, url.host(), to, retold);
    connect(dice, known, day.peer(proxy), to, fetch, retold);
    request(dice, known, client, to, fetch, retold);
  }

  private void connect(Dice dice, long time, Peer from, Peer to, Act.Fetch fetch, Retold retold) {
    Act.Url url = fetch.url();
    Service service = Services.of(TCP, url.port());
    Outcome outcome = fetch.reply().outcome();
    if (!outcome.established()) {
      wire.fail(dice, time, from, to, service, url.port(), outcome, retold.blend());
      return;
    }
    Wire.Draft draft = new Wire.Draft(time, from, to, service, url.port(), outcome, retold.blend());
    wire.carry(dice, draft, url.octets(), fetch.reply().octets(), duration(dice, fetch));
  }

  /** Makes sure that a host knows where a name is; returns when it does. */
  private long known(Dice dice, long time, Host asking, String name, Peer to, Retold retold) {
    String key = asking.index() + " " + name;
    if (isAddress(name) || knownUntil.getOrDefault(key, Long.MIN_VALUE) > time) {
      return time;
    }
    knownUntil.put(key, time + TTL_SECONDS * 1_000_000L);
    DnsExchange.Answer answer =
        new DnsExchange.Answer(name, NameLookups.A, TTL_SECONDS, to.address().toString());
    lookUps.ask(
        dice,
        time,
        asking,
        name,
        NameLookups.A,
        new NameLookups.Ending(DnsExchange.Result.NO_ERROR, List.of(answer), retold.blend()));
    return time + 40_000;
  }

  private static boolean isAddress(String name) {
    return IpAddress.find(name).isPresent();
  }

  private static long duration(Dice dice, Act.Fetch fetch) {
    Long told = fetch.durationMicros();
    return told == null
        ? (long) (dice.logNormal(120, 1.1) * 1000)
            + (fetch.url().octets() + fetch.reply().octets()) / 4
        : told;
  }

  private void request(Dice dice, long time, Peer client, Peer to, Act.Fetch fetch, Retold retold) {
    if (!sink.wants(TelemetryKind.HTTP)) {
      return;
    }
    Host host = retold.host();
    Act.Url url = fetch.url();
    WebRequest.Target target =
        new WebRequest.Target(
            url.method(),
            url.scheme(),
            url.host(),
            url.port(),
            url.path(),
            url.query(),
            url.referrer(),
            retold.userAgent(url.userAgent()),
            url.octets());
    WebRequest.Reply reply =
        new WebRequest.Reply(
            fetch.reply().status(),
            fetch.reply().mimeType(),
            fetch.reply().octets(),
            category(url.host()));
    sink.request(
        new WebRequest(
            time,
            duration(dice, fetch),
            client.address(),
            Wire.ephemeral(dice, Service.PROXY),
            host.behindProxy() ? host.user() : "",
            to.address(),
            host.behindProxy(),
            target,
            reply,
            retold.blend()));
  }

  /** What the filter calls a site: as often this or that as it does for others. */
  private String category(String host) {
    int rank = Dice.pick(host.hashCode(), 54, day.network().sites().size());
    return day.network().sites().site(rank).category();
  }
}
