// SPDX-License-Identifier: Apache-2.0
package winnow.server.api;

import java.util.List;
import java.util.Set;

/**
 * Which part of a list is asked for.
 *
 * @param offset how many to skip
 * @param limit how many to show at most
 */
record Page(int offset, int limit) {
  static final Set<String> PARAMETERS = Set.of("offset", "limit");
  static final int MOST = 1000;
  static final int USUAL = 100;

  static Page of(Request request) {
    return new Page(
        request.whole("offset", 0, 0, Integer.MAX_VALUE), request.whole("limit", USUAL, 1, MOST));
  }

  /** The part of {@code all}; empty past its end. */
  <T> List<T> of(List<T> all) {
    int from = Math.min(offset, all.size());
    return all.subList(from, from + Math.min(limit, all.size() - from));
  }
}
