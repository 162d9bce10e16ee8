// SPDX-License-Identifier: Apache-2.0
package winnow.decode.text;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;

/**
 * Decodes text that should be UTF-8 and need not be. A byte that is not part of a UTF-8 sequence
 * becomes the four characters {@code \xHH}, as Zeek writes it, so nothing is lost and nothing is
 * refused.
 */
public final class Utf8 {
  private static final String HEX = "0123456789abcdef";
  private static final char REPLACEMENT = '\ufffd';

  private Utf8() {}

  /** The text of {@code bytes[from, to)}. */
  public static String decode(byte[] bytes, int from, int to) {
    String text = new String(bytes, from, to - from, StandardCharsets.UTF_8);
    // As long as its bytes and nothing replaced: ASCII, the rule. Both tests cost nothing then.
    return text.length() == to - from && text.indexOf(REPLACEMENT) < 0
        ? text
        : decodeWide(bytes, from, to);
  }

  private static String decodeWide(byte[] bytes, int from, int to) {
    CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder();
    ByteBuffer input = ByteBuffer.wrap(bytes, from, to - from);
    CharBuffer output = CharBuffer.allocate(4 * (to - from));
    CoderResult result = decoder.decode(input, output, true);
    while (result.isMalformed()) {
      for (int i = 0; i < result.length(); i++) {
        int bad = input.get() & 0xff;
        output.put("\\x").put(HEX.charAt(bad >> 4)).put(HEX.charAt(bad & 15));
      }
      result = decoder.decode(input, output, true);
    }
    return output.flip().toString();
  }
}
