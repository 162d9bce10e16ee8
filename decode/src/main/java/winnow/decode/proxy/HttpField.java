// SPDX-License-Identifier: Apache-2.0
package winnow.decode.proxy;

import winnow.decode.text.BadValueException;
import winnow.decode.text.Slice;

/** What a value of an access log means. */
@FunctionalInterface
interface HttpField {
  /** Puts {@code value}, which is set and whose escapes are undone, into {@code row}. */
  void put(HttpRow row, Slice value) throws BadValueException;
}
