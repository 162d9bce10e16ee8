// SPDX-License-Identifier: Apache-2.0
package winnow.analysis.view;

import java.util.Arrays;
import java.util.List;
import winnow.analysis.count.LongTable;
import winnow.analysis.count.RowSource;

/** The words of the hosts of a day: distinct pairs, how often they came, and when. */
final class DayWords {
  private final WordPairs pairs;
  private int[] pairOf = new int[64];
  private long[] counts = new long[64];
  private long[] firsts = new long[64];
  private long[] lasts = new long[64];
  private final LongTable seen = new LongTable();

  private DayWords(WordPairs pairs) {
    this.pairs = pairs;
  }

  /** Reads the rows of {@code view}; new pairs get their number in {@code pairs}. */
  static DayWords read(View view, List<RowSource> sources, WordPairs pairs) {
    DayWords words = new DayWords(pairs);
    view.read(
        sources,
        (host, word, time) -> words.add(pairs.number(view.texts.text(host), host, word), time));
    return words;
  }

  private void add(int pair, long time) {
    int at = seen.add(pair);
    if (at == counts.length) {
      pairOf = Arrays.copyOf(pairOf, 2 * at);
      counts = Arrays.copyOf(counts, 2 * at);
      firsts = Arrays.copyOf(firsts, 2 * at);
      lasts = Arrays.copyOf(lasts, 2 * at);
    }
    if (counts[at] == 0) {
      pairOf[at] = pair;
      firsts[at] = time;
      lasts[at] = time;
    }
    counts[at]++;
    firsts[at] = Math.min(firsts[at], time);
    lasts[at] = Math.max(lasts[at], time);
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

  long count(int at) {
    return counts[at];
  }

  long firstMicros(int at) {
    return firsts[at];
  }

  long lastMicros(int at) {
    return lasts[at];
  }
}
