// SPDX-License-Identifier: Apache-2.0
package winnow.topics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class SweepKernelTest {
  private static final int STRIDE = VectorKernel.STRIDE;

  @Test
  void vectorsGiveTheBitsOfPlainJava() {
    assumeTrue(VectorKernel.isSupported(STRIDE), "this machine has no 256-bit vectors");
    for (int seed = 0; seed < 20; seed++) {
      Corpus corpus = Corpora.random(seed, 40, 300, 5000);
      EmState plain = state(corpus, seed);
      EmState vectors = state(corpus, seed);
      long[] plainCounts = sweep(corpus, new ScalarKernel(plain));
      long[] vectorCounts = sweep(corpus, new VectorKernel(vectors));
      assertThat(vectorCounts).isEqualTo(plainCounts);
      assertThat(vectors.documentRows()).isEqualTo(plain.documentRows());
    }
  }

  @Test
  void theLargestCorpusDoesNotOverflow() {
    CorpusBuilder builder = new CorpusBuilder();
    for (int document = 0; document < 128; document++) {
      builder.add(document, 0, Integer.MAX_VALUE);
    }
    Corpus corpus = builder.build(Corpora.keys(128), Corpora.keys(1));
    TopicModel model =
        new MapEmTrainer(new TrainerSettings(1, 1.02, 1.001, 2, 0), 1, "test")
            .train(corpus, TrainingProgress.NONE);
    assertThat(model.topicTotal(0)).isEqualTo(128L << 31 << 24);
  }

  @Test
  void rowsOf32BitsAreEmptiedBeforeTheyOverflow() {
    CorpusBuilder builder = new CorpusBuilder();
    for (int document = 0; document < 1000; document++) {
      builder.add(document, 0, 1 + document % 127);
    }
    Corpus corpus = builder.build(Corpora.keys(1000), Corpora.keys(1));
    TopicModel model =
        new MapEmTrainer(new TrainerSettings(1, 1.02, 1.001, 2, 0), 2, "test")
            .train(corpus, TrainingProgress.NONE);
    assertThat(model.topicTotal(0)).isEqualTo(corpus.tokens() << 24);
  }

  private static long[] sweep(Corpus corpus, SweepKernel kernel) {
    WordTopicCounts counts = new WordTopicCounts(corpus.words(), STRIDE, 1);
    kernel.sweep(0, corpus.documents(), counts.share(0));
    counts.gather(0, corpus.words(), new long[STRIDE]);
    return counts.totals();
  }

  private static EmState state(Corpus corpus, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    return new EmState(
        corpus.table(),
        STRIDE,
        row(random, corpus.documents() * STRIDE, 1e9),
        row(random, corpus.words() * STRIDE, 1e-3),
        row(random, STRIDE, 1e6));
  }

  private static float[] row(SplittableRandom random, int size, double scale) {
    float[] row = new float[size];
    for (int i = 0; i < size; i++) {
      row[i] = (float) (scale * Math.pow(random.nextDouble(), 5));
    }
    return row;
  }
}
