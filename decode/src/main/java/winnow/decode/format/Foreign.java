// SPDX-License-Identifier: Apache-2.0
package winnow.decode.format;

import java.nio.charset.StandardCharsets;
import winnow.decode.text.Bytes;
import winnow.decode.zeek.ZeekSigns;

/** Inputs that are not ours to read: what they are, as far as their first bytes tell. */
final class Foreign {
  private static final int SHOWN_CHARS = 60;

  private Foreign() {}

  /** One sentence that says why an input that starts with {@code head} is not read. */
  static String describe(byte[] head, String fileName) {
    if (head.length == 0) {
      return "empty file";
    }
    ZeekSigns zeek = ZeekSigns.of(head);
    if (zeek.isZeek()) {
      return zeek.refusal();
    }
    if (startsWith(head, 'B', 'Z', 'h')) {
      return "bzip2: not read (gzip and zstd are)";
    }
    if (startsWith(head, 0xfd, '7', 'z', 'X', 'Z')) {
      return "xz: not read (gzip and zstd are)";
    }
    if (startsWith(head, 'P', 'K', 3, 4)) {
      return "zip archive: not read (gzip and zstd are)";
    }
    int newline = Bytes.indexOf(head, 0, head.length, (byte) '\n');
    if (Bytes.indexOf(head, 0, newline, (byte) 0) < newline) {
      return "binary data of no format that is read";
    }
    String line = new String(head, 0, Math.min(newline, SHOWN_CHARS), StandardCharsets.UTF_8);
    return "text of no format that is read, starting \"" + line.strip() + "\"";
  }

  private static boolean startsWith(byte[] head, int... magic) {
    if (head.length < magic.length) {
      return false;
    }
    for (int i = 0; i < magic.length; i++) {
      if ((head[i] & 0xff) != magic[i]) {
        return false;
      }
    }
    return true;
  }
}
