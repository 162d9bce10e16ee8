// SPDX-License-Identifier: Apache-2.0
package winnow.analysis.view;

import java.util.Arrays;
import java.util.BitSet;
import winnow.analysis.count.LongTable;
import winnow.analysis.day.DayCounts;
import winnow.analysis.day.PairCounts;

/** The words of the hosts of a day: distinct pairs, how often they came, and when. */
final class DayWords {
  private final DayCounts day;
  private final WordPairs pairs;
  private final BitSet hosts;
  private final LongTable seen = new LongTable();

  /** Number of the host in {@link #pairs} by the id of its text; one more, 0 for none yet. */
  private final int[] hostOfText;

  private int[] pairOf = new int[64];
  private int[] sourceOf = new int[64];
  private long[] counts = new long[64];
  private long[] firsts = new long[64];
  private long[] lasts = new long[64];
  private long[] programs = new long[64];

  /** No word yet. */
  DayWords(DayCounts day, WordPairs pairs) {
    this.day = day;
    this.pairs = pairs;
    hosts = day.hosts();
    hostOfText = new int[day.texts().size()];
  }

  /**
   * Adds a word, unless it is of an address that is only tried.
   *
   * @param table what it was counted in, by host
   * @param row the row of it
   * @param word its key
   * @param source what it was made of, for {@link View#describe}
   */
  void add(PairCounts table, int row, long word, int source) {
    add(table, row, word, source, 0);
  }

  /** Adds a word that {@code brought} so many programs. */
  void add(PairCounts table, int row, long word, int source, long brought) {
    int text = table.first(row);
    if (!hosts.get(text)) {
      return;
    }
    if (hostOfText[text] == 0) {
      hostOfText[text] = 1 + pairs.host(day.texts().text(text), day.hash(text));
    }
    int pair = pairs.number(hostOfText[text] - 1, word);
    int at = seen.add(pair);
    if (at == counts.length) {
      pairOf = Arrays.copyOf(pairOf, 2 * at);
      sourceOf = Arrays.copyOf(sourceOf, 2 * at);
      counts = Arrays.copyOf(counts, 2 * at);
      firsts = Arrays.copyOf(firsts, 2 * at);
      lasts = Arrays.copyOf(lasts, 2 * at);
      programs = Arrays.copyOf(programs, 2 * at);
    }
    if (counts[at] == 0) {
      pairOf[at] = pair;
      sourceOf[at] = source;
      firsts[at] = table.firstMicros(row);
      lasts[at] = table.lastMicros(row);
    }
    counts[at] += table.sum(row, DayCounts.COUNT);
    firsts[at] = Math.min(firsts[at], table.firstMicros(row));
    lasts[at] = Math.max(lasts[at], table.lastMicros(row));
    programs[at] += brought;
  }

  /** How many distinct pairs there were. */
  int size() {
    return seen.size();
  }

  /** The number of a pair in {@link WordPairs}. */
  int pair(int at) {
    return pairOf[at];
  }

  int host(int at) {
    return pairs.host(pairOf[at]);
  }

  int word(int at) {
    return pairs.word(pairOf[at]);
  }

  /** What the word was made of, the same for all hosts. */
  int source(int at) {
    return sourceOf[at];
  }

  long count(int at) {
    return counts[at];
  }

  /** How many programs came with the word. */
  long programs(int at) {
    return programs[at];
  }

  long firstMicros(int at) {
    return firsts[at];
  }

  long lastMicros(int at) {
    return lasts[at];
  }
}
