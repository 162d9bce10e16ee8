// SPDX-License-Identifier: Apache-2.0
package winnow.decode.event;

import winnow.decode.text.BadValueException;
import winnow.decode.text.Bytes;
import winnow.decode.text.Slice;

/**
 * `LEEF:1.0|vendor|product|version|event|` and then `key=value` separated by tabs; version 2.0 may
 * name another separator before them, the character itself or its number in hexadecimal (IBM
 * Security QRadar, LEEF version 2).
 */
final class LeefSyntax implements EventSyntax {
  private static final String MARK = "LEEF:";
  private static final int MAX_SEPARATOR_BYTES = 6;

  @Override
  public int start(Slice line) {
    return EventSyntax.find(line, MARK);
  }

  @Override
  public String missing() {
    return "no LEEF: in the line";
  }

  @Override
  public void read(byte[] bytes, int from, int to, Event event) throws BadValueException {
    boolean second = from + MARK.length() < to && bytes[from + MARK.length()] == '2';
    int at = EventSyntax.bar(bytes, from, to) + 1;
    int vendorEnd = EventSyntax.bar(bytes, at, to);
    int productEnd = EventSyntax.bar(bytes, vendorEnd + 1, to);
    event.device(
        event.pool().text(bytes, at, vendorEnd),
        event.pool().text(bytes, vendorEnd + 1, productEnd));
    at = EventSyntax.bar(bytes, productEnd + 1, to) + 1;
    at = EventSyntax.bar(bytes, at, to) + 1;
    byte separator = '\t';
    int bar = Bytes.indexOf(bytes, at, to, (byte) '|');
    if (second && bar < to && bar - at <= MAX_SEPARATOR_BYTES && separator(bytes, at, bar) >= 0) {
      separator = (byte) separator(bytes, at, bar);
      at = bar + 1;
    }
    values(bytes, at, to, separator, event);
  }

  private static void values(byte[] bytes, int from, int to, byte separator, Event event) {
    int at = from;
    while (at < to) {
      int end = Bytes.indexOf(bytes, at, to, separator);
      int equals = Bytes.indexOf(bytes, at, end, (byte) '=');
      int key = at;
      while (key < equals && bytes[key] == ' ') {
        key++;
      }
      if (equals < end) {
        event.put(key, equals, equals + 1, end);
      }
      at = end + 1;
    }
  }

  /** The separator that is named: nothing means a tab; -1 when it is none. */
  private static int separator(byte[] bytes, int from, int to) {
    int length = to - from;
    if (length == 0) {
      return '\t';
    }
    if (length == 1) {
      return bytes[from] & 0xff;
    }
    int digits = from + (bytes[from] == '0' ? 2 : 1);
    boolean hex =
        (bytes[from] | 0x20) == 'x' || (bytes[from] == '0' && (bytes[from + 1] | 0x20) == 'x');
    int value = 0;
    for (int at = digits; hex && at < to; at++) {
      int digit = Character.digit(bytes[at], 16);
      hex = digit >= 0;
      value = value << 4 | digit;
    }
    return hex && digits < to && value < 256 ? value : -1;
  }
}
