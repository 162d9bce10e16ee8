// SPDX-License-Identifier: Apache-2.0
package winnow.server.api;

import java.util.Set;

/**
 * A place of the API.
 *
 * @param method how it is asked: GET reads, POST writes
 * @param path path below {@link Api#ROOT}; parts in braces vary
 * @param parameters names of the query parameters that it understands
 * @param answer makes the answer, to be written as JSON
 */
public record Route(Method method, String path, Set<String> parameters, Answer answer) {
  /** How a place is asked. */
  public enum Method {
    /** Reads. */
    GET,
    /** Writes; the body is JSON. */
    POST
  }

  /** Takes a copy. */
  public Route {
    parameters = Set.copyOf(parameters);
  }

  /** A place that is read. */
  public Route(String path, Set<String> parameters, Answer answer) {
    this(Method.GET, path, parameters, answer);
  }

  /** A place that is written to. */
  public static Route post(String path, Answer answer) {
    return new Route(Method.POST, path, Set.of(), answer);
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
