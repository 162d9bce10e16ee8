// SPDX-License-Identifier: Apache-2.0
package winnow.topics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class MapEmTrainerTest {
  private static final TrainerSettings FIVE_TOPICS = new TrainerSettings(5, 1.02, 1.001, 20, 7);

  @Test
  void agreesWithTheReference() {
    for (int iterations : new int[] {1, 2, 5, 20}) {
      for (int topics : new int[] {1, 5, 20, 24, 25, 40}) {
        Corpus corpus = Corpora.random(topics, 30, 50, 400);
        TrainerSettings settings = new TrainerSettings(topics, 1.1, 1.01, iterations, 3);
        TopicModel model = train(corpus, settings, 1);
        ReferenceEm reference = new ReferenceEm(corpus, settings);
        for (int word = 0; word < corpus.words(); word++) {
          for (int topic = 0; topic < topics; topic++) {
            double expected = reference.wordTopics[word][topic];
            assertThat(model.statistic(word, topic) / (double) WordTopicCounts.UNIT)
                .isCloseTo(expected, within(1e-3 * expected + 0.05));
          }
        }
      }
    }
  }

  @Test
  void splitsEveryTokenOverTheTopics() {
    Corpus corpus = Corpora.random(1, 100, 200, 3000);
    TopicModel model = train(corpus, FIVE_TOPICS, 1);
    double tokens = 0;
    for (int topic = 0; topic < 5; topic++) {
      tokens += model.topicTotal(topic) / (double) WordTopicCounts.UNIT;
    }
    assertThat(tokens).isCloseTo(corpus.tokens(), within(1e-6 * corpus.tokens()));
  }

  @Test
  void givesTheSameBitsForAnyNumberOfThreads() {
    Corpus corpus = Corpora.random(2, 5000, 3000, 200_000);
    String one = train(corpus, TrainerSettings.defaults(), 1).digest();
    assertThat(train(corpus, TrainerSettings.defaults(), 2).digest()).isEqualTo(one);
    assertThat(train(corpus, TrainerSettings.defaults(), 8).digest()).isEqualTo(one);
  }

  @Test
  void anotherSeedGivesAnotherModel() {
    Corpus corpus = Corpora.random(2, 50, 30, 2000);
    TrainerSettings other = new TrainerSettings(5, 1.02, 1.001, 20, 8);
    assertThat(train(corpus, other, 1).digest())
        .isNotEqualTo(train(corpus, FIVE_TOPICS, 1).digest());
  }

  @Test
  void theObjectiveNeverFalls() {
    Corpus corpus = Corpora.random(3, 60, 40, 900);
    List<Double> objectives = new ArrayList<>();
    for (int iterations = 1; iterations <= 25; iterations++) {
      TrainerSettings settings = new TrainerSettings(4, 1.3, 1.2, iterations, 1);
      objectives.add(objective(corpus, train(corpus, settings, 1)));
    }
    for (int i = 1; i < objectives.size(); i++) {
      double before = objectives.get(i - 1);
      assertThat(objectives.get(i)).isGreaterThan(before - 1e-6 * Math.abs(before));
    }
    assertThat(objectives.getLast()).isGreaterThan(objectives.getFirst() * 0.99);
  }

  /**
   * Two hosts share one event nine (or four) times and another once: Spot's own acceptance test.
   */
  @Test
  void anEventSeenOnceAmongTenScoresOneTenth() {
    assertThat(toy(9).probability(0, 0)).isCloseTo(0.9, within(0.01));
    assertThat(toy(9).probability(0, 1)).isCloseTo(0.1, within(0.01));
    assertThat(toy(9).probability(1, 3)).isCloseTo(0.1, within(0.01));
    assertThat(toy(4).probability(1, 2)).isCloseTo(0.8, within(0.01));
    assertThat(toy(4).probability(1, 3)).isCloseTo(0.2, within(0.01));
  }

  @Test
  void tellsAfterEveryIteration() {
    List<String> told = new ArrayList<>();
    new MapEmTrainer(new TrainerSettings(2, 1.1, 1.1, 3, 0), 1, "test")
        .train(Corpora.random(1, 3, 3, 9), (done, total) -> told.add(done + "/" + total));
    assertThat(told).containsExactly("1/3", "2/3", "3/3");
  }

  @Test
  void trainsOnNothing() {
    CanonicalOrder none = CanonicalOrder.asGiven(new long[0]);
    TopicModel model = train(new CorpusBuilder().build(none, none), FIVE_TOPICS, 2);
    assertThat(model.words()).isZero();
    assertThat(model.topicTotal(0)).isZero();
  }

  @Test
  void aDocumentWithoutWordsHasAllTopicsAlike() {
    CorpusBuilder builder = new CorpusBuilder();
    builder.add(0, 0, 3);
    Corpus corpus = builder.build(Corpora.keys(2), Corpora.keys(1));
    assertThat(train(corpus, FIVE_TOPICS, 1).topicInDocument(1, 4)).isEqualTo(0.2f);
  }

  @Test
  void rejectsSettingsOutsideTheirRange() {
    assertThatThrownBy(() -> new TrainerSettings(20, 1, 1.001, 20, 0))
        .hasMessage("alpha 1.0 is not a number above 1");
    assertThatThrownBy(() -> new TrainerSettings(0, 1.02, 1.001, 20, 0))
        .hasMessage("topics 0 is outside 1..1024");
    assertThatThrownBy(() -> new MapEmTrainer(FIVE_TOPICS, 0, "test"))
        .hasMessage("threads 0 is less than 1");
  }

  private static TopicModel toy(int repeats) {
    CorpusBuilder builder = new CorpusBuilder();
    for (int host = 0; host < 2; host++) {
      builder.add(host, 2 * host, repeats);
      builder.add(host, 2 * host + 1, 1);
    }
    return train(builder.build(Corpora.keys(2), Corpora.keys(4)), TrainerSettings.defaults(), 1);
  }

  /** ln P(corpus | θ, φ) + ln of the priors, but for constants. */
  private static double objective(Corpus corpus, TopicModel model) {
    TrainerSettings settings = model.provenance().settings();
    double alpha = settings.alpha() - 1;
    double beta = settings.beta() - 1;
    int topics = settings.topics();
    double[][] phi = new double[corpus.words()][topics];
    double objective = 0;
    for (int word = 0; word < corpus.words(); word++) {
      for (int k = 0; k < topics; k++) {
        double total = model.topicTotal(k) / (double) WordTopicCounts.UNIT;
        double count = model.statistic(word, k) / (double) WordTopicCounts.UNIT;
        phi[word][k] = (count + beta) / (total + corpus.words() * beta);
        objective += beta * Math.log(phi[word][k]);
      }
    }
    PairTable table = corpus.table();
    for (int j = 0; j < corpus.documents(); j++) {
      long length = 0;
      for (int pair = table.starts()[j]; pair < table.starts()[j + 1]; pair++) {
        length += corpus.count(pair);
      }
      double[] theta = new double[topics];
      for (int k = 0; k < topics; k++) {
        theta[k] =
            (length * (double) model.topicInDocument(j, k) + alpha) / (length + topics * alpha);
        objective += alpha * Math.log(theta[k]);
      }
      for (int pair = table.starts()[j]; pair < table.starts()[j + 1]; pair++) {
        objective +=
            corpus.count(pair) * Math.log(TopicModel.probability(theta, phi[corpus.word(pair)]));
      }
    }
    return objective;
  }

  private static TopicModel train(Corpus corpus, TrainerSettings settings, int threads) {
    return new MapEmTrainer(settings, threads, "test").train(corpus, TrainingProgress.NONE);
  }
}
