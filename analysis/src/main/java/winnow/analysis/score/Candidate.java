// SPDX-License-Identifier: Apache-2.0
package winnow.analysis.score;

/**
 * A row that may be listed.
 *
 * @param score its score
 * @param hash breaks ties of scores
 * @param share the share that it is in
 * @param first pair of its first document, by number in the share
 * @param second pair of its second document; the first again when there is only one
 */
public record Candidate(double score, int hash, int share, int first, int second)
    implements Comparable<Candidate> {
  /** By score, then by hash; rows of equal score and hash are equal here. */
  @Override
  public int compareTo(Candidate other) {
    int order = Double.compare(score, other.score);
    return order != 0 ? order : Integer.compareUnsigned(hash, other.hash);
  }
}
