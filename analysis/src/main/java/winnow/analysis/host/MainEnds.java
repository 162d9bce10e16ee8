// SPDX-License-Identifier: Apache-2.0
package winnow.analysis.host;

import java.util.BitSet;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import winnow.analysis.day.DayCounts;
import winnow.analysis.day.PairCounts;

/** Of each host, the end that it dealt with most, by what a family of amounts is about. */
public final class MainEnds {
  private final Map<String, End> byHost = new HashMap<>();

  private static final double MANY_SHARE = 0.25;
  private static final int LEAST_MANY = 3;

  private MainEnds() {}

  /**
   * The other end of an edge.
   *
   * @param name address, port and protocol, such as {@code 198.51.100.7 443/6}
   * @param measure what it has the most of, such as {@code bytes sent to}
   * @param amount how much
   */
  public record End(String name, String measure, long amount, long firstMicros, long lastMicros) {}

  /** The ends of the day; there are none for contacts and names, which are about many. */
  public static MainEnds of(HostFeature.Family family, DayCounts counts) {
    return switch (family) {
      case UPLOADS -> most(counts, DayCounts.SENT, "bytes sent to", false);
      case DOWNLOADS -> most(counts, DayCounts.RECEIVED, "bytes received from", false);
      case LOGONS -> most(counts, DayCounts.FLOWS, "flows to", true);
      case SCANS -> most(counts, DayCounts.FAILED, "failed connections to", false);
      case CONTACTS, NAMES -> new MainEnds();
    };
  }

  private static MainEnds most(DayCounts counts, int sum, String measure, boolean isRepeated) {
    PairCounts edges = counts.edges();
    Map<Integer, Integer> clientsOfEnd = new HashMap<>();
    BitSet hosts = new BitSet();
    for (int edge = 0; edge < edges.size(); edge++) {
      if (counts.isInside(edges.first(edge))) {
        hosts.set(edges.first(edge));
        clientsOfEnd.merge(edges.second(edge), 1, Integer::sum);
      }
    }
    double many = Math.max(LEAST_MANY, MANY_SHARE * hosts.cardinality());
    Map<Integer, Integer> best = new HashMap<>();
    for (int edge = 0; edge < edges.size(); edge++) {
      boolean counting =
          edges.sum(edge, sum) > 0
              && edges.sum(edge, DayCounts.FLOWS) > 0
              && counts.isInside(edges.first(edge))
              && (!isRepeated || clientsOfEnd.getOrDefault(edges.second(edge), 0) < many);
      if (counting) {
        best.merge(
            edges.first(edge), edge, (one, other) -> isMore(counts, sum, other, one) ? other : one);
      }
    }
    MainEnds ends = new MainEnds();
    best.forEach((host, edge) ->
        ends.byHost.put(
            counts.texts().text(host),
            new End(
                counts.nameOf(edges.second(edge)),
                measure,
                edges.sum(edge, sum),
                edges.firstMicros(edge),
                edges.lastMicros(edge))));
    return ends;
  }

  private static boolean isMore(DayCounts counts, int sum, int one, int other) {
    PairCounts edges = counts.edges();
    int order = Long.compare(edges.sum(one, sum), edges.sum(other, sum));
    return order > 0
        || order == 0
            && counts.nameOf(edges.second(one)).compareTo(counts.nameOf(edges.second(other))) < 0;
  }

  /** The end that {@code host} dealt with most; null when there is none. */
  public @Nullable End find(String host) {
    return byHost.get(host);
  }
}
