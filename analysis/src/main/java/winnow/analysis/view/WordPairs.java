// SPDX-License-Identifier: Apache-2.0
package winnow.analysis.view;

import java.util.ArrayList;
import java.util.List;
import winnow.analysis.count.LongTable;

/** Numbers hosts, words and pairs of them, for all days of a view. */
final class WordPairs {
  private final LongTable hosts = new LongTable();
  private final List<String> addresses = new ArrayList<>();
  private final LongTable words = new LongTable();
  private final LongTable pairs = new LongTable();

  /**
   * The number of a host.
   *
   * @param hash the stable hash of its address
   */
  int host(String address, long hash) {
    int host = hosts.add(hash);
    if (host == addresses.size()) {
      addresses.add(address);
    }
    return host;
  }

  /** The number of a pair. */
  int number(int host, long word) {
    return pairs.add((long) host << Integer.SIZE | words.add(word));
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
