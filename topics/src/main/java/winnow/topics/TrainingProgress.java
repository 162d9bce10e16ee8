// SPDX-License-Identifier: Apache-2.0
package winnow.topics;

/** Told how far training has come, by the thread that called {@link TopicTrainer#train}. */
@FunctionalInterface
public interface TrainingProgress {
  /** Tells nobody. */
  TrainingProgress NONE = (done, total) -> {};

  /**
   * One more iteration is complete.
   *
   * @param done iterations so far
   * @param total iterations in all
   */
  void iterationDone(int done, int total);
}
