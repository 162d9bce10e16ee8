// SPDX-License-Identifier: Apache-2.0
package winnow.analysis.score;

import java.util.List;

/**
 * A word of a row in one of the documents that the row belongs to.
 *
 * @param document the address
 * @param word the word as Spot writes it
 * @param probability P(word | document)
 * @param documentRows rows of the document
 * @param allRows rows of all documents
 * @param facts how often each part of the word was seen, in the order of the word
 */
public record Side(
    String document,
    String word,
    double probability,
    long documentRows,
    long allRows,
    List<Fact> facts) {
  /** Takes a copy. */
  public Side {
    facts = List.copyOf(facts);
  }
}
