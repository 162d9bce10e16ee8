// SPDX-License-Identifier: Apache-2.0
package winnow.analysis.day;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * At which addresses hosts were seen on a day that are known by names.
 *
 * @param byHost the addresses of each, in the order in which they were last seen there
 */
public record HostAddresses(Map<String, List<Seen>> byHost) {
  private static final Pattern NAMED = Pattern.compile("(?<![^ ])" + OwnHosts.MARK + "(\\S+)");

  /** Takes a copy. */
  public HostAddresses {
    byHost = Map.copyOf(byHost);
  }

  /**
   * A host was seen at an address.
   *
   * @param address the address
   * @param firstMicros when it was first seen there on the day
   * @param lastMicros when it was last seen there
   */
  public record Seen(String address, long firstMicros, long lastMicros) {}

  /** The hosts of a day that was counted. */
  public static HostAddresses of(DayCounts counts) {
    PairCounts pairs = counts.addresses();
    Map<String, List<Seen>> byHost = new HashMap<>();
    for (int row = 0; row < pairs.size(); row++) {
      byHost
          .computeIfAbsent(counts.texts().text(pairs.first(row)), host -> new ArrayList<>())
          .add(
              new Seen(
                  counts.texts().text(pairs.second(row)),
                  pairs.firstMicros(row),
                  pairs.lastMicros(row)));
    }
    Comparator<Seen> order =
        Comparator.comparingLong(Seen::lastMicros)
            .thenComparingLong(Seen::firstMicros)
            .thenComparing(Seen::address);
    byHost.replaceAll((host, seen) -> seen.stream().sorted(order).toList());
    return new HostAddresses(byHost);
  }

  /** The addresses of {@code host}; none when it is known by its address. */
  public List<Seen> of(String host) {
    return byHost.getOrDefault(host, List.of());
  }

  /** Where {@code host} was last seen: an address. */
  public String lastOf(String host) {
    List<Seen> seen = of(host);
    return seen.isEmpty() ? host : seen.getLast().address();
  }

  /**
   * {@code text} with the addresses where hosts were last seen in place of what they are known by.
   */
  public String withAddresses(String text) {
    if (text.indexOf(OwnHosts.MARK) < 0) {
      return text;
    }
    Matcher named = NAMED.matcher(text);
    return named.replaceAll(host -> Matcher.quoteReplacement(lastOf(host.group())));
  }
}
