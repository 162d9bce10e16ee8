// SPDX-License-Identifier: Apache-2.0
package winnow.synth.benign;

import java.util.ArrayList;
import java.util.List;
import winnow.synth.chance.Dice;
import winnow.synth.network.AutonomousSystem;
import winnow.synth.network.Host;
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
 * What servers do: monitoring, replication, nightly backups, databases behind applications, mail,
 * visitors from the Internet, and the weekly vulnerability scan that looks like an attack.
 */
final class ServerRoom {
  private static final String BLOCK_LIST = "zen.spamledger.org";
  private static final int[] AUDITED_PORTS = {21, 22, 23, 80, 135, 139, 443, 445, 3306, 3389, 8080};

  private final Day day;
  private final SyntheticNetwork network;
  private final Wire wire;
  private final NameLookups names;
  private final double intensity;
  private final List<Host> servers = new ArrayList<>();
  private final Host clockHost;

  ServerRoom(Day day, Wire wire, NameLookups names, double intensity) {
    this.day = day;
    this.wire = wire;
    this.names = names;
    this.intensity = intensity;
    network = day.network();
    for (Host host : network.hosts()) {
      if (host.role().isServer()) {
        servers.add(host);
      }
    }
    clockHost = network.withRole(Role.WEB_SERVER).getFirst();
  }

  /** What happens in a slice that starts from servers or reaches them from outside. */
  void generate(Dice dice, Slice slice) {
    for (Host server : servers) {
      monitor(dice, slice, server);
      backup(dice, slice, server);
    }
    applications(dice, slice);
    mail(dice, slice);
    replicate(dice, slice);
    audit(dice, slice);
  }

  private void monitor(Dice dice, Slice slice, Host server) {
    Peer from = day.peer(network.server(Role.MONITORING, server.seed()));
    long period = (long) (300e6 / Math.min(1, intensity));
    new Timer(Dice.hash(server.seed(), 80), period, 0.01)
        .beats(
            slice,
            time -> {
              wire.talk(dice, time, from, day.peer(server), Service.PING);
              wire.talk(dice, time + 5000, from, day.peer(server), Service.SNMP);
            });
  }

  private void backup(Dice dice, Slice slice, Host server) {
    Peer to = day.peer(network.server(Role.BACKUP, server.seed()));
    long start = day.startMicros() + (long) ((1 + 3 * Dice.fraction(server.seed(), 81)) * 3600e6);
    if (start >= slice.startMicros() && start < slice.endMicros() && server.role() != Role.BACKUP) {
      wire.talk(dice, start, day.peer(server), to, Service.BACKUP);
    }
  }

  private void applications(Dice dice, Slice slice) {
    double office = day.officeFactor(clockHost, slice.middleMicros());
    double outside = 0.4 + 0.6 * office;
    for (Host server : network.withRole(Role.WEB_SERVER)) {
      double rate = intensity * server.activity() * slice.days();
      for (int n = dice.poisson(rate * 250 * office); n > 0; n--) {
        Host database = network.server(Role.DATABASE, Dice.hash(server.seed(), dice.nextInt(2)));
        long time = UserWork.within(dice, slice);
        wire.talk(dice, time, day.peer(server), day.peer(database), Service.POSTGRESQL);
      }
      if (server.ordinal() < 200 && server.ordinal() % 2 == 0) {
        Peer published = published(server.ordinal());
        for (int n = dice.poisson(rate * 900 * outside); n > 0; n--) {
          wire.talk(dice, UserWork.within(dice, slice), household(dice), published, Service.HTTPS);
        }
      }
    }
  }

  private void mail(Dice dice, Slice slice) {
    double office = 0.2 + 0.8 * day.officeFactor(clockHost, slice.middleMicros());
    double mean = intensity * slice.days() * office * network.hosts().size();
    Peer gateway = new Peer(network.internet().ownAddress(5), 0);
    for (int n = dice.poisson(mean * 5); n > 0; n--) {
      long time = UserWork.within(dice, slice);
      Host server = network.server(Role.MAIL_SERVER, dice.nextLong());
      Peer sender = company(dice);
      wire.talk(dice, time, sender, gateway, Service.SMTP);
      if (dice.chance(0.5)) {
        blockList(dice, time + 50_000, server, sender);
      }
    }
    for (int n = dice.poisson(mean * 2); n > 0; n--) {
      long time = UserWork.within(dice, slice);
      Host server = network.server(Role.MAIL_SERVER, dice.nextLong());
      wire.talk(dice, time, day.peer(server), company(dice), Service.SMTP);
    }
  }

  /** A mail server asks a block list and for the reverse name of the sender. */
  private void blockList(Dice dice, long time, Host server, Peer sender) {
    String[] parts = sender.address().toString().split("\\.");
    String reverse = parts[3] + "." + parts[2] + "." + parts[1] + "." + parts[0];
    names.ask(dice, time, server, reverse + "." + BLOCK_LIST, NameLookups.A, NameLookups.NXDOMAIN);
    String pointer = reverse + ".in-addr.arpa";
    if (dice.chance(0.4)) {
      names.ask(dice, time + 900, server, pointer, NameLookups.PTR, NameLookups.NXDOMAIN);
      return;
    }
    String name = "mail" + dice.nextInt(9) + "." + network.sites().site(dice.zipf(900)).domain();
    DnsExchange.Answer answer = new DnsExchange.Answer(pointer, NameLookups.PTR, 3600, name);
    names.ask(
        dice,
        time + 900,
        server,
        pointer,
        NameLookups.PTR,
        new NameLookups.Ending(DnsExchange.Result.NO_ERROR, List.of(answer), null));
    if (dice.chance(0.1)) {
      senderPolicy(dice, time + 9000, server, name.substring(name.indexOf('.') + 1));
    }
  }

  /** A long TXT answer: cut off over UDP, then complete over TCP. */
  private void senderPolicy(Dice dice, long time, Host server, String domain) {
    names.ask(
        dice,
        time,
        server,
        domain,
        16,
        new NameLookups.Ending(DnsExchange.Result.TRUNCATED, List.of(), null));
    List<DnsExchange.Answer> answers = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      String text = "v=spf1 include:_spf" + i + "." + domain + " ip4:192.0.2." + i + "/24 ~all ";
      answers.add(new DnsExchange.Answer(domain, 16, 3600, text.repeat(3)));
    }
    names.ask(
        dice,
        time + 60_000,
        server,
        domain,
        16,
        new NameLookups.Ending(DnsExchange.Result.OVER_TCP, answers, null));
  }

  private void replicate(Dice dice, Slice slice) {
    List<Host> controllers = network.withRole(Role.DOMAIN_CONTROLLER);
    for (int i = 0; i < controllers.size(); i++) {
      Host from = controllers.get(i);
      Host to = controllers.get((i + 1) % controllers.size());
      new Timer(Dice.hash(from.seed(), 82), 900_000_000L, 0.05)
          .beats(
              slice,
              time -> wire.talk(dice, time, day.peer(from), day.peer(to), Service.LDAP, 135));
    }
  }

  /** On Wednesday nights the owner's scanner tries well-known ports of all servers. */
  private void audit(Dice dice, Slice slice) {
    if (day.date().getDayOfWeek() != java.time.DayOfWeek.WEDNESDAY) {
      return;
    }
    Peer scanner = day.peer(network.withRole(Role.VULNERABILITY_SCANNER).getFirst());
    for (Host server : servers) {
      long start =
          day.startMicros() + (long) ((20 + 3 * Dice.fraction(server.seed(), 83)) * 3600e6);
      if (start < slice.startMicros() || start >= slice.endMicros()) {
        continue;
      }
      for (int port : AUDITED_PORTS) {
        Outcome outcome = Dice.fraction(server.seed(), port) < 0.15 ? Outcome.SF : Outcome.REJ;
        wire.talk(
            dice,
            start + dice.nextInt(60_000_000),
            scanner,
            day.peer(server),
            Service.OTHER_TCP,
            port,
            outcome);
      }
    }
  }

  private Peer published(int ordinal) {
    return new Peer(network.internet().ownAddress(32 + ordinal), 0);
  }

  private Peer household(Dice dice) {
    AutonomousSystem network0 =
        network.internet().pick(AutonomousSystem.Kind.ACCESS, dice.zipf(150));
    return new Peer(network0.address(dice.nextInt(20_000)), network0.number());
  }

  private Peer company(Dice dice) {
    AutonomousSystem other =
        network.internet().pick(AutonomousSystem.Kind.ENTERPRISE, dice.zipf(70));
    return new Peer(other.address(dice.nextInt(12)), other.number());
  }
}
