// SPDX-License-Identifier: Apache-2.0
package winnow.casebook;

/** The casebook cannot be read or written; the message says which, and why. */
public final class CasebookException extends RuntimeException {
  CasebookException(String message) {
    super(message);
  }

  CasebookException(String message, Throwable cause) {
    super(message, cause);
  }
}
