// SPDX-License-Identifier: Apache-2.0
package winnow.synth.blend;

import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import winnow.schema.IpAddress;
import winnow.synth.network.Host;
import winnow.synth.network.SyntheticNetwork;
import winnow.synth.network.UserAgents;
import winnow.synth.scenario.Blend;
import winnow.synth.traffic.Day;

/** A blend on the host that does it, at the time that it does it. */
final class Retold {
  private static final long HOUR_MICROS = 3_600_000_000L;

  private final Blend blend;
  private final Host host;
  private final List<Act> acts;
  private final AddressMap addresses;
  private final NameMap names;
  private final Map<IpAddress, String> known;
  private final Map<String, IpAddress> places = new HashMap<>();
  private final boolean asks;
  private final @Nullable String browser;

  Retold(SyntheticNetwork network, Blend blend, ActReader reader, Host host) {
    this.blend = blend;
    this.host = host;
    List<Act> read = blend.origin().part().of(reader.read());
    long first = read.isEmpty() ? 0 : read.getFirst().startMicros();
    long shift = begin(network, blend.place(), first) - first;
    acts = read.stream().map(act -> act.later(shift)).toList();
    addresses =
        new AddressMap(
            network,
            host,
            blend,
            reader.hosts(),
            acts.stream().filter(Act.Talk.class::isInstance).map(Act.Talk.class::cast).toList());
    names = new NameMap(blend.origin().zones(), addresses);
    known = reader.names();
    known.forEach((address, name) -> {
      if (address.isIpv4() && !addresses.isInside(address)) {
        places.merge(name.toLowerCase(Locale.ROOT), address, (a, b) -> a.compareTo(b) < 0 ? a : b);
      }
    });
    asks = acts.stream().anyMatch(Act.LookUp.class::isInstance);
    browser = browser();
  }

  /** The same time of day as it was, unless told; days are days of the scenario. */
  private static long begin(SyntheticNetwork network, Blend.Place place, long first) {
    long day = (network.scenario().firstDay().toEpochDay() + place.day()) * Day.MICROS;
    Double hour = place.startHour();
    return day + (hour == null ? Math.floorMod(first, Day.MICROS) : Math.round(hour * HOUR_MICROS));
  }

  Blend blend() {
    return blend;
  }

  Host host() {
    return host;
  }

  AddressMap addresses() {
    return addresses;
  }

  NameMap names() {
    return names;
  }

  /** What happens in a span of time. */
  List<Act> between(long from, long to) {
    return acts.subList(firstAt(from), firstAt(to));
  }

  /** How much happens at {@code time} or later. */
  long from(long time) {
    return acts.size() - (long) firstAt(time);
  }

  private int firstAt(long time) {
    int low = 0;
    int high = acts.size();
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (acts.get(middle).startMicros() < time) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }

  /** What an address outside is called, where anything told; else its text. */
  String name(IpAddress address) {
    return known.getOrDefault(address, address.toString());
  }

  /** The address that a name was told to have; null where nothing told. */
  @Nullable IpAddress address(String name) {
    return places.get(name.toLowerCase(Locale.ROOT));
  }

  /** Whether the resolver was asked for names on the way. */
  boolean asks() {
    return asks;
  }

  /**
   * What a program calls itself: the browser there is the browser here, others keep their names.
   */
  String userAgent(@Nullable String told) {
    return told == null || told.isEmpty() || told.equals(browser) ? UserAgents.of(host) : told;
  }

  private @Nullable String browser() {
    Map<String, Integer> counts = new HashMap<>();
    for (Act act : acts) {
      String agent = act instanceof Act.Fetch fetch ? fetch.url().userAgent() : null;
      if (agent != null && agent.startsWith("Mozilla/")) {
        counts.merge(agent, 1, Integer::sum);
      }
    }
    return counts.isEmpty()
        ? null
        : Collections.max(
                counts.entrySet(),
                Map.Entry.<String, Integer>comparingByValue()
                    .thenComparing(Map.Entry.comparingByKey()))
            .getKey();
  }
}
