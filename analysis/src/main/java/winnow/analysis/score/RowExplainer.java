// SPDX-License-Identifier: Apache-2.0
package winnow.analysis.score;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import winnow.analysis.count.Counted;
import winnow.analysis.count.WordTally;

/** Says of rows which words they have, and how often the parts of these were seen. */
final class RowExplainer {
  private final Counted counted;
  private final DayCorpus corpus;
  private final PairScores scores;
  private final FeatureCounts features;
  private final Map<Long, Side> sides = new HashMap<>();

  /** An explainer of these rows, and of no others. */
  RowExplainer(
      Counted counted, DayCorpus corpus, Words words, PairScores scores, List<LowRow> lowest) {
    this.counted = counted;
    this.corpus = corpus;
    this.scores = scores;
    BitSet documents = new BitSet(corpus.documents().length);
    for (LowRow one : lowest) {
      Candidate candidate = one.candidate();
      WordTally tally = counted.shares().get(candidate.share()).tally();
      documents.set(corpus.documentOf()[tally.document(candidate.first())]);
      documents.set(corpus.documentOf()[tally.document(candidate.second())]);
    }
    features = new FeatureCounts(counted, corpus, words, documents);
  }

  /** A row with its score and sides. */
  ScoredRow explain(LowRow one) {
    return new ScoredRow(one.candidate().score(), one.row(), sides(one.candidate()));
  }

  private List<Side> sides(Candidate candidate) {
    List<Side> both = new ArrayList<>(counted.wordsPerRow());
    both.add(side(candidate.share(), candidate.first()));
    if (counted.wordsPerRow() > 1) {
      both.add(side(candidate.share(), candidate.second()));
    }
    return both;
  }

  private Side side(int share, int pair) {
    WordTally tally = counted.shares().get(share).tally();
    int document = corpus.documentOf()[tally.document(pair)];
    int word = corpus.wordOf()[share][tally.word(pair)];
    return sides.computeIfAbsent(
        (long) document << 32 | word,
        key ->
            new Side(
                corpus.documents()[document],
                Words.text(corpus.wordKeys()[word]),
                scores.byShare()[share][pair],
                features.documentRows(document),
                features.allRows(),
                features.facts(document, word)));
  }
}
