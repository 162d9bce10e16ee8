// SPDX-License-Identifier: Apache-2.0
package winnow.analysis.count;

/** Told how far an analysis has come; by any of its threads, one at a time. */
@FunctionalInterface
public interface Progress {
  /** Tells nobody. */
  Progress NONE = (stage, done, total) -> {};

  /**
   * So much of a stage is done.
   *
   * @param stage what is going on
   * @param done parts, iterations or rows so far
   * @param total how many there are
   */
  void report(Stage stage, long done, long total);

  /** What an analysis does, in order. */
  enum Stage {
    /** Rows are read and their words counted. */
    COUNT,
    /** Counts become a corpus. */
    COLLECT,
    /** The model is trained. */
    TRAIN,
    /** Words are scored and the lowest rows chosen. */
    SCORE,
    /** The chosen rows are read in full. */
    FETCH
  }
}
