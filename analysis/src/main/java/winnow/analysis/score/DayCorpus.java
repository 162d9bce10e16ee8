// SPDX-License-Identifier: Apache-2.0
package winnow.analysis.score;

import winnow.topics.Corpus;

/**
 * Documents and words of a run in the order of their text, and how often they met.
 *
 * @param corpus what a model is trained on, benign rows included
 * @param documents address of every document
 * @param wordKeys key of every word, see {@link Words#key}
 * @param words every word, packed
 * @param documentOf position of every address by its number in the run; -1 when it is no document
 * @param wordOf position of every word, by share and by number in the share's tally
 * @param benignRows benign rows that count in training
 */
record DayCorpus(
    Corpus corpus,
    String[] documents,
    String[] wordKeys,
    long[] words,
    int[] documentOf,
    int[][] wordOf,
    int benignRows) {}
