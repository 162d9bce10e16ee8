// SPDX-License-Identifier: Apache-2.0
package winnow.decode.json;

import java.io.BufferedInputStream;
import java.io.IOException;
import winnow.decode.text.Bytes;

/** What the beginning of an input shows of JSON. */
public final class JsonSigns {
  private static final int MAX_FIRST_LINE = 1 << 16;

  private JsonSigns() {}

  /** Whether the first byte that is neither blank nor a byte order mark opens a value. */
  public static boolean startsAsJson(byte[] head) {
    int at = 0;
    while (at < head.length && (head[at] <= ' ')) {
      at++;
    }
    return at < head.length && (head[at] == '{' || head[at] == '[');
  }

  /**
   * Whether {@code input} is lines of which each is an object, as far as its first line tells.
   * Reads nothing.
   */
  public static boolean isLines(BufferedInputStream input) throws IOException {
    input.mark(MAX_FIRST_LINE);
    byte[] head = input.readNBytes(MAX_FIRST_LINE);
    input.reset();
    int start = 0;
    while (start < head.length && (head[start] <= ' ')) {
      start++;
    }
    int end = Bytes.indexOf(head, start, head.length, (byte) '\n');
    while (end > start && head[end - 1] <= ' ') {
      end--;
    }
    return end - start > 2 && head[start] == '{' && head[end - 1] == '}';
  }

  /** Whether {@code wanted} is somewhere in {@code head}. */
  public static boolean contains(byte[] head, byte[] wanted) {
    int last = head.length - wanted.length + 1;
    int at = Bytes.indexOf(head, 0, Math.max(0, last), wanted[0]);
    while (at < last) {
      int same = 1;
      while (same < wanted.length && head[at + same] == wanted[same]) {
        same++;
      }
      if (same == wanted.length) {
        return true;
      }
      at = Bytes.indexOf(head, at + 1, last, wanted[0]);
    }
    return false;
  }
}
