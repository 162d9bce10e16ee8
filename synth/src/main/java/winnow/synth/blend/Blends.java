// SPDX-License-Identifier: Apache-2.0
package winnow.synth.blend;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import winnow.synth.chance.Dice;
import winnow.synth.network.Host;
import winnow.synth.network.SyntheticNetwork;
import winnow.synth.scenario.Attack;
import winnow.synth.scenario.Blend;
import winnow.synth.traffic.Day;

/** All that is blended into a network: what is of one name on one host, which stays on. */
public final class Blends {
  /** Nothing. */
  public static final Blends NONE = new Blends(List.of());

  private static final int ORDER = 53;

  private final List<Retold> all;

  private Blends(List<Retold> all) {
    this.all = List.copyOf(all);
  }

  /**
   * Chooses a host for each name.
   *
   * @throws IllegalArgumentException when attacks and others have one name, when the network has no
   *     host of the kind asked for, when a day is none of the scenario, or when a host did nothing
   *     at all
   */
  public static Blends of(SyntheticNetwork network, List<Captured> captured) {
    Set<Host> taken = new HashSet<>();
    for (Attack attack : network.scenario().attacks()) {
      taken.add(network.host(attack.victim()));
    }
    Map<String, Host> hosts = new HashMap<>();
    List<Retold> all = new ArrayList<>();
    check(network, captured);
    for (Captured one : captured) {
      Blend blend = one.blend();
      ActReader reader = new ActReader(one);
      Host host = hosts.computeIfAbsent(blend.id(), id -> host(network, blend, reader, taken));
      taken.add(host);
      Retold retold = new Retold(network, blend, reader, host);
      if (retold.from(Long.MIN_VALUE) == 0) {
        throw new IllegalArgumentException(
            "blend %s: nothing is by the hosts %s among %d records"
                .formatted(blend.id(), blend.origin().hosts(), one.records().size()));
      }
      all.add(retold);
    }
    return new Blends(all);
  }

  private static void check(SyntheticNetwork network, List<Captured> captured) {
    Map<String, Blend.Label> labels = new HashMap<>();
    for (Captured one : captured) {
      Blend blend = one.blend();
      if (blend.place().day() >= network.scenario().days()) {
        throw new IllegalArgumentException(
            "blend %s begins on day %d of %d"
                .formatted(blend.id(), blend.place().day() + 1, network.scenario().days()));
      }
      boolean labelled = blend.label() != Blend.Label.BACKGROUND;
      if (labelled && labels.merge(blend.id(), blend.label(), (a, b) -> a) != blend.label()) {
        throw new IllegalArgumentException("blend " + blend.id() + " is malicious and benign");
      }
    }
  }

  private static Host host(
      SyntheticNetwork network, Blend blend, ActReader reader, Set<Host> taken) {
    Blend.Place place = blend.place();
    Boolean told = place.proxied();
    boolean proxied = told == null ? reader.isWebAlone() : told;
    return network.withRole(place.role()).stream()
        .filter(host -> host.staysOn() && host.behindProxy() == proxied && !taken.contains(host))
        .min(Comparator.comparingLong(host -> Dice.hash(host.seed(), ORDER)))
        .orElseThrow(() ->
            new IllegalArgumentException(
                "blend %s: no %s that stays on, %s the proxy, is left for it"
                    .formatted(
                        blend.id(), place.role().subnetName(), proxied ? "behind" : "not behind")));
  }

  /** Who does what. */
  public Map<Blend, Host> hosts() {
    Map<Blend, Host> hosts = new LinkedHashMap<>();
    all.forEach(retold -> hosts.put(retold.blend(), retold.host()));
    return hosts;
  }

  /** How much of each goes on after the last day of {@code network} and is left out. */
  public Map<Blend, Long> leftOut(SyntheticNetwork network) {
    long end =
        (network.scenario().firstDay().toEpochDay() + network.scenario().days()) * Day.MICROS;
    Map<Blend, Long> leftOut = new LinkedHashMap<>();
    all.forEach(retold -> leftOut.put(retold.blend(), retold.from(end)));
    leftOut.values().removeIf(count -> count == 0);
    return leftOut;
  }

  List<Retold> all() {
    return all;
  }
}
