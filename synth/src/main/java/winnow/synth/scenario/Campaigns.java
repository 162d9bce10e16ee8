// SPDX-License-Identifier: Apache-2.0
package winnow.synth.scenario;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import winnow.synth.chance.Dice;
import winnow.synth.chance.Names;

/** Draws the shape of a network and what is planted in it from a seed. */
final class Campaigns {
  private static final int SHAPE = 90;
  private static final int CAMPAIGN = 91;
  private static final int MINIMUM_HOSTS = 30;

  /** Laptops are away on many days: an attack of fewer days might never happen. */
  private static final int LAPTOP_DAYS = 3;

  private final int hosts;
  private final int days;
  private final long seed;
  private final Map<Role, Integer> victims = new EnumMap<>(Role.class);

  /** Campaigns in a network of about so many hosts. */
  Campaigns(int about, int days, long seed) {
    double factor = Math.pow(1.5, 2 * Dice.fraction(Dice.hash(seed, SHAPE), 0) - 1);
    hosts = Math.max(MINIMUM_HOSTS, (int) Math.round(about * factor));
    this.days = days;
    this.seed = seed;
  }

  /** What can be planted. */
  private enum Kind {
    BEACON(Role.WORKSTATION, Role.LAPTOP, Role.DEVELOPER, Role.WEB_SERVER),
    DNS_TUNNEL(Role.WORKSTATION, Role.DEVELOPER, Role.WEB_SERVER),
    SCAN(Role.WORKSTATION, Role.DEVELOPER, Role.WEB_SERVER, Role.CAMERA),
    EXFILTRATION(Role.WORKSTATION, Role.DEVELOPER, Role.DATABASE, Role.FILE_SERVER),
    BRUTE_FORCE(Role.WORKSTATION, Role.CAMERA, Role.DEVELOPER),
    LATERAL_MOVEMENT(Role.WORKSTATION, Role.DEVELOPER),
    INSIDER(Role.WORKSTATION, Role.DEVELOPER),
    DGA(Role.WORKSTATION, Role.LAPTOP, Role.DEVELOPER),
    STAGED_DOWNLOAD(Role.WORKSTATION, Role.DEVELOPER);

    private final List<Role> roles;

    Kind(Role... roles) {
      this.roles = List.of(roles);
    }
  }

  /** How much an attack is held back: 0 is loud, 1 quiet; what lies between and beyond follows. */
  private enum Loudness {
    LOUD(0, 0.3),
    QUIET(0.8, 1.1),
    VERY_QUIET(1.2, 1.5);

    private final double least;
    private final double most;

    Loudness(double least, double most) {
      this.least = least;
      this.most = most;
    }

    String label() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
  }

  /** Where and how an attack of a campaign runs. */
  private record Order(String id, Victim victim, Window window, double quietness, Dice dice) {
    /** Between the values of a loud and a quiet attack, and beyond, by equal factors. */
    double between(double loud, double quiet) {
      return loud * Math.pow(quiet / loud, quietness) * dice.logNormal(1, 0.15);
    }

    int count(double loud, double quiet) {
      return (int) Math.max(1, Math.round(between(loud, quiet)));
    }
  }

  Scenario scenario() {
    Dice dice = Dice.of(seed, SHAPE, 0);
    Scenario shape =
        Scenario.defaults()
            .withHosts(hosts)
            .withDays(days)
            .withSeed(seed)
            .withFirstDay(Scenario.defaults().firstDay().plusDays(dice.nextInt(28)))
            .withIntensity(0.2 + 0.4 * dice.nextDouble())
            .withIpv6Share(Math.max(0, 0.6 * dice.nextDouble() - 0.1))
            .withProxyShare(Math.clamp(1.4 * dice.nextDouble() - 0.2, 0, 1))
            .withBlended(true);
    int count = Kind.values().length + dice.nextInt(2 + Math.clamp(hosts / 50, 0, 12));
    List<Attack> attacks = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      Dice draw = Dice.of(seed, CAMPAIGN, i);
      int kind = i < Kind.values().length ? i : draw.nextInt(Kind.values().length);
      attacks.add(attack(Kind.values()[kind], i, draw));
    }
    return shape.withAttacks(attacks);
  }

  private Attack attack(Kind kind, int number, Dice dice) {
    double u = dice.nextDouble();
    Loudness loudness = u < 0.3 ? Loudness.LOUD : u < 0.7 ? Loudness.QUIET : Loudness.VERY_QUIET;
    double quietness = loudness.least + (loudness.most - loudness.least) * dice.nextDouble();
    String label = kind.name().toLowerCase(Locale.ROOT).replace('_', '-');
    String id = "%02d-%s-%s".formatted(number + 1, label, loudness.label());
    Window window = window(kind, loudness, dice);
    Role role = kind.roles.get(dice.nextInt(kind.roles.size()));
    if (role == Role.LAPTOP && window.days() < LAPTOP_DAYS) {
      role = Role.WORKSTATION;
    }
    Order order = new Order(id, victim(role), window, quietness, dice);
    return switch (kind) {
      case BEACON -> beacon(order);
      case DNS_TUNNEL -> tunnel(order);
      case SCAN -> scan(order);
      case EXFILTRATION -> exfiltration(order);
      case BRUTE_FORCE -> bruteForce(order);
      case LATERAL_MOVEMENT -> lateral(order);
      case INSIDER -> insider(order);
      case DGA -> generated(order);
      case STAGED_DOWNLOAD -> staged(order);
    };
  }

  /** A host that no other attack of the scenario runs on, as long as there are such. */
  private Victim victim(Role wanted) {
    int taken = victims.getOrDefault(wanted, 0);
    int enough = wanted.count(hosts) / (wanted.hasUser() ? 3 : 1);
    Role role = taken < enough ? wanted : Role.WORKSTATION;
    return new Victim(role, victims.merge(role, 1, Integer::sum) - 1);
  }

  /** On the last third of the days; loud attacks are over in some hours, others go on for days. */
  private Window window(Kind kind, Loudness loudness, Dice dice) {
    int first = days - Math.max(1, days / 3);
    int begins = first + dice.nextInt(days - first);
    boolean single = dice.chance(loudness == Loudness.LOUD ? 0.7 : 0.3);
    int span = single ? 1 : Math.min(days - begins, 2 + dice.nextInt(4));
    double start = dice.nextDouble();
    if (kind == Kind.INSIDER) {
      return new Window(begins, span, 1 + start, 3);
    }
    return switch (loudness) {
      case LOUD -> new Window(begins, span, 7 + 8 * start, 1 + 2 * dice.nextDouble());
      case QUIET, VERY_QUIET -> new Window(begins, span, 7 + 2 * start, 7 + 3 * dice.nextDouble());
    };
  }

  private static Attack beacon(Order it) {
    Beacon loud = Beacon.loud(it.id, it.victim, it.window);
    Beacon quiet = Beacon.quiet(it.id, it.victim, it.window);
    double jitter = Math.min(0.8, 0.05 + 0.4 * it.quietness * it.dice.nextDouble());
    return new Beacon(
        it.id,
        it.victim,
        new Window(it.window.firstDay(), it.window.days(), 0, 24),
        it.between(loud.periodSeconds(), quiet.periodSeconds()),
        jitter,
        Math.min(0.4, 0.2 * it.quietness * it.dice.nextDouble()),
        it.count(loud.requestOctets(), quiet.requestOctets()),
        443);
  }

  private static Attack tunnel(Order it) {
    DnsTunnel loud = DnsTunnel.loud(it.id, it.victim, it.window);
    DnsTunnel quiet = DnsTunnel.quiet(it.id, it.victim, it.window);
    DnsTunnel.Carrier[] carriers = DnsTunnel.Carrier.values();
    return new DnsTunnel(
        it.id,
        it.victim,
        it.window,
        Names.domain(it.dice.nextLong()),
        it.between(loud.queriesPerHour(), quiet.queriesPerHour()),
        Math.min(110, it.count(loud.payloadOctets(), quiet.payloadOctets())),
        carriers[it.dice.nextInt(carriers.length)]);
  }

  private static Attack scan(Order it) {
    Scan loud = Scan.loud(it.id, it.victim, it.window);
    Scan quiet = Scan.quiet(it.id, it.victim, it.window);
    int[] ports = {445, 3389, 22, 80};
    boolean vertical = it.dice.chance(0.25);
    return new Scan(
        it.id,
        it.victim,
        it.window,
        vertical ? Scan.Shape.VERTICAL : Scan.Shape.HORIZONTAL,
        vertical ? 1 : ports[it.dice.nextInt(ports.length)],
        it.count(loud.targets(), quiet.targets()),
        it.between(loud.probesPerMinute(), quiet.probesPerMinute()));
  }

  private static Attack exfiltration(Order it) {
    Exfiltration loud = Exfiltration.loud(it.id, it.victim, it.window);
    Exfiltration quiet = Exfiltration.quiet(it.id, it.victim, it.window);
    int uploads = it.count(loud.uploads(), quiet.uploads());
    double octets = it.between(loud.uploadOctets(), quiet.uploadOctets());
    return new Exfiltration(it.id, it.victim, it.window, uploads, (long) octets);
  }

  private static Attack bruteForce(Order it) {
    BruteForce loud = BruteForce.loud(it.id, it.victim, it.window);
    BruteForce quiet = BruteForce.quiet(it.id, it.victim, it.window);
    return new BruteForce(
        it.id,
        it.victim,
        it.window,
        1 + it.count(loud.attempts(), quiet.attempts()),
        it.between(loud.attemptsPerMinute(), quiet.attemptsPerMinute()));
  }

  private static Attack lateral(Order it) {
    LateralMovement.Over[] over = LateralMovement.Over.values();
    return new LateralMovement(
        it.id, it.victim, it.window, it.count(12, 1.4), over[it.dice.nextInt(over.length)], true);
  }

  private static Attack insider(Order it) {
    InsiderAccess loud = InsiderAccess.loud(it.id, it.victim, it.window);
    InsiderAccess quiet = InsiderAccess.quiet(it.id, it.victim, it.window);
    double octets = it.between(loud.readOctets(), quiet.readOctets());
    int reads = it.count(loud.reads(), quiet.reads());
    return new InsiderAccess(it.id, it.victim, it.window, reads, (long) octets);
  }

  private static Attack generated(Order it) {
    double rate = it.between(500, 5);
    GeneratedDomains.Alphabet alphabet =
        it.dice.chance(0.5) ? GeneratedDomains.Alphabet.LETTERS : GeneratedDomains.Alphabet.WORDS;
    return new GeneratedDomains(it.id, it.victim, it.window, rate, alphabet);
  }

  private static Attack staged(Order it) {
    StagedDownload loud = StagedDownload.loud(it.id, it.victim, it.window);
    StagedDownload quiet = StagedDownload.quiet(it.id, it.victim, it.window);
    return new StagedDownload(
        it.id,
        it.victim,
        it.window,
        it.count(loud.scriptOctets(), quiet.scriptOctets()),
        it.count(loud.programOctets(), quiet.programOctets()),
        it.between(loud.pauseSeconds(), quiet.pauseSeconds()),
        it.count(loud.calls(), quiet.calls()));
  }
}
