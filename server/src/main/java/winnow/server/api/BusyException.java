// SPDX-License-Identifier: Apache-2.0
package winnow.server.api;

import java.time.Duration;

/** As many searches as the server allows are under way. */
public final class BusyException extends RuntimeException {
  private final transient Duration retryAfter;

  BusyException(int searches, Duration retryAfter) {
    super(searches + " searches are under way, as many as the server runs at a time");
    this.retryAfter = retryAfter;
  }

  /** When to ask again. */
  public Duration retryAfter() {
    return retryAfter;
  }
}
