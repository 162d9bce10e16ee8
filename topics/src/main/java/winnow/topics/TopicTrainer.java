// SPDX-License-Identifier: Apache-2.0
package winnow.topics;

/**
 * Fits a {@link TopicModel} to a {@link Corpus}. Equal corpora and settings give equal models, bit
 * for bit.
 */
public interface TopicTrainer {
  /**
   * Trains; returns when done.
   *
   * @param progress told after every iteration
   */
  TopicModel train(Corpus corpus, TrainingProgress progress);
}
