// SPDX-License-Identifier: Apache-2.0
package winnow.server.api;

import java.util.Set;

/**
 * A place of the API, read with GET.
 *
 * @param path path below {@link Api#ROOT}; parts in braces vary
 * @param parameters names of the query parameters that it understands
 * @param answer makes the answer, to be written as JSON
 */
public record Route(String path, Set<String> parameters, Answer answer) {
  /** Takes a copy. */
  public Route {
    parameters = Set.copyOf(parameters);
  }

  /** Answers a request. */
  public interface Answer {
    /**
     * What to write as JSON.
     *
     * @throws RequestException when the request cannot be answered as it is
     */
    Object answer(Request request);
  }
}
