// SPDX-License-Identifier: Apache-2.0
package winnow.decode.text;

import winnow.decode.RejectReason;

/**
 * A value of a field that is not what the field must hold. Caught once per line by the decoder,
 * which knows field and place; bad lines may be many, so it carries no stack trace.
 */
public final class BadValueException extends Exception {
  private static final int SHOWN_CHARS = 80;

  private final RejectReason reason;

  /** Trouble of the kind {@code reason}. */
  public BadValueException(RejectReason reason, String message) {
    super(message, null, false, false);
    this.reason = reason;
  }

  /** {@code value} is not {@code expected}. */
  public static BadValueException notA(String expected, CharSequence value, RejectReason reason) {
    return new BadValueException(reason, shown(value) + " is not " + expected);
  }

  /** The kind of trouble. */
  public RejectReason reason() {
    return reason;
  }

  /** {@code value} in quotes, shortened for a message. */
  public static String shown(CharSequence value) {
    return value.length() <= SHOWN_CHARS
        ? "\"" + value + "\""
        : "\"" + value.subSequence(0, SHOWN_CHARS) + "…\"";
  }

  /** The sentence. */
  public String sentence() {
    return String.valueOf(getMessage());
  }
}
