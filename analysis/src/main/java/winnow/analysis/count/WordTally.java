// SPDX-License-Identifier: Apache-2.0
package winnow.analysis.count;

import java.util.Arrays;
import java.util.function.LongUnaryOperator;

/** What one worker has counted: words of documents, and which rows they came from. */
public final class WordTally {
  /** Pairs that are looked up together. */
  private static final int BLOCK = 512;

  private final LongTable words = new LongTable();
  private final LongTable pairs = new LongTable();
  private final LongTable selfPairs = new LongTable();
  private final long[] invalid = new long[InvalidReason.values().length];
  private int[] counts = new int[1024];
  private int[] selfCounts = new int[16];
  private final long[] pendingPairs = new long[BLOCK];
  private final int[] pendingSides = new int[BLOCK];
  private final int[] pendingIds = new int[BLOCK];
  private int pending;
  private PartRows part = new PartRows();
  private long valid;
  private long withoutLength;

  /** Starts a part; its rows go there until it is finished. */
  PartRows startPart() {
    part = new PartRows();
    return part;
  }

  /** Ends the part: all of its rows are counted. */
  void finishPart() {
    countPending();
    part.trim();
  }

  /** A row with one document. */
  void add(int document, long word, long hash) {
    if (pending + 2 > BLOCK) {
      countPending();
    }
    pend(document, word, part.add(hash) << 1);
    valid++;
  }

  /** A row with two documents, which may be the same. */
  void add(int first, long firstWord, int second, long secondWord, long hash) {
    add(first, firstWord, hash);
    pend(second, secondWord, pendingSides[pending - 1] | 1);
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

  /** Packs everything but the rows of parts. */
  void write(PackedWriter out) {
    out.number(valid).number(withoutLength);
    for (long rows : invalid) {
      out.number(rows);
    }
    out.number(words.size());
    for (int word = 0; word < words.size(); word++) {
      out.word(words.key(word));
    }
    out.number(pairs());
    for (int pair = 0; pair < pairs(); pair++) {
      out.number(document(pair)).number(word(pair)).number(count(pair));
    }
    out.number(selfPairs.size());
    for (int self = 0; self < selfPairs.size(); self++) {
      out.number(selfPairs.key(self)).number(selfCounts[self]);
    }
  }

  /**
   * Reads what {@link #write} packed; pairs have the numbers that they had.
   *
   * @param documents numbers of documents in this run, by their numbers there
   * @param wordOf translates words; different ones stay different
   */
  static WordTally read(PackedReader in, int[] documents, LongUnaryOperator wordOf) {
    WordTally tally = new WordTally();
    tally.valid = in.number();
    tally.withoutLength = in.number();
    for (int reason = 0; reason < tally.invalid.length; reason++) {
      tally.invalid[reason] = in.number();
    }
    int words = in.size();
    for (int word = 0; word < words; word++) {
      tally.words.add(wordOf.applyAsLong(in.word()));
    }
    tally.readPairs(in, documents);
    int selfPairs = in.size();
    tally.selfCounts = new int[selfPairs];
    for (int self = 0; self < selfPairs; self++) {
      tally.selfPairs.add(in.number());
      tally.selfCounts[self] = in.size();
    }
    tally.freeze();
    return tally;
  }

  private void readPairs(PackedReader in, int[] documents) {
    int size = in.size();
    counts = new int[size];
    for (int pair = 0; pair < size; pair++) {
      pairs.add((long) documents[in.size()] << 32 | in.size());
      counts[pair] = in.size();
    }
  }

  private void pend(int document, long word, int side) {
    pendingPairs[pending] = (long) document << 32 | words.add(word);
    pendingSides[pending++] = side;
  }

  private void countPending() {
    pairs.addAll(pendingPairs, pending, pendingIds);
    while (counts.length < pairs.size()) {
      counts = Arrays.copyOf(counts, counts.length * 2);
    }
    for (int i = 0; i < pending; i++) {
      int pair = pendingIds[i];
      counts[pair]++;
      if ((pendingSides[i] & 1) == 0) {
        part.setFirst(pendingSides[i] >> 1, pair);
      } else {
        part.setSecond(pendingSides[i] >> 1, pair);
        if (pendingPairs[i] >>> 32 == pendingPairs[i - 1] >>> 32) {
          countSelf(pendingIds[i - 1]);
        }
      }
    }
    pending = 0;
  }

  private void countSelf(int pair) {
    int self = selfPairs.add(pair);
    if (self == selfCounts.length) {
      selfCounts = Arrays.copyOf(selfCounts, self * 2);
    }
    selfCounts[self]++;
  }
}
