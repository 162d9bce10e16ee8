// SPDX-License-Identifier: Apache-2.0
package winnow.analysis.score;

/** How precisely the topic mixes of documents are taken when words are scored. */
public enum Precision {
  /** Normalised in 64 bits. */
  BITS_64,
  /** Normalised in 32 bits, as a model keeps them. */
  BITS_32
}
