// SPDX-License-Identifier: Apache-2.0
package winnow.decode.text;

import winnow.decode.RejectReason;

/** TCP flags as nfdump prints them: a letter for each that is set, a dot for each that is not. */
public final class TcpFlags {
  private static final String LETTERS = "FSRPAUEC";
  private static final int MAX_FLAGS = 255;

  private TcpFlags() {}

  /** The bits of RFC 9293, from FIN (1) to CWR (128); `0x` and a number are understood too. */
  public static int parse(CharSequence text) throws BadValueException {
    int from = 0;
    while (from < text.length() && text.charAt(from) == ' ') {
      from++;
    }
    CharSequence bare = text.subSequence(from, text.length());
    if (bare.length() > 0 && Character.isDigit(bare.charAt(0))) {
      return Numbers.parseHexOrInt(bare, MAX_FLAGS);
    }
    int flags = 0;
    for (int i = 0; i < bare.length(); i++) {
      char c = bare.charAt(i);
      int bit = LETTERS.indexOf(c);
      if (bit < 0 && c != '.' && c != 'X') {
        throw BadValueException.notA("a set of TCP flags", text, RejectReason.MALFORMED);
      }
      flags |= bit < 0 ? 0 : 1 << bit;
    }
    return flags;
  }
}
