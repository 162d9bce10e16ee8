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
 * @param readers one for each thread
 * @param tallies what each of them counted
 * @param parts the rows of each part
 * @param tallyOfPart which thread read it
 */
public record Counted(
    TelemetryKind kind,
    SharedTexts addresses,
    HttpTexts httpTexts,
    List<WordReader> readers,
    List<WordTally> tallies,
    PartRows[] parts,
    int[] tallyOfPart) {

  /** Number of rows that count for every word counted: a flow has two words. */
  public int wordsPerRow() {
    return switch (kind) {
      case FLOW -> 2;
      case DNS, HTTP -> 1;
    };
  }
}
