// SPDX-License-Identifier: Apache-2.0
package winnow.analysis.count;

import winnow.schema.batch.TextVector;

/** Translates the ids of one text column to ids of the run, once for every dictionary. */
public final class DictionaryIds {
  private final SharedTexts texts;
  private String[] dictionary = {};
  private int[] ids = {};
  private long[] hashes = {};

  public DictionaryIds(SharedTexts texts) {
    this.texts = texts;
  }

  /** Makes the next look-ups refer to the dictionary of {@code vector}. */
  public void use(TextVector vector) {
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
  public int id(int entry) {
    return ids[entry];
  }

  /** The stable hash of an entry; 0 when {@code entry} is {@link TextVector#ABSENT}. */
  public long hash(int entry) {
    return entry == TextVector.ABSENT ? 0 : hashes[entry];
  }
}
