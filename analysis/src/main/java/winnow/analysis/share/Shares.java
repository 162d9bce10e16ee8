// SPDX-License-Identifier: Apache-2.0
package winnow.analysis.share;

import java.util.List;

/**
 * The rows of an analysis in shares, each in a place where {@link ShareWork} can be done. A share
 * has the same rows in the same order whenever it is read.
 */
public interface Shares {
  /** Number of shares. */
  int size();

  /**
   * Has every share counted by {@link ShareWork#count}.
   *
   * @param classes the argument of that
   * @param answers told the first record of every share, in any order, one at a time
   */
  void count(byte[] classes, Answers answers);

  /**
   * Has {@link ShareWork#findLowest} done in some shares; only after {@link #count}.
   *
   * @param questions the argument of that, by share; empty for shares without work
   * @param answers told the bytes of every share that has work, in any order, one at a time
   */
  void findLowest(List<byte[]> questions, Answers answers);

  /** Takes what shares answer. */
  @FunctionalInterface
  interface Answers {
    void accept(int share, byte[] answer);
  }
}
