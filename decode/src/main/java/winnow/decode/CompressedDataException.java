// SPDX-License-Identifier: Apache-2.0
package winnow.decode;

import java.io.IOException;

/** Compressed data that ends too early, is damaged, or would take too much memory to unpack. */
public final class CompressedDataException extends IOException {
  private static final long serialVersionUID = 1;

  /** Trouble that {@code message} says in one sentence: what, where, why. */
  CompressedDataException(String message, Throwable cause) {
    super(message, cause);
  }
}
