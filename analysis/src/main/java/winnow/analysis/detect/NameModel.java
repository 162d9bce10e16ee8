// SPDX-License-Identifier: Apache-2.0
package winnow.analysis.detect;

import winnow.analysis.count.PackedReader;
import winnow.analysis.count.PackedWriter;

/**
 * How many bits a text takes when characters are told by the one before, as the names of a site
 * have taught: little for words, nearly log2 of the alphabet for data. Counts are halves to begin
 * with (Krichevsky and Trofimov, The performance of universal encoding, 1981). Upper and lower case
 * are the same.
 */
final class NameModel {
  private static final String ALPHABET = "abcdefghijklmnopqrstuvwxyz0123456789-_.";
  private static final int OTHER = ALPHABET.length();
  private static final int START = OTHER + 1;
  private static final int CHARACTERS = OTHER + 1;
  private static final int ASCII = 128;
  private static final int[] INDEX = index();

  private final long[][] counts = new long[START + 1][CHARACTERS];
  private final long[] totals = new long[START + 1];

  /** Learns {@code text}. */
  void learn(String text) {
    int before = START;
    for (int i = 0; i < text.length(); i++) {
      int character = character(text.charAt(i));
      counts[before][character]++;
      totals[before]++;
      before = character;
    }
  }

  /** What {@code text} takes, bits; no more than 8 for each character. */
  double bits(String text) {
    double bits = 0;
    int before = START;
    for (int i = 0; i < text.length(); i++) {
      int character = character(text.charAt(i));
      double p = (counts[before][character] + 0.5) / (totals[before] + CHARACTERS / 2.0);
      bits += Math.min(Byte.SIZE, -StrictMath.log(p) / StrictMath.log(2));
      before = character;
    }
    return bits;
  }

  void write(PackedWriter out) {
    for (long[] row : counts) {
      for (long count : row) {
        out.number(count);
      }
    }
  }

  void read(PackedReader in) {
    for (int before = 0; before < counts.length; before++) {
      for (int character = 0; character < CHARACTERS; character++) {
        long count = in.number();
        counts[before][character] += count;
        totals[before] += count;
      }
    }
  }

  private static int character(char c) {
    return c < ASCII ? INDEX[c] : OTHER;
  }

  private static int[] index() {
    int[] index = new int[ASCII];
    for (char c = 0; c < ASCII; c++) {
      int at = ALPHABET.indexOf(Character.toLowerCase(c));
      index[c] = at < 0 ? OTHER : at;
    }
    return index;
  }
}
