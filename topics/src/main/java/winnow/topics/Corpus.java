// SPDX-License-Identifier: Apache-2.0
package winnow.topics;

/**
 * How often each document holds each word: one row per document, word ids ascending inside a row
 * (compressed sparse rows). Immutable; made by a {@link CorpusBuilder}, and the same for any order
 * in which the words were counted.
 */
public final class Corpus {
  /** Most tokens whose statistics are sure to fit 64-bit fixed point. */
  static final long MAX_TOKENS = 1L << 38;

  private final long[] documentKeys;
  private final long[] wordKeys;
  private final PairTable pairs;
  private final long tokens;

  Corpus(long[] documentKeys, long[] wordKeys, PairTable pairs) {
    this.documentKeys = documentKeys;
    this.wordKeys = wordKeys;
    this.pairs = pairs;
    this.tokens = pairs.tokens();
    if (tokens > MAX_TOKENS) {
      throw new IllegalArgumentException(
          "corpus has %d tokens, more than the %d that fixed-point statistics can hold"
              .formatted(tokens, MAX_TOKENS));
    }
  }

  /** Number of documents, with or without words. */
  public int documents() {
    return documentKeys.length;
  }

  /** Size of the vocabulary. */
  public int words() {
    return wordKeys.length;
  }

  /** Number of distinct (document, word) pairs. */
  public int pairs() {
    return pairs.size();
  }

  /** Sum of all counts. */
  public long tokens() {
    return tokens;
  }

  /** The 64-bit key of a document. */
  public long documentKey(int document) {
    return documentKeys[document];
  }

  /** The 64-bit key of a word. */
  public long wordKey(int word) {
    return wordKeys[word];
  }

  /**
   * First pair of a document; its pairs end where those of the next begin.
   *
   * @param document 0 to {@link #documents}, which gives {@link #pairs}
   */
  public int firstPair(int document) {
    return pairs.starts()[document];
  }

  /** The word of a pair. */
  public int word(int pair) {
    return pairs.columns()[pair];
  }

  /** How often the document of this pair holds its word; at least 1. */
  public int count(int pair) {
    return pairs.counts()[pair];
  }

  /** 128 bits of SHA-256 over keys, pairs and counts, as 32 hexadecimal digits. */
  public String digest() {
    return new ContentDigest()
        .add(documentKeys)
        .add(wordKeys)
        .add(pairs.starts())
        .add(pairs.columns())
        .add(pairs.counts())
        .hex128();
  }

  PairTable table() {
    return pairs;
  }

  long[] documentKeys() {
    return documentKeys;
  }

  long[] wordKeys() {
    return wordKeys;
  }
}
