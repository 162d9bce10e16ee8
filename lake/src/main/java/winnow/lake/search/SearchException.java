// SPDX-License-Identifier: Apache-2.0
package winnow.lake.search;

/** A statement could not be run to its end; the message is for the person who wrote it. */
public final class SearchException extends RuntimeException {
  /** What went wrong, in DuckDB's words or ours. */
  public SearchException(String message, Throwable cause) {
    super(message, cause);
  }
}
