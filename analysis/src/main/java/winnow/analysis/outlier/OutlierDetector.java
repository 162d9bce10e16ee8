// SPDX-License-Identifier: Apache-2.0
package winnow.analysis.outlier;

/** Says how unusual each row of a matrix is among the others. */
public interface OutlierDetector {
  /** A short name, lower case, that says which detector this is and nothing of its settings. */
  String name();

  /**
   * A finite score for each row, in the order of the rows; larger is more unusual. Scores compare
   * within one call only. Permuting the rows permutes the scores, bit for bit.
   */
  double[] score(FeatureMatrix matrix);
}
