// SPDX-License-Identifier: Apache-2.0
package winnow.topics;

/**
 * One training under way: a sweep over the documents, then one over the words, until told to stop.
 */
final class EmRun {
  private static final int PAIRS_PER_PIECE = 1 << 16;
  private static final int WORDS_PER_PIECE = 1 << 12;

  private final Corpus corpus;
  private final TrainerSettings settings;
  private final ParallelRanges parallel;
  private final WordTopicCounts counts;
  private final int[] rowOfWord;
  private final EmState state;
  private final SweepKernel kernel;
  private final int[] pieces;
  private long[] topicTotals;

  EmRun(Corpus corpus, TrainerSettings settings, ParallelRanges parallel) {
    this.corpus = corpus;
    this.settings = settings;
    this.parallel = parallel;
    int stride = RowLayout.stride(settings.topics());
    counts = new WordTopicCounts(corpus.words(), stride, parallel.threads());
    topicTotals = new long[settings.topics()];
    float[] prior = new float[stride];
    for (int k = 0; k < settings.topics(); k++) {
      prior[k] = (float) ((settings.alpha() - 1) * WordTopicCounts.UNIT);
    }
    rowOfWord = corpus.table().columnsByFrequency(corpus.words());
    state =
        new EmState(
            corpus.table().withColumnsRenamed(rowOfWord),
            stride,
            new float[RowLayout.elements("documents", corpus.documents(), stride)],
            new float[RowLayout.elements("words", corpus.words(), stride)],
            prior);
    kernel = SweepKernel.fastest(state);
    pieces = pieces(corpus.table());
  }

  /** Splits every pair at random. */
  void start() {
    RandomStart random = new RandomStart(corpus, settings);
    parallel.forEach(
        pieces.length - 1,
        (thread, i) -> random.sweep(pieces[i], pieces[i + 1], state, counts.share(thread)));
    gather();
  }

  /** One iteration of EM. */
  void iterate() {
    spreadWordRows();
    counts.clear();
    parallel.forEach(
        pieces.length - 1,
        (thread, i) -> kernel.sweep(pieces[i], pieces[i + 1], counts.share(thread)));
    gather();
  }

  /** The result; nothing may be iterated after it. */
  TopicModel model(Provenance provenance) {
    parallel.forEach(
        pieces.length - 1, (thread, i) -> normalizeDocuments(pieces[i], pieces[i + 1]));
    return new TopicModel(
        provenance,
        new TopicModel.Rows(corpus.documentKeys(), state.documentRows()),
        corpus.wordKeys(),
        statistics());
  }

  private long[] statistics() {
    long[] byRow = counts.totals();
    long[] byWord = new long[byRow.length];
    for (int word = 0; word < rowOfWord.length; word++) {
      System.arraycopy(
          byRow, rowOfWord[word] * state.stride(), byWord, word * state.stride(), state.stride());
    }
    return byWord;
  }

  private void gather() {
    long[][] partial = new long[parallel.threads()][settings.topics()];
    parallel.forEach(
        wordPieces(),
        (thread, i) -> counts.gather(i * WORDS_PER_PIECE, endOfWords(i), partial[thread]));
    topicTotals = new long[settings.topics()];
    for (long[] sums : partial) {
      for (int k = 0; k < sums.length; k++) {
        topicTotals[k] += sums[k];
      }
    }
  }

  private void spreadWordRows() {
    double smoothing = (settings.beta() - 1) * WordTopicCounts.UNIT;
    double[] inverse = new double[settings.topics()];
    for (int k = 0; k < inverse.length; k++) {
      inverse[k] = 1 / (topicTotals[k] + corpus.words() * smoothing);
    }
    int stride = state.stride();
    long[] totals = counts.totals();
    parallel.forEach(
        wordPieces(),
        (thread, i) -> {
          for (int word = i * WORDS_PER_PIECE; word < endOfWords(i); word++) {
            for (int k = 0; k < inverse.length; k++) {
              int cell = word * stride + k;
              state.wordRows()[cell] = (float) ((totals[cell] + smoothing) * inverse[k]);
            }
          }
        });
  }

  private void normalizeDocuments(int from, int to) {
    float[] rows = state.documentRows();
    for (int document = from; document < to; document++) {
      int row = document * state.stride();
      double sum = 0;
      for (int k = 0; k < settings.topics(); k++) {
        sum += rows[row + k];
      }
      for (int k = 0; k < settings.topics(); k++) {
        rows[row + k] = (float) (sum > 0 ? rows[row + k] / sum : 1.0 / settings.topics());
      }
    }
  }

  private int wordPieces() {
    return (corpus.words() + WORDS_PER_PIECE - 1) / WORDS_PER_PIECE;
  }

  private int endOfWords(int piece) {
    return Math.min(corpus.words(), (piece + 1) * WORDS_PER_PIECE);
  }

  /** Boundaries of runs of documents that hold about {@value #PAIRS_PER_PIECE} pairs each. */
  private static int[] pieces(PairTable table) {
    int[] boundaries = new int[table.size() / PAIRS_PER_PIECE + 2];
    int pieces = 0;
    int first = 0;
    for (int document = 1; document < table.rows(); document++) {
      if (table.starts()[document] - table.starts()[first] >= PAIRS_PER_PIECE) {
        boundaries[++pieces] = document;
        first = document;
      }
    }
    boundaries[++pieces] = table.rows();
    return java.util.Arrays.copyOf(boundaries, pieces + 1);
  }
}
