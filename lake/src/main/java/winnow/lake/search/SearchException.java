// SPDX-License-Identifier: Apache-2.0
package winnow.lake.search;

import java.sql.SQLException;

/** A statement could not be run to its end; the message is for the person who wrote it. */
public final class SearchException extends RuntimeException {
  private static final long serialVersionUID = 1;

  SearchException(String message) {
    super(message);
  }

  SearchException(String message, Throwable cause) {
    super(message, cause);
  }

  /** What DuckDB says, without Java's stack. */
  static SearchException of(SQLException e) {
    String message = String.valueOf(e.getMessage());
    int stack = message.indexOf("\n\tat ");
    return new SearchException(stack < 0 ? message : message.substring(0, stack), e);
  }
}
