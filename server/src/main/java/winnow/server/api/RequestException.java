// SPDX-License-Identifier: Apache-2.0
package winnow.server.api;

/** A request cannot be answered as it is; the message tells whoever sent it what to change. */
public final class RequestException extends RuntimeException {
  private final boolean missing;

  private RequestException(boolean missing, String message) {
    super(message);
    this.missing = missing;
  }

  /** Something in the request is wrong. */
  public static RequestException wrong(String message) {
    return new RequestException(false, message);
  }

  /** What was asked for is not there. */
  public static RequestException missing(String message) {
    return new RequestException(true, message);
  }

  /** Whether what was asked for is not there; otherwise the request itself is wrong. */
  public boolean isMissing() {
    return missing;
  }
}
