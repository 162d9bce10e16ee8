// SPDX-License-Identifier: Apache-2.0
package winnow.collector.capture;

import java.io.IOException;

/** Packets cannot be captured: no library, no such interface, or no permission. */
public final class CaptureUnavailableException extends IOException {
  private static final long serialVersionUID = 1;

  CaptureUnavailableException(String message) {
    super(message);
  }
}
