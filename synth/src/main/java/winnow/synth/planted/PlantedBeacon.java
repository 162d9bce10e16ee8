// SPDX-License-Identifier: Apache-2.0
package winnow.synth.planted;

import java.util.List;
import winnow.schema.TelemetryKind;
import winnow.synth.chance.Dice;
import winnow.synth.network.Host;
import winnow.synth.network.SyntheticNetwork;
import winnow.synth.network.UserAgents;
import winnow.synth.scenario.Beacon;
import winnow.synth.scenario.Role;
import winnow.synth.traffic.Day;
import winnow.synth.traffic.DnsExchange;
import winnow.synth.traffic.NameLookups;
import winnow.synth.traffic.Outcome;
import winnow.synth.traffic.Peer;
import winnow.synth.traffic.Service;
import winnow.synth.traffic.TrafficSink;
import winnow.synth.traffic.WebRequest;
import winnow.synth.traffic.WebTransfer;
import winnow.synth.traffic.Wire;

/**
 * Calls of an implant: sleep, then call. The sleeps are uniform on [period (1 - jitter), period],
 * so the phase drifts as it does for real implants.
 */
final class PlantedBeacon {
  private final Means means;
  private final Day day;
  private final SyntheticNetwork network;
  private final Wire wire;
  private final TrafficSink sink;
  private final NameLookups names;

  PlantedBeacon(Means means) {
    this.means = means;
    day = means.day();
    wire = means.wire();
    sink = means.sink();
    names = means.names();
    network = means.network();
  }

  /** The server it calls. */
  static Peer controller(Beacon beacon, SyntheticNetwork network) {
    return PlantedTraffic.hostedMachine(
        network, Dice.hash(network.scenario().seed(), beacon.whole().hashCode() + 1L));
  }

  /** The name of that server. */
  static String domain(Beacon beacon, SyntheticNetwork network) {
    long key = Dice.hash(network.scenario().seed(), beacon.whole().hashCode() + 2L);
    return "cdn-" + Integer.toHexString((int) key & 0xffff) + "-updates.com";
  }

  void generate(Beacon beacon, Host host, Span span, long seed) {
    long time = span.windowStart();
    double period = beacon.periodSeconds() * 1e6;
    Dice sleeps = Dice.of(seed, day.index(), 0);
    time += (long) (sleeps.nextDouble() * period);
    for (long call = 0; time < span.to(); call++) {
      boolean missed = sleeps.chance(beacon.missedShare());
      if (time >= span.from() && !missed && day.present(host, time)) {
        call(Dice.of(seed, day.index(), call + 1), time, beacon, host);
      }
      time += (long) (period * (1 - beacon.jitter() * sleeps.nextDouble()));
    }
  }

  private void call(Dice dice, long time, Beacon beacon, Host host) {
    if (!means.blended()) {
      plainCall(dice, time, beacon, host);
      return;
    }
    long sent = beacon.requestOctets() + 500 + dice.nextInt(24);
    WebTransfer.Where to = Means.at(means.server(beacon, 0), host, beacon.port(), beacon);
    WebTransfer call = WebTransfer.post(to, sent, 3_400 + dice.nextInt(60));
    means.transfers().run(dice, time, host, call);
  }

  private void plainCall(Dice dice, long time, Beacon beacon, Host host) {
    Peer to = controller(beacon, network);
    long sent = beacon.requestOctets() + 500 + dice.nextInt(24);
    long answered = 3_400 + dice.nextInt(60);
    long micros = 180_000 + dice.nextInt(60_000);
    Host asking = host.behindProxy() ? network.server(Role.PROXY, host.seed()) : host;
    look(dice, time, beacon, asking, to);
    long start = time + 60_000;
    if (host.behindProxy()) {
      Peer proxy = day.peer(asking);
      wire.carry(
          dice, draft(start, day.peer(host), proxy, Service.PROXY, beacon), sent, answered, micros);
      log(dice, start, beacon, host, to);
      start += 3_000;
      wire.carry(dice, draft(start, proxy, to, Service.HTTPS, beacon), sent, answered, micros);
    } else {
      wire.carry(
          dice, draft(start, day.peer(host), to, Service.HTTPS, beacon), sent, answered, micros);
    }
  }

  private static Wire.Draft draft(long time, Peer from, Peer to, Service service, Beacon beacon) {
    int port = service == Service.PROXY ? service.port() : beacon.port();
    return new Wire.Draft(time, from, to, service, port, Outcome.SF, beacon);
  }

  private void look(Dice dice, long time, Beacon beacon, Host asking, Peer to) {
    String name = domain(beacon, network);
    DnsExchange.Answer answer =
        new DnsExchange.Answer(name, NameLookups.A, 60, to.address().toString());
    names.ask(
        dice,
        time,
        asking,
        name,
        NameLookups.A,
        new NameLookups.Ending(DnsExchange.Result.NO_ERROR, List.of(answer), beacon));
  }

  private void log(Dice dice, long time, Beacon beacon, Host host, Peer to) {
    long key = dice.nextLong();
    if (!sink.wants(TelemetryKind.HTTP)) {
      return;
    }
    Dice detail = Dice.of(key, 0, 0);
    sink.request(
        new WebRequest(
            time,
            200_000 + detail.nextInt(60_000),
            day.address(host),
            Wire.ephemeral(detail, Service.PROXY),
            host.user(),
            to.address(),
            true,
            new WebRequest.Target(
                "POST",
                "https",
                domain(beacon, network),
                beacon.port(),
                "/api/v2/status",
                "",
                "",
                UserAgents.of(host),
                beacon.requestOctets() + detail.nextInt(24)),
            new WebRequest.Reply(
                200, "application/octet-stream", 240L + detail.nextInt(40), "Uncategorized"),
            beacon));
  }
}
