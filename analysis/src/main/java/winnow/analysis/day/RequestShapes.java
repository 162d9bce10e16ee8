// SPDX-License-Identifier: Apache-2.0
package winnow.analysis.day;

import java.util.Arrays;
import winnow.analysis.count.LongTable;
import winnow.analysis.count.SharedTexts;
import winnow.analysis.word.AmountBins;
import winnow.schema.batch.TextVector;

/**
 * What requests look like, as texts: method, class of status, media type, and amounts in steps. Few
 * are distinct, so each is put together once for the dictionaries in use. Not thread-safe.
 */
final class RequestShapes {
  /** Room for the hundreds of any int. */
  private static final int CLASS_BITS = 26;

  private static final int BIN_BITS = 4;

  private final SharedTexts texts;
  private String[] methods = {};
  private String[] types = {};

  /** Pairs of method and media type. */
  private LongTable pairs = new LongTable();

  /** A pair, a class of status, and the steps of both amounts, in one long. */
  private LongTable shapes = new LongTable();

  /** The id of the text of each shape. */
  private int[] ids = new int[16];

  private int known;

  RequestShapes(SharedTexts texts) {
    this.texts = texts;
  }

  /** Makes the next look-ups refer to the dictionaries of these vectors. */
  void use(TextVector methods, TextVector types) {
    if (methods.dictionary() == this.methods && types.dictionary() == this.types) {
      return;
    }
    this.methods = methods.dictionary();
    this.types = types.dictionary();
    pairs = new LongTable();
    shapes = new LongTable();
    known = 0;
  }

  /**
   * The id of the text of what a request looks like.
   *
   * @param method entry of the dictionary of methods, negative when there is none
   * @param type entry of the dictionary of media types, negative when there is none
   * @param status status code, 0 when there is none
   * @param sent bytes of the request, 0 when it does not say
   * @param got bytes of the response, 0 when it does not say
   */
  int id(int method, int type, int status, long sent, long got) {
    int statusClass = status / 100;
    int sentBin = AmountBins.bin(sent);
    int gotBin = AmountBins.bin(got);
    long key = pairs.add(PairCounts.key(method, type));
    key = key << CLASS_BITS | statusClass & (1L << CLASS_BITS) - 1;
    key = (key << BIN_BITS | sentBin) << BIN_BITS | gotBin;
    int shape = shapes.add(key);
    if (shape == known) {
      if (known == ids.length) {
        ids = Arrays.copyOf(ids, 2 * known);
      }
      ids[known++] = texts.id(text(method, statusClass, type, sentBin, gotBin));
    }
    return ids[shape];
  }

  private String text(int method, int statusClass, int type, int sentBin, int gotBin) {
    return entry(methods, method)
        + " "
        + statusClass
        + "xx "
        + major(entry(types, type))
        + ", sent "
        + AmountBins.range(sentBin)
        + " bytes, got "
        + AmountBins.range(gotBin);
  }

  private static String entry(String[] dictionary, int entry) {
    return entry < 0 ? "" : dictionary[entry];
  }

  private static String major(String type) {
    int slash = type.indexOf('/');
    return slash < 0 ? type : type.substring(0, slash);
  }
}
