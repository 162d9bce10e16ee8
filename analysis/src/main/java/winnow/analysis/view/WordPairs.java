// SPDX-License-Identifier: Apache-2.0
package winnow.analysis.view;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import winnow.analysis.count.LongTable;
import winnow.analysis.count.StableHash;

/** Numbers hosts, words and pairs of them, for all days of a view. */
final class WordPairs {
  private static final int NONE = -1;

  private final LongTable hosts = new LongTable();
  private final List<String> addresses = new ArrayList<>();
  private final LongTable words = new LongTable();
  private final LongTable pairs = new LongTable();

  /** Number of the host by its id in the texts of the view. */
  private int[] hostOfText = {};

  /** The number of a pair. */
  int number(String address, int text, long word) {
    if (text >= hostOfText.length) {
      int before = hostOfText.length;
      hostOfText = Arrays.copyOf(hostOfText, Math.max(1024, 2 * text + 2));
      Arrays.fill(hostOfText, before, hostOfText.length, NONE);
    }
    if (hostOfText[text] == NONE) {
      hostOfText[text] = hosts.add(StableHash.of(address));
      addresses.add(address);
    }
    return pairs.add((long) hostOfText[text] << Integer.SIZE | words.add(word));
  }

  int size() {
    return pairs.size();
  }

  int host(int pair) {
    return (int) (pairs.key(pair) >>> Integer.SIZE);
  }

  int word(int pair) {
    return (int) pairs.key(pair);
  }

  int hosts() {
    return hosts.size();
  }

  int words() {
    return words.size();
  }

  String address(int host) {
    return addresses.get(host);
  }

  /** The same on every run, whatever the order of rows. */
  long hostKey(int host) {
    return hosts.key(host);
  }

  long wordKey(int word) {
    return words.key(word);
  }
}
