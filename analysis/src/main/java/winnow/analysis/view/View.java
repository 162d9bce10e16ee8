// SPDX-License-Identifier: Apache-2.0
package winnow.analysis.view;

import java.util.Locale;
import winnow.analysis.count.StableHash;
import winnow.analysis.day.DayCounts;
import winnow.analysis.day.DomainNames;
import winnow.analysis.day.PairCounts;
import winnow.analysis.word.BehaviourWords;
import winnow.analysis.word.QueryShapes;

/**
 * A way to look at what hosts do: what was counted of a day becomes words of its hosts, keys of 64
 * bits that depend on the rows alone.
 */
enum View {
  /** How hosts use services. */
  BEHAVIOUR("T1071"),
  /** Which services of which hosts inside a host goes to. */
  EDGES("T1021"),
  /** Which domains a host asks for. */
  DOMAINS("T1071.004"),
  /** What the DNS queries of a host look like. */
  QUERIES("T1071.004"),
  /** Which domains a host sends requests to. */
  SITES("T1071.001"),
  /** What the web requests of a host look like. */
  REQUESTS("T1071.001");

  private final String technique;

  View(String technique) {
    this.technique = technique;
  }

  /** Its name in tables. */
  String family() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** ATT&amp;CK technique that what is unusual in it suggests first. */
  String technique() {
    return technique;
  }

  /** The words of a day; new pairs get their number in {@code pairs}. */
  DayWords words(DayCounts day, WordPairs pairs) {
    DayWords words = new DayWords(day, pairs);
    switch (this) {
      case BEHAVIOUR -> {
        PairCounts table = day.behaviour();
        for (int row = 0; row < table.size(); row++) {
          words.add(table, row, day.word(table.second(row)), table.second(row));
        }
      }
      case QUERIES -> {
        PairCounts table = day.queries();
        for (int row = 0; row < table.size(); row++) {
          words.add(table, row, day.word(table.second(row)), table.second(row));
        }
      }
      case EDGES -> edges(day, words);
      case DOMAINS -> domains(day, words);
      case SITES -> sites(day, words);
      case REQUESTS -> {
        PairCounts table = day.requests();
        for (int row = 0; row < table.size(); row++) {
          words.add(table, row, day.hash(table.second(row)), table.second(row));
        }
      }
    }
    return words;
  }

  private static void edges(DayCounts day, DayWords words) {
    PairCounts edges = day.edges();
    for (int row = 0; row < edges.size(); row++) {
      int end = edges.second(row);
      boolean isBegun = edges.sum(row, DayCounts.FLOWS) > 0;
      if (isBegun && day.isInside(edges.first(row)) && day.isInside(day.server(end))) {
        words.add(edges, row, StableHash.mix(day.hash(day.server(end)), day.service(end)), end);
      }
    }
  }

  private static void domains(DayCounts day, DayWords words) {
    PairCounts names = day.names();
    int[] domains = new int[day.texts().size()];
    for (int row = 0; row < names.size(); row++) {
      int domain = domain(day, names.second(row), domains);
      words.add(names, row, day.hash(domain), domain);
    }
  }

  private static void sites(DayCounts day, DayWords words) {
    PairCounts sites = day.sites();
    int[] domains = new int[day.texts().size()];
    for (int row = 0; row < sites.size(); row++) {
      int domain = domain(day, sites.second(row), domains);
      long programs = sites.sum(row, DayCounts.PROGRAMS);
      words.add(sites, row, day.hash(domain), domain, programs);
    }
  }

  /** The domain of a name; {@code known} has those that were asked for, one more. */
  private static int domain(DayCounts day, int name, int[] known) {
    if (known[name] == 0) {
      known[name] = 1 + day.texts().id(DomainNames.domain(day.texts().text(name)));
    }
    return known[name] - 1;
  }

  /**
   * What a word means, for people.
   *
   * @param word the number, end or text that it was made of
   */
  String describe(DayCounts day, int word) {
    return switch (this) {
      case BEHAVIOUR -> BehaviourWords.describe(day.word(word));
      case QUERIES -> QueryShapes.describe(day.word(word));
      case EDGES -> day.nameOf(word);
      case DOMAINS, SITES, REQUESTS -> day.texts().text(word);
    };
  }
}
