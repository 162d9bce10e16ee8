// SPDX-License-Identifier: Apache-2.0
package winnow.topics;

/**
 * Counts words of documents into a {@link Corpus}. Ids are the caller's, dense from 0, in any order
 * of arrival; the same pair may be added many times. Counting is by sorting: the buffer is
 * compacted whenever it is full, so memory grows with the distinct pairs, not with what was added.
 * Not thread-safe.
 */
public final class CorpusBuilder {
  private static final int INITIAL_CAPACITY = 1 << 20;

  private PairBuffer pairs;
  private int documents;
  private int words;

  /** An empty builder. */
  public CorpusBuilder() {
    this(INITIAL_CAPACITY);
  }

  /**
   * An empty builder with room.
   *
   * @param capacity pairs to take before the first compaction, 24 bytes each; at least 1
   */
  public CorpusBuilder(int capacity) {
    pairs = new PairBuffer(capacity);
  }

  /**
   * Counts a word of a document. The count of a pair stops growing at {@link Integer#MAX_VALUE}.
   *
   * @param count how many times more; at least 1
   */
  public void add(int document, int word, int count) {
    if (document < 0 || word < 0 || count < 1) {
      throw new IllegalArgumentException(
          "document %d, word %d, count %d: ids are not negative and counts at least 1"
              .formatted(document, word, count));
    }
    if (pairs.isFull()) {
      pairs.compact();
    }
    documents = Math.max(documents, document + 1);
    words = Math.max(words, word + 1);
    pairs.add(document, word, count);
  }

  /** Adds all that another builder, of the same ids, has counted. */
  public void addAll(CorpusBuilder other) {
    for (int i = 0; i < other.pairs.size(); i++) {
      add(other.pairs.row(i), other.pairs.column(i), other.pairs.count(i));
    }
  }

  /**
   * What was counted since the last build, with documents and words in their canonical order. Every
   * id added must have a key.
   *
   * @param documentOrder keys and positions of the documents
   * @param wordOrder keys and positions of the words
   */
  public Corpus build(CanonicalOrder documentOrder, CanonicalOrder wordOrder) {
    requireKeys("documents", documents, documentOrder);
    requireKeys("words", words, wordOrder);
    PairBuffer counted = pairs;
    pairs = new PairBuffer(1);
    documents = 0;
    words = 0;
    counted.place(documentOrder, wordOrder);
    counted.sortAndMerge();
    return new Corpus(
        documentOrder.keysByPosition(),
        wordOrder.keysByPosition(),
        PairTable.of(counted, documentOrder.size()));
  }

  private static void requireKeys(String what, int used, CanonicalOrder order) {
    if (used > order.size()) {
      throw new IllegalArgumentException(
          "%d %s were counted but only %d have a key".formatted(used, what, order.size()));
    }
  }
}
