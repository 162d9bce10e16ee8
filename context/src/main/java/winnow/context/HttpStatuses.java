// SPDX-License-Identifier: Apache-2.0
package winnow.context;

import java.util.Optional;

/** Reason phrases of HTTP status codes that IANA registers. */
public final class HttpStatuses {
  private static final CodeTable REASONS = CodeTable.load("http-statuses.tsv");

  private HttpStatuses() {}

  /** The reason phrase of a status code, such as "Not Found". */
  public static Optional<String> reason(int status) {
    return Optional.ofNullable(REASONS.find(status));
  }
}
