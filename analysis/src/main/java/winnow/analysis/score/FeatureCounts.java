// SPDX-License-Identifier: Apache-2.0
package winnow.analysis.score;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import winnow.analysis.count.Counted;
import winnow.analysis.count.LongTable;
import winnow.analysis.count.WordTally;

/** Counts how often parts of words were seen, in all rows and in those of chosen documents. */
final class FeatureCounts {
  private static final int VALUE_BITS = 24;
  private static final int FEATURE_BITS = 4;

  private final Counted counted;
  private final DayCorpus corpus;
  private final List<Words.Part> parts;
  private final BitSet chosen;
  private final LongTable keys = new LongTable();
  private long[] counts = new long[1024];
  private long allRows;
  private final long[] allCounts;
  private final LongTable allKeys = new LongTable();
  private final long[] documentRows;

  /**
   * Counts.
   *
   * @param counted the rows
   * @param corpus their order
   * @param words the meaning of words
   * @param chosen positions of the documents of interest
   */
  FeatureCounts(Counted counted, DayCorpus corpus, Words words, BitSet chosen) {
    this.counted = counted;
    this.corpus = corpus;
    this.chosen = chosen;
    parts = words.parts();
    documentRows = new long[corpus.documents().length];
    allCounts = countAll();
    for (int share = 0; share < counted.shares().size(); share++) {
      countDocuments(counted.shares().get(share).tally(), corpus.wordOf()[share]);
    }
  }

  /** Rows of all documents. */
  long allRows() {
    return allRows;
  }

  /** Rows of a chosen document. */
  long documentRows(int document) {
    return documentRows[document];
  }

  /** What is known about the parts of a word in a chosen document. */
  List<Fact> facts(int document, int word) {
    long packed = corpus.words()[word];
    List<Fact> facts = new ArrayList<>(parts.size());
    for (int i = 0; i < parts.size(); i++) {
      Words.Part part = parts.get(i);
      int value = part.number().applyAsInt(packed);
      facts.add(
          new Fact(
              part.feature(),
              part.text().apply(packed),
              count(keys, counts, key(document, i, value)),
              count(allKeys, allCounts, key(0, i, value)) / counted.wordsPerRow()));
    }
    return facts;
  }

  private long[] countAll() {
    long[] rowsOfWord = new long[corpus.words().length];
    for (int share = 0; share < counted.shares().size(); share++) {
      WordTally tally = counted.shares().get(share).tally();
      int[] wordOf = corpus.wordOf()[share];
      for (int pair = 0; pair < tally.pairs(); pair++) {
        rowsOfWord[wordOf[tally.word(pair)]] += tally.count(pair);
      }
    }
    long[] all = new long[1024];
    for (int word = 0; word < rowsOfWord.length; word++) {
      allRows += rowsOfWord[word];
      for (int i = 0; i < parts.size(); i++) {
        int value = parts.get(i).number().applyAsInt(corpus.words()[word]);
        all = add(allKeys, all, key(0, i, value), rowsOfWord[word]);
      }
    }
    allRows /= counted.wordsPerRow();
    return all;
  }

  /** A flow from a document to itself has two words in it, but is one row. */
  private void countDocuments(WordTally tally, int[] wordOf) {
    for (int pair = 0; pair < tally.pairs(); pair++) {
      countDocument(tally, wordOf, pair, tally.count(pair));
    }
    for (int self = 0; self < tally.selfPairs().size(); self++) {
      int pair = (int) tally.selfPairs().key(self);
      countDocument(tally, wordOf, pair, -tally.selfCount(self));
    }
  }

  private void countDocument(WordTally tally, int[] wordOf, int pair, long rows) {
    int document = corpus.documentOf()[tally.document(pair)];
    if (!chosen.get(document)) {
      return;
    }
    documentRows[document] += rows;
    long packed = corpus.words()[wordOf[tally.word(pair)]];
    for (int i = 0; i < parts.size(); i++) {
      int value = parts.get(i).number().applyAsInt(packed);
      counts = add(keys, counts, key(document, i, value), rows);
    }
  }

  private static long key(int document, int feature, int value) {
    return (long) document << VALUE_BITS + FEATURE_BITS | (long) feature << VALUE_BITS | value + 1;
  }

  private static long[] add(LongTable keys, long[] counts, long key, long rows) {
    int id = keys.add(key);
    long[] grown = id == counts.length ? Arrays.copyOf(counts, id * 2) : counts;
    grown[id] += rows;
    return grown;
  }

  private static long count(LongTable keys, long[] counts, long key) {
    int id = keys.find(key);
    return id == LongTable.NONE ? 0 : counts[id];
  }
}
