// SPDX-License-Identifier: Apache-2.0
package winnow.analysis.share;

/** The rows of a day in shares of one kind each. */
@FunctionalInterface
public interface DayShares {
  /**
   * Has work done in every share.
   *
   * @param question its argument
   * @param answers told the answer of every share, in any order, one at a time
   */
  void ask(DayWork work, byte[] question, Shares.Answers answers);
}
