// SPDX-License-Identifier: Apache-2.0
package winnow.synth.benign;

import java.util.List;
import winnow.synth.chance.Dice;
import winnow.synth.network.Host;
import winnow.synth.network.Site;
import winnow.synth.network.SiteDirectory;
import winnow.synth.network.SyntheticNetwork;
import winnow.synth.scenario.Role;
import winnow.synth.traffic.Day;
import winnow.synth.traffic.DnsExchange;
import winnow.synth.traffic.NameLookups;
import winnow.synth.traffic.Outcome;
import winnow.synth.traffic.Peer;
import winnow.synth.traffic.Service;
import winnow.synth.traffic.Slice;
import winnow.synth.traffic.Timer;
import winnow.synth.traffic.Wire;

/**
 * Software that calls home by the clock and means no harm: telemetry, update checks, endpoint
 * agents, mail, time, anti-virus look-ups, devices and their clouds. Timing alone does not tell it
 * from an implant.
 */
final class PeriodicSoftware {
  private static final String REPUTATION_ZONE = "avqs.sentrivane.com";

  private final Day day;
  private final SyntheticNetwork network;
  private final Wire wire;
  private final NameLookups names;
  private final Browsing browsing;
  private final double stretch;

  PeriodicSoftware(Day day, Wire wire, NameLookups names, Browsing browsing, double intensity) {
    this.day = day;
    this.wire = wire;
    this.names = names;
    this.browsing = browsing;
    stretch = 1 / Math.min(1, intensity);
    network = day.network();
  }

  /** What runs by itself on a host in a slice. */
  void generate(Dice dice, Slice slice, Host host) {
    if (host.role() == Role.CAMERA) {
      camera(dice, slice, host);
    } else if (host.role() == Role.GUEST) {
      call(dice, slice, host, 0, 1800, 0.1);
    } else if (host.role().hasUser()) {
      user(dice, slice, host);
    } else {
      call(dice, slice, host, 1, 14_400, 0.02);
    }
    every(slice, host, 9, 1024, 0.01, time -> clock(dice, time, host));
  }

  private void user(Dice dice, Slice slice, Host host) {
    int telemetry = Dice.pick(host.seed(), 60, 4);
    call(dice, slice, host, telemetry, 600 + 300 * telemetry, 0.05);
    call(dice, slice, host, 4, 300, 0.02);
    call(dice, slice, host, 5 + Dice.pick(host.seed(), 61, 3), 14_400, 0.1);
    if (Dice.fraction(host.seed(), 62) < 0.5) {
      int extra = 8 + Dice.pick(host.seed(), 63, SiteDirectory.VENDORS - 8);
      call(dice, slice, host, extra, 240 << Dice.pick(host.seed(), 64, 4), 0.15);
    }
    Peer mail = day.peer(network.server(Role.MAIL_SERVER, host.seed()));
    every(
        slice,
        host,
        20,
        300,
        0.03,
        time -> wire.talk(dice, time, day.peer(host), mail, Service.IMAPS));
    if (Dice.fraction(host.seed(), 65) < 0.4) {
      every(slice, host, 21, 1500, 0.9, time -> reputation(dice, time, host));
    }
    if (Dice.fraction(host.seed(), 68) < 0.3) {
      every(slice, host, 23, 14_400, 0.5, time -> push(dice, time, host));
    }
    if (host.role() == Role.LAPTOP) {
      Peer link = Peer.inside(winnow.schema.IpAddress.parse("224.0.0.251"));
      every(
          slice,
          host,
          22,
          3600,
          0.5,
          time -> wire.talk(dice, time, day.peer(host), link, Service.MDNS, 5353, Outcome.S0));
    }
  }

  private void camera(Dice dice, Slice slice, Host host) {
    Site cloud = network.sites().site(SiteDirectory.VENDORS - 1 - Dice.pick(host.seed(), 66, 3));
    long period = 60L << Dice.pick(host.seed(), 67, 4);
    every(
        slice,
        host,
        30,
        period * 2,
        0.01,
        time -> {
          long known = names.resolve(dice, time, host, cloud);
          Peer to = new Peer(cloud.address(known, false, host.seed()), cloud.network().number());
          wire.talk(dice, known, day.peer(host), to, Service.MQTT);
        });
    Peer recorder = day.peer(network.server(Role.FILE_SERVER, host.seed()));
    every(
        slice,
        host,
        31,
        3600,
        0.001,
        time -> wire.talk(dice, time, recorder, day.peer(host), Service.RTSP));
  }

  private void call(
      Dice dice, Slice slice, Host host, int vendor, long periodSeconds, double jitter) {
    Site site = network.sites().site(vendor);
    every(
        slice,
        host,
        100 + vendor,
        periodSeconds,
        jitter,
        time -> browsing.visit(dice, time, host, site, ""));
  }

  /** Chat keeps a connection open for hours. */
  private void push(Dice dice, long time, Host host) {
    if (host.behindProxy()) {
      return;
    }
    Site site = network.sites().site(10 + Dice.pick(host.seed(), 69, 4));
    long known = names.resolve(dice, time, host, site);
    Peer to = new Peer(site.address(known, false, host.seed()), site.network().number());
    wire.talk(dice, known, day.peer(host), to, Service.PUSH);
  }

  private void clock(Dice dice, long time, Host host) {
    Host server = network.server(Role.DOMAIN_CONTROLLER, host.seed());
    if (server == host || host.role() == Role.GUEST) {
      Site outside = network.sites().site(7);
      Peer to = new Peer(outside.network().address(123), outside.network().number());
      wire.talk(dice, time, day.peer(host), to, Service.NTP);
    } else {
      wire.talk(dice, time, day.peer(host), day.peer(server), Service.NTP);
    }
  }

  /** Cloud reputation of a file: its digest is the name; the answer is a verdict in 127/8. */
  private void reputation(Dice dice, long time, Host host) {
    String digest = Long.toHexString(dice.nextLong()) + Long.toHexString(dice.nextLong());
    String name = digest + "." + dice.nextInt(16) + "." + REPUTATION_ZONE;
    DnsExchange.Answer answer =
        new DnsExchange.Answer(name, NameLookups.A, 300, "127.0.0." + (1 + dice.nextInt(4)));
    names.ask(
        dice,
        time,
        host,
        name,
        NameLookups.A,
        new NameLookups.Ending(DnsExchange.Result.NO_ERROR, List.of(answer), null));
  }

  private void every(
      Slice slice,
      Host host,
      int what,
      long periodSeconds,
      double jitter,
      java.util.function.LongConsumer action) {
    long period = (long) (periodSeconds * 1e6 * stretch);
    new Timer(Dice.hash(host.seed(), what), period, jitter)
        .beats(
            slice,
            time -> {
              if (day.present(host, time)) {
                action.accept(time);
              }
            });
  }
}
