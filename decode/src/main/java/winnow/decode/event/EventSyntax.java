// SPDX-License-Identifier: Apache-2.0
package winnow.decode.event;

import winnow.decode.RejectReason;
import winnow.decode.text.BadValueException;
import winnow.decode.text.Bytes;
import winnow.decode.text.Slice;

/** How a format writes the keys and values of an event. */
sealed interface EventSyntax permits CefSyntax, LeefSyntax, FortiGateSyntax, CheckPointSyntax {
  /** How far into a line an event may start, bytes. */
  int MAX_PREFIX_BYTES = 512;

  /** Index in the bytes of {@code line} at which the event starts, or -1 when there is none. */
  int start(Slice line);

  /** What is wrong with a line without event. */
  String missing();

  /** Puts the device and the values of {@code bytes[from, to)} into {@code event}. */
  void read(byte[] bytes, int from, int to, Event event) throws BadValueException;

  /** Index in the bytes of {@code line} of {@code mark}, or -1. */
  static int find(Slice line, String mark) {
    byte[] bytes = line.bytes();
    int end = Math.min(line.end(), line.start() + MAX_PREFIX_BYTES);
    byte first = (byte) mark.charAt(0);
    int at = Bytes.indexOf(bytes, line.start(), end, first);
    while (at < end) {
      if (startsWith(bytes, at, line.end(), mark)) {
        return at;
      }
      at = Bytes.indexOf(bytes, at + 1, end, first);
    }
    return -1;
  }

  private static boolean startsWith(byte[] bytes, int from, int to, String mark) {
    if (to - from < mark.length()) {
      return false;
    }
    for (int i = 0; i < mark.length(); i++) {
      if (bytes[from + i] != mark.charAt(i)) {
        return false;
      }
    }
    return true;
  }

  /** Index of the next vertical bar that no backslash is before. */
  static int bar(byte[] bytes, int from, int to) throws BadValueException {
    int at = Bytes.indexOf(bytes, from, to, (byte) '|');
    while (at < to && at > from && bytes[at - 1] == '\\') {
      at = Bytes.indexOf(bytes, at + 1, to, (byte) '|');
    }
    if (at == to) {
      throw new BadValueException(RejectReason.FIELD_COUNT, "the header of the event is cut off");
    }
    return at;
  }

  /** Index of the next double quote that no backslash is before, or {@code to}. */
  static int closingQuote(byte[] bytes, int from, int to) {
    int at = Bytes.indexOf(bytes, from, to, (byte) '"');
    while (at < to && at > from && bytes[at - 1] == '\\') {
      at = Bytes.indexOf(bytes, at + 1, to, (byte) '"');
    }
    return at;
  }
}
