// SPDX-License-Identifier: Apache-2.0
package winnow.synth.benign;

import java.util.List;
import winnow.schema.IpAddress;
import winnow.schema.TelemetryKind;
import winnow.synth.chance.Dice;
import winnow.synth.network.Host;
import winnow.synth.network.Site;
import winnow.synth.network.SyntheticNetwork;
import winnow.synth.network.UserAgents;
import winnow.synth.scenario.Role;
import winnow.synth.traffic.Day;
import winnow.synth.traffic.NameLookups;
import winnow.synth.traffic.Peer;
import winnow.synth.traffic.Service;
import winnow.synth.traffic.TrafficSink;
import winnow.synth.traffic.WebRequest;
import winnow.synth.traffic.Wire;

/**
 * People on the web: sessions of pages with pauses between, three visits of four to a person's own
 * favourites, each page with parts from other popular sites.
 */
final class Browsing {
  private static final int FAVOURITES = 40;
  private static final List<String> PATHS =
      List.of(
          "/",
          "/index.html",
          "/assets/app.js",
          "/img/logo.png",
          "/api/v1/items",
          "/css/site.css",
          "/search",
          "/img/photo.jpg",
          "/fonts/text.woff2",
          "/media/clip.mp4");
  private static final List<String> TYPES =
      List.of(
          "text/html",
          "text/html",
          "application/javascript",
          "image/png",
          "application/json",
          "text/css",
          "text/html",
          "image/jpeg",
          "font/woff2",
          "video/mp4");

  private final Day day;
  private final SyntheticNetwork network;
  private final Wire wire;
  private final TrafficSink sink;
  private final NameLookups names;

  Browsing(Day day, Wire wire, TrafficSink sink, NameLookups names) {
    this.day = day;
    this.wire = wire;
    this.sink = sink;
    this.names = names;
    network = day.network();
  }

  /** A session that starts at a time: some pages. */
  void session(Dice dice, long timeMicros, Host host) {
    long time = timeMicros;
    int pages = 1 + (int) (dice.nextExponential() * 5);
    if (dice.chance(0.15)) {
      probeNames(dice, time, host);
    }
    for (int i = 0; i < pages; i++) {
      page(dice, time, host);
      time += (long) (dice.logNormal(25, 1.1) * 1e6);
    }
  }

  private void page(Dice dice, long time, Host host) {
    Site main = chosenSite(dice, host);
    visit(dice, time, host, main, "");
    int parts = dice.nextInt(6);
    for (int i = 0; i < parts; i++) {
      Site part = network.sites().site(dice.zipf(Math.min(600, network.sites().size())));
      visit(dice, time + 200_000L + dice.nextInt(1_500_000), host, part, main.domain());
    }
  }

  private Site chosenSite(Dice dice, Host host) {
    int count = network.sites().size();
    if (dice.chance(0.75)) {
      int favourite = dice.zipf(FAVOURITES);
      return network.sites().site(Dice.of(host.seed(), 30, favourite).zipf(count));
    }
    return network.sites().site(dice.zipf(count));
  }

  /** Gets something from a site, directly or through the proxy. */
  void visit(Dice dice, long time, Host host, Site site, String referrer) {
    if (host.behindProxy()) {
      throughProxy(dice, time, host, site, referrer);
      return;
    }
    long known = names.resolve(dice, time, host, site);
    boolean ipv6 = host.dualStack() && !site.ipv6Addresses().isEmpty();
    Peer from = ipv6 ? day.ipv6Peer(host) : day.peer(host);
    Peer to = new Peer(site.address(known, ipv6, host.seed()), site.network().number());
    double kind = dice.nextDouble();
    if (kind < 0.28 && site.delivered()) {
      wire.talk(dice, known, from, to, Service.QUIC);
    } else if (kind > 0.94) {
      wire.talk(dice, known, from, to, Service.HTTP);
      request(dice, known, host, from, to.address(), site, "http", referrer);
    } else {
      wire.talk(dice, known, from, to, Service.HTTPS);
    }
  }

  private void throughProxy(Dice dice, long time, Host host, Site site, String referrer) {
    Host proxy = network.server(Role.PROXY, host.seed());
    Peer from = day.peer(host);
    wire.talk(dice, time, from, day.peer(proxy), Service.PROXY);
    long known = names.resolve(dice, time + 2_000, proxy, site);
    Peer to = new Peer(site.address(known, false, proxy.seed()), site.network().number());
    boolean plain = dice.chance(0.06);
    wire.talk(dice, known, day.peer(proxy), to, plain ? Service.HTTP : Service.HTTPS);
    String scheme = plain ? "http" : site.tunnelled() ? "tcp" : "https";
    int count = scheme.equals("tcp") ? 1 : 1 + dice.nextInt(3);
    for (int i = 0; i < count; i++) {
      long at = known + i * 40_000L + dice.nextInt(30_000);
      request(dice, at, host, from, to.address(), site, scheme, referrer);
    }
  }

  private void request(
      Dice dice,
      long time,
      Host host,
      Peer from,
      IpAddress server,
      Site site,
      String scheme,
      String referrer) {
    long key = dice.nextLong();
    if (!sink.wants(TelemetryKind.HTTP)) {
      return;
    }
    Dice detail = Dice.of(key, 0, 0);
    boolean tunnel = scheme.equals("tcp");
    int what = detail.nextInt(PATHS.size());
    boolean post = !tunnel && detail.chance(0.08);
    int status = status(detail);
    String query = detail.chance(0.25) ? "?id=" + detail.nextInt(100_000) : "";
    String origin = referrer.isEmpty() ? "" : "https://www." + referrer + "/";
    WebRequest.Target target =
        new WebRequest.Target(
            tunnel ? "CONNECT" : post ? "POST" : "GET",
            scheme,
            site.hostName(host.seed()),
            scheme.equals("http") ? 80 : 443,
            tunnel ? "" : post ? "/api/v1/items" : PATHS.get(what),
            tunnel ? "" : query,
            tunnel ? "" : origin,
            UserAgents.of(host),
            (long) detail.logNormal(post ? 1800 : 620, 0.5));
    WebRequest.Reply reply =
        new WebRequest.Reply(
            status,
            tunnel ? "" : post ? "application/json" : TYPES.get(what),
            (long) detail.logNormal(6_000, 1.6),
            site.category());
    sink.request(
        new WebRequest(
            time,
            (long) (detail.logNormal(120, 1.1) * 1000),
            from.address(),
            Wire.ephemeral(detail, Service.PROXY),
            host.behindProxy() ? host.user() : "",
            server,
            host.behindProxy(),
            target,
            reply,
            null));
  }

  private static int status(Dice dice) {
    double u = dice.nextDouble();
    if (u < 0.86) {
      return 200;
    }
    if (u < 0.91) {
      return 304;
    }
    if (u < 0.95) {
      return 302;
    }
    return u < 0.98 ? 404 : u < 0.99 ? 403 : 503;
  }

  /** Some browsers ask for random single labels to learn whether someone answers for everything. */
  private void probeNames(Dice dice, long time, Host host) {
    if (host.behindProxy() || host.role() == Role.GUEST) {
      return;
    }
    for (int i = 0; i < 3; i++) {
      StringBuilder name = new StringBuilder();
      for (int n = 7 + dice.nextInt(9); n > 0; n--) {
        name.append((char) ('a' + dice.nextInt(26)));
      }
      names.ask(dice, time + i * 1000L, host, name.toString(), NameLookups.A, NameLookups.NXDOMAIN);
    }
  }
}
