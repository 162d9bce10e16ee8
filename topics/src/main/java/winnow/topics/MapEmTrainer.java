// SPDX-License-Identifier: Apache-2.0
package winnow.topics;

/**
 * LDA by EM for the maximum a-posteriori estimate (Asuncion, Welling, Smyth, Teh: On Smoothing and
 * Inference for Topic Models, UAI 2009, section 3.3; the EM optimizer of Spark MLlib). All pairs of
 * an iteration see the counts of the one before. The cost is per distinct (document, word) pair,
 * whatever its count.
 *
 * <p>Rows are 32-bit floats, statistics 64-bit fixed point; {@link WordTopicCounts} says why the
 * number of threads cannot change a bit.
 */
public final class MapEmTrainer implements TopicTrainer {
  private final TrainerSettings settings;
  private final int threads;
  private final String codeVersion;

  /**
   * A trainer.
   *
   * @param settings what decides the model
   * @param threads how many work at once, the caller's among them
   * @param codeVersion the version of this program, for the {@link Provenance}
   */
  public MapEmTrainer(TrainerSettings settings, int threads, String codeVersion) {
    if (threads < 1) {
      throw new IllegalArgumentException("threads %d is less than 1".formatted(threads));
    }
    this.settings = settings;
    this.threads = threads;
    this.codeVersion = codeVersion;
  }

  @Override
  public TopicModel train(Corpus corpus, TrainingProgress progress) {
    Provenance provenance = new Provenance(settings, corpus.digest(), codeVersion);
    try (ParallelRanges parallel = new ParallelRanges(threads)) {
      EmRun run = new EmRun(corpus, settings, parallel);
      run.start();
      for (int iteration = 1; iteration <= settings.iterations(); iteration++) {
        run.iterate();
        progress.iterationDone(iteration, settings.iterations());
      }
      return run.model(provenance);
    }
  }
}
