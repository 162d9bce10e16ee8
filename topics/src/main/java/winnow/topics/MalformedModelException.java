// SPDX-License-Identifier: Apache-2.0
package winnow.topics;

import java.io.IOException;
import java.io.Serial;

/** The bytes are no model that this program can read; the message says where and why. */
public final class MalformedModelException extends IOException {
  @Serial private static final long serialVersionUID = 1L;

  MalformedModelException(String message) {
    super(message);
  }
}
