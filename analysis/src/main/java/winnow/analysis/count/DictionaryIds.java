// SPDX-License-Identifier: Apache-2.0
package winnow.analysis.count;

import winnow.schema.batch.TextVector;

/** Translates the ids of one text column to ids of the run, once for every dictionary. */
final class DictionaryIds {
  private final SharedTexts texts;
  private String[] dictionary = {};
  private int[] ids = {};
  private long[] hashes = {};

  DictionaryIds(SharedTexts texts) {
    this.texts = texts;
  }

  /** Makes the next look-ups refer to the dictionary of {@code vector}. */
  void use(TextVector vector) {
    if (vector.dictionary() == dictionary) {
      return;
    }
    dictionary = vector.dictionary();
    ids = texts.ids(dictionary);
    hashes = new long[dictionary.length];
    for (int i = 0; i < hashes.length; i++) {
      hashes[i] = StableHash.of(dictionary[i]);
    }
  }

  /** The run's id of an entry of the dictionary. */
  int id(int entry) {
    return ids[entry];
  }

  /** The stable hash of an entry; 0 when {@code entry} is {@link TextVector#ABSENT}. */
  long hash(int entry) {
    return entry == TextVector.ABSENT ? 0 : hashes[entry];
  }
}
