// SPDX-License-Identifier: Apache-2.0
package winnow.analysis.view;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Deque;
import java.util.List;
import winnow.analysis.count.PackedReader;
import winnow.analysis.count.PackedWriter;
import winnow.analysis.count.StableHash;
import winnow.topics.CanonicalOrder;
import winnow.topics.Corpus;
import winnow.topics.CorpusBuilder;

/**
 * On how many of the last days each host had each word; where repeats count, a day on which it came
 * more often counts as so many.
 */
final class WordHistory {
  private final WordPairs pairs;
  private final int window;
  private final ViewSettings.Repeats repeats;
  private final Deque<Day> days = new ArrayDeque<>();

  private int[] daysOfPair = new int[64];
  private int[] hostsOfWord = new int[64];
  private int[] wordsOfHost = new int[64];
  private int[] daysOfHost = new int[64];
  private int hosts;
  private int words;
  private long distinctPairs;
  private int singlePairs;

  /**
   * No day yet.
   *
   * @param window how many days are kept
   * @param repeats what a word counts that comes more than once on a day
   */
  WordHistory(WordPairs pairs, int window, ViewSettings.Repeats repeats) {
    this.pairs = pairs;
    this.window = window;
    this.repeats = repeats;
  }

  /**
   * The pairs of a day.
   *
   * @param times how much each counts; empty where each counts once
   */
  private record Day(int[] pairs, int[] times) {
    int times(int at) {
      return times.length == 0 ? 1 : times[at];
    }
  }

  /** Adds a day, and forgets the one that is too old then. */
  void add(DayWords words) {
    int[] ofDay = new int[words.size()];
    Arrays.setAll(ofDay, words::pair);
    int[] times = new int[repeats == ViewSettings.Repeats.ONCE ? 0 : ofDay.length];
    Arrays.setAll(times, at -> repeats.times(words.count(at)));
    Day day = new Day(ofDay, times);
    days.add(day);
    change(day, 1);
    if (days.size() > window) {
      change(days.remove(), -1);
    }
  }

  /** Packs the days that are kept. */
  void write(PackedWriter out) {
    BitSet used = new BitSet();
    days.forEach(day -> Arrays.stream(day.pairs()).forEach(used::set));
    out.number(used.cardinality());
    int[] place = new int[pairs.size()];
    int[] placeOfHost = new int[pairs.hosts()];
    int next = 0;
    int nextHost = 0;
    for (int pair = used.nextSetBit(0); pair >= 0; pair = used.nextSetBit(pair + 1)) {
      place[pair] = next++;
      int host = pairs.host(pair);
      if (placeOfHost[host] == 0) {
        placeOfHost[host] = ++nextHost;
        out.number(nextHost).text(pairs.address(host));
      } else {
        out.number(placeOfHost[host]);
      }
      out.word(pairs.wordKey(pairs.word(pair)));
    }
    out.number(days.size());
    for (Day day : days) {
      out.number(day.pairs().length);
      Arrays.stream(day.pairs()).forEach(pair -> out.number(place[pair]));
      Arrays.stream(day.times()).forEach(out::number);
    }
  }

  /** Takes over what {@link #write} packed; there may be no day yet. */
  void read(PackedReader in) {
    int[] pairOf = new int[in.size()];
    List<Integer> hosts = new ArrayList<>();
    for (int i = 0; i < pairOf.length; i++) {
      int place = in.size();
      if (place > hosts.size()) {
        String address = in.text();
        hosts.add(pairs.host(address, StableHash.of(address)));
      }
      pairOf[i] = pairs.number(hosts.get(place - 1), in.word());
    }
    int size = in.size();
    for (int i = 0; i < size; i++) {
      int[] ofDay = new int[in.size()];
      Arrays.setAll(ofDay, at -> pairOf[in.size()]);
      int[] times = new int[repeats == ViewSettings.Repeats.ONCE ? 0 : ofDay.length];
      Arrays.setAll(times, at -> in.size());
      Day day = new Day(ofDay, times);
      days.add(day);
      change(day, 1);
    }
  }

  private void change(Day day, int sign) {
    daysOfPair = room(daysOfPair, pairs.size());
    hostsOfWord = room(hostsOfWord, pairs.words());
    wordsOfHost = room(wordsOfHost, pairs.hosts());
    daysOfHost = room(daysOfHost, pairs.hosts());
    for (int at = 0; at < day.pairs().length; at++) {
      int pair = day.pairs()[at];
      int by = sign * day.times(at);
      int host = pairs.host(pair);
      int word = pairs.word(pair);
      int before = daysOfPair[pair];
      daysOfPair[pair] += by;
      daysOfHost[host] += by;
      singlePairs += (daysOfPair[pair] == 1 ? 1 : 0) - (before == 1 ? 1 : 0);
      if (before == 0 || daysOfPair[pair] == 0) {
        hosts += changed(wordsOfHost, host, sign);
        words += changed(hostsOfWord, word, sign);
        distinctPairs += sign;
      }
    }
  }

  /** Adds to a cell; by how much the number of cells above 0 changes. */
  private static int changed(int[] cells, int at, int by) {
    int before = cells[at];
    cells[at] += by;
    return (cells[at] > 0 ? 1 : 0) - (before > 0 ? 1 : 0);
  }

  private static int[] room(int[] cells, int size) {
    return size <= cells.length ? cells : Arrays.copyOf(cells, Math.max(size, 2 * cells.length));
  }

  private static int at(int[] cells, int index) {
    return index < cells.length ? cells[index] : 0;
  }

  /** How many days are kept. */
  int daysKept() {
    return days.size();
  }

  boolean isEmpty() {
    return distinctPairs == 0;
  }

  int daysOfPair(int pair) {
    return at(daysOfPair, pair);
  }

  int hostsOfWord(int word) {
    return at(hostsOfWord, word);
  }

  /** Distinct words of a host. */
  int wordsOfHost(int host) {
    return at(wordsOfHost, host);
  }

  /** Sum over its words of the days it had them. */
  int daysOfHost(int host) {
    return at(daysOfHost, host);
  }

  int hosts() {
    return hosts;
  }

  /** Distinct words. */
  int words() {
    return words;
  }

  /** Distinct pairs of host and word. */
  long distinctPairs() {
    return distinctPairs;
  }

  /** Sum over the pairs of the days on which they came. */
  long days() {
    return Arrays.stream(daysOfPair).asLongStream().sum();
  }

  /** The share of the pairs that came on one day alone. */
  double singleShare() {
    return (double) singlePairs / distinctPairs;
  }

  /** The pairs with their days, in the canonical order of their keys. */
  Corpus corpus() {
    int[] hostRank = ranks(wordsOfHost, pairs.hosts());
    int[] wordRank = ranks(hostsOfWord, pairs.words());
    long[] hostKeys = keys(hostRank, hosts, pairs::hostKey);
    long[] wordKeys = keys(wordRank, words, pairs::wordKey);
    CorpusBuilder corpus = new CorpusBuilder(Math.toIntExact(distinctPairs));
    for (int pair = 0; pair < daysOfPair.length; pair++) {
      if (daysOfPair[pair] > 0) {
        corpus.add(hostRank[pairs.host(pair)], wordRank[pairs.word(pair)], daysOfPair[pair]);
      }
    }
    return corpus.build(CanonicalOrder.ascending(hostKeys), CanonicalOrder.ascending(wordKeys));
  }

  /** A dense number for each that is present, -1 for the others. */
  private static int[] ranks(int[] cells, int size) {
    int[] ranks = new int[size];
    int next = 0;
    for (int i = 0; i < size; i++) {
      ranks[i] = at(cells, i) > 0 ? next++ : -1;
    }
    return ranks;
  }

  private interface Key {
    long of(int id);
  }

  private static long[] keys(int[] ranks, int size, Key key) {
    long[] keys = new long[size];
    for (int i = 0; i < ranks.length; i++) {
      if (ranks[i] >= 0) {
        keys[ranks[i]] = key.of(i);
      }
    }
    return keys;
  }
}
