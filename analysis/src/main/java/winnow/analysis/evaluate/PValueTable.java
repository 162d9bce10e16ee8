// SPDX-License-Identifier: Apache-2.0
package winnow.analysis.evaluate;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Whether p-values say how often chance brings as much: how many of those of ordinary hosts are
 * below 10<sup>-1</sup> to 10<sup>-4</sup>, and how many should be. Not thread-safe.
 */
public final class PValueTable {
  private static final List<Double> LEVELS = List.of(1e-1, 1e-2, 1e-3, 1e-4);

  private final Map<String, Counted> families = new TreeMap<>();

  /** A table of nothing. */
  public PValueTable() {}

  /** What was seen of a family. */
  private static final class Counted {
    final long[] below = new long[LEVELS.size()];
    long hostDays;
    long found;
  }

  /**
   * How many p-values of a family are below a level.
   *
   * @param below the level
   * @param hostDays hosts looked at, summed over the days; those that nothing is said about have 1
   * @param found those that something is said about
   * @param observed those with a p-value below
   */
  public record Line(String family, double below, long hostDays, long found, long observed) {
    /** How many should be: as many as the level says, or as were found when these are fewer. */
    public double expected() {
      return Math.min(found, hostDays * below);
    }

    /** The share of the hosts looked at that are below. */
    public double share() {
      return hostDays == 0 ? 0 : observed / (double) hostDays;
    }

    /** How many times as many are below as should be; 1 when both are none. */
    public double timesExpected() {
      return found == 0 ? 1 : observed / expected();
    }
  }

  /**
   * Adds a day.
   *
   * @param family which p-values they are
   * @param hosts how many hosts were looked at on the day
   * @param ps p-values of the hosts that something is said about, one for each
   */
  public void add(String family, long hosts, Collection<Double> ps) {
    Counted counted = families.computeIfAbsent(family, name -> new Counted());
    counted.hostDays += hosts;
    counted.found += ps.size();
    for (double p : ps) {
      for (int i = 0; i < LEVELS.size(); i++) {
        counted.below[i] += p < LEVELS.get(i) ? 1 : 0;
      }
    }
  }

  /** Families by name, of each the levels from the highest. */
  public List<Line> lines() {
    List<Line> lines = new ArrayList<>();
    families.forEach((family, counted) -> {
      for (int i = 0; i < LEVELS.size(); i++) {
        lines.add(
            new Line(family, LEVELS.get(i), counted.hostDays, counted.found, counted.below[i]));
      }
    });
    return lines;
  }
}
