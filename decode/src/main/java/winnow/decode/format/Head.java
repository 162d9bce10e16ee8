// SPDX-License-Identifier: Apache-2.0
package winnow.decode.format;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import winnow.decode.text.Bytes;
import winnow.decode.text.LineReader;

/** The first bytes of an input, seen as text. */
final class Head {
  private static final int MAX_LINES = 64;

  private Head() {}

  /** Whether {@code head} may be text: no zero bytes. */
  static boolean isText(byte[] head) {
    return Bytes.indexOf(head, 0, head.length, (byte) 0) == head.length;
  }

  /** The first lines that are not blank, none when {@code head} is not text. */
  static List<String> lines(byte[] head) {
    List<String> found = new ArrayList<>();
    LineReader lines = LineReader.of(head);
    try {
      while (isText(head) && found.size() < MAX_LINES && lines.next()) {
        if (!lines.line().isBlank()) {
          found.add(lines.line().toString());
        }
      }
    } catch (IOException e) {
      throw new AssertionError("an array cannot fail", e);
    }
    return found;
  }

  /** Whether any whole line of {@code head} satisfies {@code test}. */
  static boolean anyLine(byte[] head, Predicate<String> test) {
    LineReader lines = LineReader.of(head);
    boolean isText = isText(head);
    try {
      boolean found = false;
      while (isText && !found && lines.next()) {
        found = test.test(lines.line().toString());
      }
      return found;
    } catch (IOException e) {
      throw new AssertionError("an array cannot fail", e);
    }
  }

  /** The first line that is not blank, empty when there is none. */
  static String firstLine(byte[] head) {
    List<String> lines = lines(head);
    return lines.isEmpty() ? "" : lines.getFirst();
  }
}
