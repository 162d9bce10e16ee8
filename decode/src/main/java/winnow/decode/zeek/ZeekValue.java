// SPDX-License-Identifier: Apache-2.0
package winnow.decode.zeek;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** A field's value in a Zeek log, which is set: the unset are passed over. */
interface ZeekValue {
  /** The characters of a number, time, address or truth value. */
  CharSequence scalar();

  /** The text, Zeek's escapes undone. */
  String text();

  /** The elements of a set or vector, none when it is empty. */
  List<String> elements();

  /** The first element of a set or vector, null when it is empty. */
  default @Nullable String first() {
    List<String> elements = elements();
    return elements.isEmpty() ? null : elements.getFirst();
  }

  /** Whether a truth value is true: `T` in text, `true` in JSON. */
  default boolean isTrue() {
    return scalar().length() > 0 && (scalar().charAt(0) | 0x20) == 't';
  }
}
