// SPDX-License-Identifier: Apache-2.0
package winnow.topics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class TopicModelTest {
  private static final double[] WORD = {.05, .05, .05, .05};

  @Test
  void is64BitOr32BitInTheTopicsOfTheDocument() {
    assertThat(TopicModel.probability(new double[] {.05, .05, .05, .05}, WORD))
        .isEqualTo(0.010000000000000002);
    assertThat(TopicModel.probability(new float[] {.05f, .05f, .05f, .05f}, WORD))
        .isEqualTo(0.010000000149011612);
  }

  @Test
  void manyAtOnceAgreeWithOneByOne() {
    for (int topics : new int[] {1, 8, 20, 33}) {
      Corpus corpus = Corpora.random(topics, 50, 80, 2000);
      TopicModel model =
          new MapEmTrainer(new TrainerSettings(topics, 1.1, 1.1, 5, 0), 1, "test")
              .train(corpus, TrainingProgress.NONE);
      int[] documents = new int[4000];
      int[] words = new int[4000];
      for (int i = 0; i < documents.length; i++) {
        documents[i] = i % 50;
        words[i] = i / 50;
      }
      float[] probabilities = new float[4000];
      model.probabilities(documents, words, documents.length, probabilities);
      float[] plain = new float[4000];
      model.dots(documents, words, documents.length, plain);
      assertThat(probabilities).isEqualTo(plain);
      for (int i = 0; i < documents.length; i++) {
        double expected = model.probability(documents[i], words[i]);
        assertThat((double) probabilities[i]).isCloseTo(expected, within(1e-6 * expected));
      }
    }
  }
}
