// SPDX-License-Identifier: Apache-2.0
package winnow.analysis.view;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import winnow.topics.MapEmTrainer;
import winnow.topics.TopicModel;
import winnow.topics.TrainerSettings;
import winnow.topics.TrainingProgress;

/**
 * How probable a word is for a host by what it and all others did on earlier days: a topic model,
 * which knows what goes together, inside a Pitman-Yor process, which remembers what the host did
 * (Sanna Passino and Heard, Modelling dynamic network evolution as a Pitman-Yor process, 2019). A
 * word that never was has its share as well.
 */
final class WordModel {
  private static final int ITERATIONS = 20;
  private static final double ALPHA = 1.1;
  private static final double BETA = 1.02;

  /** How many words of other days the topics are worth. */
  private static final double CONCENTRATION = 20;

  /** One in so many of all words that could be is the one that was not seen yet. */
  private static final double UNSEEN = 1.0 / (1 << 20);

  private final WordPairs pairs;
  private final WordHistory history;
  private final @Nullable TopicModel topics;
  private final boolean remembers;
  private final Map<Long, Integer> documentOf = new HashMap<>();
  private final Map<Long, Integer> wordOf = new HashMap<>();
  private final double newShare;
  private final double discount;

  private WordModel(
      WordPairs pairs, WordHistory history, @Nullable TopicModel topics, boolean remembers) {
    this.pairs = pairs;
    this.history = history;
    this.topics = topics;
    this.remembers = remembers;
    for (int document = 0; topics != null && document < topics.documents(); document++) {
      documentOf.put(topics.documentKey(document), document);
    }
    for (int word = 0; topics != null && word < topics.words(); word++) {
      wordOf.put(topics.wordKey(word), word);
    }
    // Good-Turing: what came once tells of what never came.
    newShare =
        Math.clamp(history.singleShare() * history.distinctPairs() / history.days(), 0.01, 0.5);
    discount = Math.clamp(history.singleShare(), 0.2, 0.9);
  }

  /** Trains on {@code history}, which has to stay as it is while the model is used. */
  static WordModel train(WordPairs pairs, WordHistory history, ViewSettings settings, int threads) {
    TopicModel topics = settings.topics() == 0 ? null : topics(history, settings.topics(), threads);
    return new WordModel(pairs, history, topics, settings.remembers());
  }

  private static TopicModel topics(WordHistory history, int topics, int threads) {
    TrainerSettings settings = new TrainerSettings(topics, ALPHA, BETA, ITERATIONS, 0);
    return new MapEmTrainer(settings, threads, "").train(history.corpus(), TrainingProgress.NONE);
  }

  /** The share of the hosts' words that are this one: g(w), above 0 for every word. */
  double general(int word) {
    double seen = Math.max(history.hostsOfWord(word) - 0.5, 0);
    return (seen + 0.5 * history.words() * UNSEEN) / history.distinctPairs();
  }

  /** P(word | topics of the host). */
  private double ofTopics(int host, int word, double general) {
    Integer document = documentOf.get(pairs.hostKey(host));
    Integer known = wordOf.get(pairs.wordKey(word));
    if (document == null || topics == null) {
      return general;
    }
    double probability = known == null ? 0 : topics.probability(document, known);
    return (1 - newShare) * probability + newShare * general;
  }

  /**
   * P(word | host): what the host did itself, and for the rest its topics.
   *
   * @param general the share of the word among all hosts, {@link #general} or what today adds to it
   */
  double ofHost(int host, int word, int pair, double general) {
    if (!remembers) {
      return ofTopics(host, word, general);
    }
    double days = history.daysOfHost(host);
    double own = Math.max(history.daysOfPair(pair) - discount, 0);
    double rest = CONCENTRATION + discount * history.wordsOfHost(host);
    return (own + rest * ofTopics(host, word, general)) / (days + CONCENTRATION);
  }
}
