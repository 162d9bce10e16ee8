// SPDX-License-Identifier: Apache-2.0
package winnow.topics;

/**
 * The arrays of EM, rows laid out by {@link RowLayout}. Words have the place of their row instead
 * of their id: the most frequent first, so that the rows in use lie close together.
 *
 * @param corpus the counts of (document, row of the word), words of a document in order of id
 * @param stride length of a row
 * @param documentRows N_kj of each document, in units of 2⁻²⁴ token
 * @param wordRows (N_wk + β − 1) / (N_k + W(β − 1)) of each word
 * @param prior α − 1 of each topic, in units of 2⁻²⁴ token, and 0 beyond the last
 */
record EmState(
    PairTable corpus, int stride, float[] documentRows, float[] wordRows, float[] prior) {}
