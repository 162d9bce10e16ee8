// SPDX-License-Identifier: Apache-2.0
package winnow.analysis.score;

import java.util.List;
import winnow.analysis.count.RowCounts;
import winnow.analysis.feedback.Feedback;
import winnow.schema.TelemetryKind;

/**
 * A list, and what it was made of.
 *
 * @param kind kind of the rows
 * @param rows the list, lowest score first
 * @param counts what became of the rows that were read
 * @param model the model's shape and digest
 * @param feedback what people had said
 * @param benignRows benign rows that counted in training
 */
public record SpotResult(
    TelemetryKind kind,
    List<ScoredRow> rows,
    RowCounts counts,
    Model model,
    Feedback feedback,
    int benignRows) {
  /** Takes a copy. */
  public SpotResult {
    rows = List.copyOf(rows);
  }

  /**
   * The model behind a list.
   *
   * @param documents number of documents
   * @param words size of the vocabulary
   * @param pairs distinct pairs of document and word
   * @param corpusDigest digest of what it was trained on
   * @param digest digest of the model
   */
  public record Model(int documents, int words, int pairs, String corpusDigest, String digest) {
    /** There was nothing to train on. */
    public static final Model NONE = new Model(0, 0, 0, "", "");
  }
}
