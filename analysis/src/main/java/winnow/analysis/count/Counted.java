// SPDX-License-Identifier: Apache-2.0
package winnow.analysis.count;

import java.util.List;
import winnow.schema.TelemetryKind;

/**
 * All rows of a run, counted.
 *
 * @param kind their kind
 * @param addresses the documents met, and more, numbered by arrival
 * @param httpTexts text parts of words, numbered by arrival
 * @param shares what each worker counted
 */
public record Counted(
    TelemetryKind kind, SharedTexts addresses, HttpTexts httpTexts, List<Share> shares) {
  /** Takes a copy of the list. */
  public Counted {
    shares = List.copyOf(shares);
  }

  /** Number of rows that count for every word counted: a flow has two words. */
  public int wordsPerRow() {
    return switch (kind) {
      case FLOW -> 2;
      case DNS, HTTP -> 1;
    };
  }
}
