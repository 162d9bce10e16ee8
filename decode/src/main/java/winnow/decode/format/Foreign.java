// SPDX-License-Identifier: Apache-2.0
package winnow.decode.format;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import winnow.decode.text.Bytes;
import winnow.decode.zeek.ZeekSigns;

/** Inputs that are not ours to read: what they are, as far as their first bytes tell. */
final class Foreign {
  private static final int SHOWN_CHARS = 60;
  private static final int TAR_NAME_OFFSET = 257;
  private static final int TAR_NAME_BYTES = 5;

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
    String archive = archive(head);
    if (archive != null) {
      return archive + ": not read, unpack it first";
    }
    int newline = Bytes.indexOf(head, 0, head.length, (byte) '\n');
    String line = new String(head, 0, Math.min(newline, SHOWN_CHARS), StandardCharsets.UTF_8);
    if (Bytes.indexOf(head, 0, newline, (byte) 0) < newline || hasControl(line)) {
      return "binary data of no format that is read";
    }
    return Formats.UNKNOWN_TEXT + ", starting \"" + line.strip() + "\"";
  }

  private static boolean hasControl(String line) {
    return line.chars().anyMatch(c -> Character.isISOControl(c) && !Character.isWhitespace(c));
  }

  private static @Nullable String archive(byte[] head) {
    if (startsWith(head, 'P', 'K', 3, 4)) {
      return "zip archive";
    }
    if (startsWith(head, '7', 'z', 0xbc, 0xaf)) {
      return "7z archive";
    }
    if (startsWith(head, 0x1f, 0x9d)) {
      return "data packed by compress";
    }
    byte[] name =
        head.length < TAR_NAME_OFFSET + TAR_NAME_BYTES
            ? new byte[0]
            : Arrays.copyOfRange(head, TAR_NAME_OFFSET, TAR_NAME_OFFSET + TAR_NAME_BYTES);
    return new String(name, StandardCharsets.ISO_8859_1).equals("ustar") ? "tar archive" : null;
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
