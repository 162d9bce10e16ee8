// SPDX-License-Identifier: Apache-2.0
package winnow.analysis.feedback;

import java.util.List;

/**
 * What was learnt from people about a day.
 *
 * @param benign rows that are benign, in the order given
 * @param otherRows rows with another severity, which teach nothing
 * @param refused lines that could not be read
 */
public record Feedback(List<BenignRow> benign, int otherRows, List<Refusal> refused) {
  /** Nothing was said. */
  public static final Feedback NONE = new Feedback(List.of(), 0, List.of());

  /** Takes copies. */
  public Feedback {
    benign = List.copyOf(benign);
    refused = List.copyOf(refused);
  }

  /**
   * A line that could not be read.
   *
   * @param line its number, from 1; the header is line 1
   * @param reason what is wrong with it
   */
  public record Refusal(int line, String reason) {}
}
