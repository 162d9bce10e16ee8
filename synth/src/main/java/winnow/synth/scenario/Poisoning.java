// SPDX-License-Identifier: Apache-2.0
package winnow.synth.scenario;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Attacks on what is learnt. Some begin at a trickle inside the history and grow from day to day,
 * to the same machines: {@code -grown.DAY}, which have beside them the same attack on the same day
 * that comes out of nothing, {@code -fresh}. Of others one act is repeated once to ten thousand
 * times on a day, each on a host of its own: {@code -times-N}.
 */
final class Poisoning {
  /** What the first day of what grows has of the last. */
  private static final double TRICKLE = 0.01;

  /** For so many days before its last an attack grows. */
  private static final int GROWS_DAYS = 8;

  private static final int MOST_REPEATS = 10_000;
  private static final double HOURS = 10;

  private final int hosts;
  private final int days;
  private final int lastThird;
  private final Map<Role, Integer> victims = new EnumMap<>(Role.class);
  private final List<Attack> attacks = new ArrayList<>();

  Poisoning(int hosts, int days) {
    this.hosts = hosts;
    this.days = days;
    lastThird = Math.max(1, days / 3);
  }

  /** What grows. */
  private enum Growing {
    BEACON,
    DNS_TUNNEL,
    SCAN,
    EXFILTRATION,
    BRUTE_FORCE,
    LATERAL_MOVEMENT,
    INSIDER,
    DGA;

    /**
     * This attack at some strength.
     *
     * @param strength 1 is between loud and quiet
     */
    Attack at(double strength, String id, Victim victim, Window day) {
      return switch (this) {
        case BEACON -> new Beacon(id, victim, day, 250 / strength, 0.2, 0.05, 400, 443);
        case DNS_TUNNEL ->
            new DnsTunnel(
                id, victim, day, tunnel(victim), 600 * strength, 50, DnsTunnel.Carrier.TXT);
        case SCAN ->
            new Scan(id, victim, day, Scan.Shape.HORIZONTAL, 445, count(200 * strength), 2);
        case EXFILTRATION ->
            new Exfiltration(id, victim, day, 10, (long) Math.max(1, 30e6 * strength));
        case BRUTE_FORCE -> new BruteForce(id, victim, day, count(300 * strength), 2);
        case LATERAL_MOVEMENT ->
            new LateralMovement(
                id, victim, day, count(8 * strength), LateralMovement.Over.RDP, true);
        case INSIDER ->
            new InsiderAccess(id, victim, day, count(20 * strength), (long) (20e6 * strength));
        case DGA ->
            new GeneratedDomains(id, victim, day, 60 * strength, GeneratedDomains.Alphabet.LETTERS);
      };
    }

    private static String tunnel(Victim victim) {
      return "relay-" + victim.role().prefix() + victim.index() + ".net";
    }

    String label() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
  }

  private static int count(double value) {
    return (int) Math.max(1, Math.round(value));
  }

  List<Attack> attacks() {
    int first = days - lastThird;
    for (Growing kind : Growing.values()) {
      int last = first + kind.ordinal() % lastThird;
      Victim victim = victim(Role.WORKSTATION);
      int begins = Math.max(0, last - GROWS_DAYS);
      for (int day = begins; day <= last; day++) {
        double strength = Math.pow(TRICKLE, (last - day) / (double) Math.max(1, last - begins));
        String id = "%s-grown.%02d".formatted(kind.label(), day + 1);
        attacks.add(kind.at(strength, id, victim, work(day)));
      }
      attacks.add(kind.at(1, kind.label() + "-fresh", victim(Role.WORKSTATION), work(last)));
    }
    int number = 0;
    for (int times = 1; times <= MOST_REPEATS; times *= 10) {
      repeat(times, first, number++);
    }
    return List.copyOf(attacks);
  }

  private void repeat(int times, int first, int number) {
    double perMinute = times / (50 * HOURS);
    attacks.add(
        new BruteForce(
            "logon-times-" + times,
            victim(Role.CAMERA),
            work(first + number % lastThird),
            times,
            perMinute));
    attacks.add(
        new Exfiltration(
            "upload-times-" + times,
            victim(Role.PRINTER),
            work(first + (number + 1) % lastThird),
            times,
            100_000));
    attacks.add(
        new Beacon(
            "call-times-" + times,
            victim(Role.CAMERA),
            work(first + (number + 2) % lastThird),
            3600 * HOURS / times,
            0.1,
            0,
            400,
            443));
  }

  private static Window work(int day) {
    return new Window(day, 1, 7, HOURS);
  }

  /** A host that nothing else runs on, as long as there are such. */
  private Victim victim(Role wanted) {
    Role role =
        wanted == Role.WORKSTATION || victims.getOrDefault(wanted, 0) < wanted.count(hosts)
            ? wanted
            : Role.WORKSTATION;
    return new Victim(role, victims.merge(role, 1, Integer::sum) - 1);
  }
}
