// SPDX-License-Identifier: Apache-2.0
package winnow.benchmarks;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.SplittableRandom;
import winnow.topics.CanonicalOrder;
import winnow.topics.Corpus;
import winnow.topics.CorpusBuilder;
import winnow.topics.MapEmTrainer;
import winnow.topics.TopicModel;
import winnow.topics.TrainerSettings;

/**
 * CPU time of counting, training and scoring on a made-up corpus the size of ten million flows: few
 * long and many short documents (lognormal), words by Zipf's law, four in ten repeated at once. CPU
 * time is the process's, compiler and collector included, so it can be compared on a machine that
 * does other work. Arguments: the numbers of threads to train with, default {@code 1 2}.
 */
public final class TopicsBenchmark {
  private static final int DOCUMENTS = 416_000;
  private static final int WORDS = 77_000;
  private static final int TOKENS = 20_000_000;
  private static final int SCORES = 10_000_000;
  private static final int BLOCK = 256;

  private static final OperatingSystemMXBean PROCESS =
      (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();

  private TopicsBenchmark() {}

  /** Runs it. */
  public static void main(String[] arguments) {
    int[] threads =
        arguments.length == 0
            ? new int[] {1, 2}
            : Arrays.stream(arguments).mapToInt(Integer::parseInt).toArray();
    Corpus corpus = count();
    for (int number : threads) {
      TopicModel model = train(corpus, number);
      score(model);
    }
  }

  private static Corpus count() {
    SplittableRandom random = new SplittableRandom(1);
    int[] documents = new int[TOKENS];
    int[] words = new int[TOKENS];
    double mu = Math.log((double) TOKENS / DOCUMENTS) - 1.62;
    for (int token = 0, document = 0; token < TOKENS; document++) {
      int length = 1 + (int) Math.exp(mu + 1.8 * random.nextGaussian());
      for (int i = 0; i < length && token < TOKENS; i++, token++) {
        documents[token] = document % DOCUMENTS;
        words[token] =
            i > 0 && random.nextInt(10) < 4
                ? words[token - 1]
                : (int) Math.pow(WORDS, random.nextDouble()) - 1;
      }
    }
    for (int i = TOKENS - 1; i > 0; i--) {
      int j = random.nextInt(i + 1);
      swap(documents, i, j);
      swap(words, i, j);
    }
    long started = PROCESS.getProcessCpuTime();
    CorpusBuilder builder = new CorpusBuilder();
    for (int token = 0; token < TOKENS; token++) {
      builder.add(documents[token], words[token], 1);
    }
    Corpus corpus = builder.build(order(random, DOCUMENTS), order(random, WORDS));
    double nanos = PROCESS.getProcessCpuTime() - started;
    System.out.printf(
        "count    %,d tokens, %,d documents, %,d words, %,d pairs: %.1f ns per token%n",
        corpus.tokens(), corpus.documents(), corpus.words(), corpus.pairs(), nanos / TOKENS);
    return corpus;
  }

  private static TopicModel train(Corpus corpus, int threads) {
    TrainerSettings settings = TrainerSettings.defaults();
    double[] nanos = new double[settings.iterations()];
    long wallStarted = System.nanoTime();
    long started = PROCESS.getProcessCpuTime();
    long[] last = {started};
    TopicModel model =
        new MapEmTrainer(settings, threads, "benchmark")
            .train(
                corpus,
                (done, total) -> {
                  long now = PROCESS.getProcessCpuTime();
                  nanos[done - 1] = (double) (now - last[0]) / corpus.pairs();
                  last[0] = now;
                });
    double cpuSeconds = (PROCESS.getProcessCpuTime() - started) / 1e9;
    double wallSeconds = (System.nanoTime() - wallStarted) / 1e9;
    double first = nanos[0];
    Arrays.sort(nanos);
    System.out.printf(
        "train    %d threads, %d topics: %.1f ns per pair and sweep (median; first, with the start, %.1f; best %.1f);"
            + " in all %.2f CPU-s, %.2f s; model %s%n",
        threads,
        settings.topics(),
        nanos[nanos.length / 2],
        first,
        nanos[0],
        cpuSeconds,
        wallSeconds,
        model.digest());
    return model;
  }

  private static void score(TopicModel model) {
    SplittableRandom random = new SplittableRandom(2);
    int[] documents = random.ints(SCORES, 0, model.documents()).toArray();
    int[] words = new int[SCORES];
    Arrays.setAll(words, i -> (int) Math.pow(model.words(), random.nextDouble()) - 1);
    int[] documentBlock = new int[BLOCK];
    int[] wordBlock = new int[BLOCK];
    float[] probabilities = new float[BLOCK];
    double best = Double.POSITIVE_INFINITY;
    float least = 1;
    for (int round = 0; round < 5; round++) {
      long started = PROCESS.getProcessCpuTime();
      for (int from = 0; from + BLOCK <= SCORES; from += BLOCK) {
        System.arraycopy(documents, from, documentBlock, 0, BLOCK);
        System.arraycopy(words, from, wordBlock, 0, BLOCK);
        model.probabilities(documentBlock, wordBlock, BLOCK, probabilities);
        for (float probability : probabilities) {
          least = Math.min(least, probability);
        }
      }
      best = Math.min(best, (double) (PROCESS.getProcessCpuTime() - started) / SCORES);
    }
    System.out.printf("score    %.1f ns per pair (best of 5); least %s%n", best, least);
  }

  private static CanonicalOrder order(SplittableRandom random, int size) {
    return CanonicalOrder.ascending(random.longs(size).toArray());
  }

  private static void swap(int[] array, int i, int j) {
    int kept = array[i];
    array[i] = array[j];
    array[j] = kept;
  }
}
