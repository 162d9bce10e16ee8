// SPDX-License-Identifier: Apache-2.0
package winnow.analysis.count;

import java.util.Arrays;

/** What one thread has counted: words of documents, and which rows they came from. */
public final class WordTally {
  private final LongTable words = new LongTable();
  private final LongTable pairs = new LongTable();
  private final LongTable selfPairs = new LongTable();
  private final long[] invalid = new long[InvalidReason.values().length];
  private int[] counts = new int[1024];
  private int[] selfCounts = new int[16];
  private PartRows part = new PartRows();
  private long valid;
  private long withoutLength;

  /** Starts a part; its rows go there until the next one starts. */
  PartRows startPart() {
    part = new PartRows();
    return part;
  }

  /** A row with one document. */
  void add(int document, long word, long hash) {
    int pair = count(document, words.add(word));
    valid++;
    part.add(pair, pair, hash);
  }

  /** A row with two documents, which may be the same. */
  void add(int first, long firstWord, int second, long secondWord, long hash) {
    int firstPair = count(first, words.add(firstWord));
    int secondPair = count(second, words.add(secondWord));
    valid++;
    part.add(firstPair, secondPair, hash);
    if (first == second) {
      countSelf(firstPair);
    }
  }

  void reject(InvalidReason reason) {
    invalid[reason.ordinal()]++;
    part.addInvalid();
  }

  /** Notes that a valid row did not say how long it was. */
  void noteWithoutLength() {
    withoutLength++;
  }

  /** Gives up the means to count. */
  void freeze() {
    words.freeze();
    pairs.freeze();
  }

  /** The distinct words, packed by the reader. */
  public LongTable words() {
    return words;
  }

  public int pairs() {
    return pairs.size();
  }

  public int document(int pair) {
    return (int) (pairs.key(pair) >>> 32);
  }

  public int word(int pair) {
    return (int) pairs.key(pair);
  }

  public int count(int pair) {
    return counts[pair];
  }

  /** First pairs of the rows whose two documents are the same. */
  public LongTable selfPairs() {
    return selfPairs;
  }

  public int selfCount(int selfPair) {
    return selfCounts[selfPair];
  }

  public long valid() {
    return valid;
  }

  public long withoutLength() {
    return withoutLength;
  }

  public long invalid(InvalidReason reason) {
    return invalid[reason.ordinal()];
  }

  private int count(int document, int word) {
    int pair = pairs.add((long) document << 32 | word);
    if (pair == counts.length) {
      counts = Arrays.copyOf(counts, pair * 2);
    }
    counts[pair]++;
    return pair;
  }

  private void countSelf(int pair) {
    int self = selfPairs.add(pair);
    if (self == selfCounts.length) {
      selfCounts = Arrays.copyOf(selfCounts, self * 2);
    }
    selfCounts[self]++;
  }
}
