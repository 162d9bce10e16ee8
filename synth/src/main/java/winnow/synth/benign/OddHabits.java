// SPDX-License-Identifier: Apache-2.0
package winnow.synth.benign;

import java.util.List;
import winnow.synth.chance.Dice;
import winnow.synth.chance.Names;
import winnow.synth.network.AutonomousSystem;
import winnow.synth.network.Host;
import winnow.synth.network.Site;
import winnow.synth.network.SiteDirectory;
import winnow.synth.network.SyntheticNetwork;
import winnow.synth.scenario.Role;
import winnow.synth.traffic.Day;
import winnow.synth.traffic.DnsExchange;
import winnow.synth.traffic.NameLookups;
import winnow.synth.traffic.Peer;
import winnow.synth.traffic.Service;
import winnow.synth.traffic.Slice;
import winnow.synth.traffic.Timer;
import winnow.synth.traffic.WebTransfer;
import winnow.synth.traffic.WebTransfers;
import winnow.synth.traffic.Wire;

/**
 * What people and programs do now and then that looks like the work of attackers: mistyped and dead
 * names, programs fetched, files copied to clouds, agents with addresses built in, late hours.
 */
final class OddHabits {
  private static final long HOUR_MICROS = 3_600_000_000L;
  private static final int TXT = 16;

  private final Day day;
  private final SyntheticNetwork network;
  private final Wire wire;
  private final NameLookups names;
  private final WebTransfers transfers;
  private final double intensity;

  OddHabits(Day day, Wire wire, NameLookups names, WebTransfers transfers, double intensity) {
    this.day = day;
    this.wire = wire;
    this.names = names;
    this.transfers = transfers;
    this.intensity = intensity;
    network = day.network();
  }

  /** What happens on a host in a slice. */
  void generate(Dice dice, Slice slice, Host host) {
    if (has(host, 70, host.role().hasUser() ? 0.06 : 0.1)) {
      every(slice, host, 71, 1 + 3 * Dice.fraction(host.seed(), 72), t -> pinned(dice, t, host));
    }
    if (!host.role().hasUser() || host.role() == Role.GUEST) {
      return;
    }
    byTheClock(dice, slice, host);
    if (!day.present(host, slice.middleMicros())) {
      return;
    }
    double rate =
        intensity * host.activity() * day.officeFactor(host, slice.middleMicros()) * slice.days();
    for (int n = dice.poisson(rate * 0.8); n > 0; n--) {
      mistype(dice, UserWork.within(dice, slice), host);
    }
    for (int n = dice.poisson(rate * 0.5); n > 0; n--) {
      fetch(dice, UserWork.within(dice, slice), host);
    }
    workLate(dice, slice, host);
  }

  private void byTheClock(Dice dice, Slice slice, Host host) {
    if (has(host, 73, 0.12)) {
      every(slice, host, 74, 5, time -> upload(dice, time, host));
    }
    if (has(host, 80, 0.5)) {
      every(slice, host, 81, 12, time -> fetch(dice, time, host));
    }
    if (has(host, 75, 0.05)) {
      double hours = 0.2 + Dice.fraction(host.seed(), 76);
      every(slice, host, 77, hours, time -> lookForDeadNames(dice, time, host));
    }
    if (has(host, 78, 0.05)) {
      every(slice, host, 79, 2, time -> askForText(dice, time, host));
    }
  }

  /** A site whose name somebody gets wrong by a letter. */
  private void mistype(Dice dice, long time, Host host) {
    String domain = network.sites().site(dice.zipf(network.sites().size())).domain();
    int at = dice.nextInt(domain.indexOf('.'));
    String wrong = domain.substring(0, at) + (char) ('a' + dice.nextInt(26)) + domain.substring(at);
    if (!network.sites().has(wrong)) {
      String name = dice.chance(0.4) ? "www." + wrong : wrong;
      Host asking = host.behindProxy() ? network.server(Role.PROXY, host.seed()) : host;
      names.ask(dice, time, asking, name, NameLookups.A, NameLookups.NXDOMAIN);
    }
  }

  /** A program that goes on asking for servers that are gone. */
  private void lookForDeadNames(Dice dice, long time, Host host) {
    int count = 1 + Dice.pick(host.seed(), 90, 6);
    String dead = network.sites().unusedDomain(Dice.hash(host.seed(), dice.nextInt(count)));
    names.ask(dice, time, host, dead, NameLookups.A, NameLookups.NXDOMAIN);
  }

  private void askForText(Dice dice, long time, Host host) {
    Site vendor = network.sites().site(Dice.pick(host.seed(), 91, SiteDirectory.VENDORS));
    String name = Names.word(dice.nextLong(), 4) + ".sig." + vendor.domain();
    String text = "v=1 k=" + Long.toString(dice.nextLong() >>> 1, 36);
    DnsExchange.Answer answer = new DnsExchange.Answer(name, TXT, 60, text);
    NameLookups.Ending ending =
        new NameLookups.Ending(DnsExchange.Result.NO_ERROR, List.of(answer), null);
    names.ask(dice, time, host, name, TXT, ending);
  }

  /** A program, sometimes after a script, from a maker of software or from anywhere. */
  private void fetch(Dice dice, long time, Host host) {
    boolean maker = dice.chance(0.6);
    Site site =
        network
            .sites()
            .site(maker ? dice.nextInt(SiteDirectory.VENDORS) : dice.zipf(network.sites().size()));
    String name = dice.chance(0.2) ? site.domain() : site.hostName(host.seed());
    WebTransfer.Where from = new WebTransfer.Where(site, name, dice.chance(0.3) ? 80 : 443, null);
    if (dice.chance(0.4)) {
      WebTransfer script = WebTransfer.script(dice, from, (long) dice.logNormal(9_000, 1.2));
      transfers.run(dice, time, host, script);
    }
    long octets = (long) Math.min(2e9, dice.logNormal(1_500_000, 1.6));
    transfers.run(dice, time + 8_000_000, host, WebTransfer.program(dice, from, octets));
  }

  /** Files that changed go to a cloud. */
  private void upload(Dice dice, long time, Host host) {
    Site site = network.sites().site(20 + Dice.pick(host.seed(), 92, 400));
    WebTransfer.Where to = new WebTransfer.Where(site, site.hostName(host.seed()), 443, null);
    double tail = dice.chance(0.06) ? dice.pareto(10_000_000, 0.9) : 0;
    long sent = (long) (dice.logNormal(700_000, 1.6) + Math.min(tail, 4e9));
    long answered = (long) dice.logNormal(4_000 + sent / 400.0, 0.6);
    transfers.run(dice, time, host, WebTransfer.post(to, sent, answered));
  }

  /** An agent that asks no resolver and no proxy; it reports, and rarely sends much. */
  private void pinned(Dice dice, long time, Host host) {
    boolean cloud = Dice.fraction(host.seed(), 93) < 0.5;
    AutonomousSystem.Kind kind =
        cloud ? AutonomousSystem.Kind.CLOUD : AutonomousSystem.Kind.HOSTING;
    long key = Dice.pick(host.seed(), 94, 12);
    AutonomousSystem system = network.internet().pick(kind, key);
    Peer to = new Peer(system.address(key), system.number());
    Service service = dice.chance(0.2) ? Service.UPLOAD : Service.HTTPS;
    wire.send(dice, new Wire.Draft(time, day.peer(host), to, service, null));
  }

  /** On some nights somebody stays and goes through files and data for an hour. */
  private void workLate(Dice dice, Slice slice, Host host) {
    long tonight = Dice.hash(host.seed(), 5000L + day.index());
    if (Dice.fraction(tonight, 0) >= 0.015) {
      return;
    }
    long start =
        day.startMicros()
            + Math.floorMod(
                (long) ((19 + 8 * Dice.fraction(tonight, 1) - host.subnet().zoneHours()) * 3600e6),
                Day.MICROS);
    for (int i = 0; i < 12; i++) {
      long time = start + (long) (Dice.fraction(tonight, 10 + i) * 2 * HOUR_MICROS);
      if (time < slice.startMicros() || time >= slice.endMicros()) {
        continue;
      }
      boolean files = dice.chance(0.7);
      Host server =
          network.server(files ? Role.FILE_SERVER : Role.DATABASE, Dice.hash(tonight, i % 3));
      Service service = files ? Service.SMB : Service.POSTGRESQL;
      long read = (long) Math.min(2e9, dice.logNormal(1_500_000, 1.8));
      Wire.Draft draft = new Wire.Draft(time, day.peer(host), day.peer(server), service, null);
      wire.send(dice, draft, (long) dice.logNormal(4_000 + read / 300.0, 0.6), read);
    }
  }

  private static boolean has(Host host, int what, double share) {
    return Dice.fraction(host.seed(), what) < share;
  }

  private void every(
      Slice slice, Host host, int what, double hours, java.util.function.LongConsumer action) {
    long period = (long) (hours * HOUR_MICROS / Math.min(1, intensity));
    new Timer(Dice.hash(host.seed(), what), period, 0.4)
        .beats(
            slice,
            time -> {
              if (day.present(host, time)) {
                action.accept(time);
              }
            });
  }
}
