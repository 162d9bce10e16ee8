// SPDX-License-Identifier: Apache-2.0
package winnow.analysis.score;

/**
 * A row that may be listed.
 *
 * @param score its score
 * @param hash breaks ties of scores
 * @param part its part of the source
 * @param row its place in the part
 */
record Candidate(double score, int hash, int part, int row) implements Comparable<Candidate> {
  /** By score, then by hash; rows of equal score and hash are equal here. */
  @Override
  public int compareTo(Candidate other) {
    int order = Double.compare(score, other.score);
    return order != 0 ? order : Integer.compareUnsigned(hash, other.hash);
  }
}
