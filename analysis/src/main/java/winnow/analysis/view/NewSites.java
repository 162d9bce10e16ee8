// SPDX-License-Identifier: Apache-2.0
package winnow.analysis.view;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import winnow.analysis.day.DayCounts;
import winnow.analysis.detect.Evidence;
import winnow.schema.IpAddress;

/**
 * Sites that nobody else went to, on the day or before: several within a minute, as where one page
 * leads a browser on from site to site (T1189), and those that something came from that can run
 * (T1105). Addresses in the place of names are many behind pages that are known, and count for the
 * latter alone.
 *
 * @param parts what it adds up to
 * @param site one of them: that a program came from, else the first one
 * @param firstMicros when the first one was gone to
 * @param lastMicros when the last one was left
 */
record NewSites(List<Evidence.Part> parts, String site, long firstMicros, long lastMicros) {
  private static final long MINUTE_MICROS = 60_000_000;
  private static final double BITS = 4;

  /**
   * What speaks against the hosts of a day, by host.
   *
   * @param hostsToday how many hosts have each word on the day
   */
  static Map<Integer, NewSites> of(
      DayCounts day, DayWords words, WordHistory history, int[] hostsToday) {
    Map<Integer, List<Integer>> newToAll = new HashMap<>();
    for (int at = 0; at < words.size(); at++) {
      if (hostsToday[words.word(at)] == 1 && history.hostsOfWord(words.word(at)) == 0) {
        newToAll.computeIfAbsent(words.host(at), host -> new ArrayList<>()).add(at);
      }
    }
    Map<Integer, NewSites> byHost = new HashMap<>();
    newToAll.forEach((host, sites) -> {
      NewSites found = of(day, words, sites);
      if (!found.parts.isEmpty()) {
        byHost.put(host, found);
      }
    });
    return byHost;
  }

  private static NewSites of(DayCounts day, DayWords words, List<Integer> sites) {
    long[] times =
        sites.stream()
            .filter(at -> isName(site(day, words, at)))
            .mapToLong(words::firstMicros)
            .sorted()
            .toArray();
    int within = mostWithinAMinute(times);
    long programs = sites.stream().filter(at -> words.programs(at) > 0).count();
    List<Evidence.Part> parts = new ArrayList<>();
    if (within > 1) {
      parts.add(Evidence.Part.of("sites new to all within a minute", within, BITS * log2(within)));
    }
    if (programs > 0) {
      parts.add(
          Evidence.Part.of(
              "sites new to all that programs came from", programs, BITS * log2(1 + programs)));
    }
    Comparator<Integer> order =
        Comparator.<Integer>comparingInt(at -> words.programs(at) > 0 ? 0 : 1)
            .thenComparingLong(words::firstMicros)
            .thenComparing(at -> site(day, words, at));
    return new NewSites(
        parts,
        site(day, words, sites.stream().min(order).orElseThrow()),
        sites.stream().mapToLong(words::firstMicros).min().orElseThrow(),
        sites.stream().mapToLong(words::lastMicros).max().orElseThrow());
  }

  private static String site(DayCounts day, DayWords words, int at) {
    return View.SITES.describe(day, words.source(at));
  }

  private static boolean isName(String site) {
    return site.indexOf('.') > 0 && IpAddress.find(site).isEmpty();
  }

  private static int mostWithinAMinute(long[] times) {
    int most = 0;
    int first = 0;
    for (int last = 0; last < times.length; last++) {
      while (times[last] - times[first] > MINUTE_MICROS) {
        first++;
      }
      most = Math.max(most, last - first + 1);
    }
    return most;
  }

  private static double log2(double value) {
    return StrictMath.log(value) / StrictMath.log(2);
  }
}
