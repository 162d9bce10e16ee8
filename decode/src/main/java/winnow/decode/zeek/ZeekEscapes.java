// SPDX-License-Identifier: Apache-2.0
package winnow.decode.zeek;

/**
 * Undoes Zeek's escapes: a byte that would be taken for a separator, or that is no text, is written
 * as {@code \xHH}; in tab-separated text a backslash is written twice.
 */
final class ZeekEscapes {
  private ZeekEscapes() {}

  /**
   * Writes {@code bytes[from, to)} without escapes to the beginning of {@code target}, which may be
   * the same array.
   *
   * @param doubled whether two backslashes stand for one
   * @return how many bytes were written
   */
  static int undo(byte[] bytes, int from, int to, byte[] target, boolean doubled) {
    int length = 0;
    for (int i = from; i < to; i++) {
      byte value = bytes[i];
      if (value == '\\' && i + 1 < to) {
        int high = i + 3 < to && bytes[i + 1] == 'x' ? Character.digit(bytes[i + 2], 16) : -1;
        int low = high < 0 ? -1 : Character.digit(bytes[i + 3], 16);
        if (low >= 0) {
          value = (byte) (high << 4 | low);
          i += 3;
        } else if (doubled && bytes[i + 1] == '\\') {
          i++;
        }
      }
      target[length++] = value;
    }
    return length;
  }
}
