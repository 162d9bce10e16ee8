// SPDX-License-Identifier: Apache-2.0
package winnow.decode.zeek;

import winnow.decode.text.BadValueException;

/** What a field of a Zeek log means. */
@FunctionalInterface
interface ZeekField<R> {
  /** Puts {@code value} where it belongs in {@code row}. */
  void put(R row, ZeekValue value) throws BadValueException;
}
