// SPDX-License-Identifier: Apache-2.0
package winnow.decode.nfcapd;

import org.jspecify.annotations.Nullable;
import winnow.decode.LittleEndian;

/**
 * The header of a file.
 *
 * @param magic 0xa50c where the byte order is ours
 * @param layout 1 or 2 where it is known
 * @param length its length with the statistics that follow it, bytes
 * @param compression number of the compression of layout 2
 * @param encryption number of the encryption, 0 none
 */
record FileHeader(int magic, int layout, int length, int compression, int encryption) {
  /** Length of the smaller of the two headers. */
  static final int SMALLEST = 40;

  private static final int BLOCK_IS_PLAIN = 1;

  static FileHeader read(byte[] bytes, int at) {
    int magic = LittleEndian.u16(bytes, at);
    int layout = LittleEndian.u16(bytes, at + 2);
    if (layout != 1) {
      return new FileHeader(magic, layout, SMALLEST, bytes[at + 16] & 0xff, bytes[at + 17] & 0xff);
    }
    int flags = LittleEndian.i32(bytes, at + 4);
    int compression = (flags & 1) != 0 ? 1 : (flags & 8) != 0 ? 2 : (flags & 16) != 0 ? 3 : 0;
    return new FileHeader(magic, layout, 140 + 136, compression, 0);
  }

  /** Why the file cannot be read, null when it can. */
  @Nullable String trouble() {
    if (magic != 0xa50c) {
      return "nfdump file starts with 0x%04x: written big-endian".formatted(magic);
    }
    if (layout != 1 && layout != 2) {
      return "nfdump file has layout " + layout + ", not 1 or 2";
    }
    if (encryption != 0) {
      return "nfdump file is encrypted, method " + encryption;
    }
    return BlockCompression.numbered(compression) == null
        ? "nfdump file has compression " + compression + ", not 0 to 4"
        : null;
  }

  /** How a block with these flags is compressed. */
  BlockCompression compressionOf(int blockFlags) {
    BlockCompression known = BlockCompression.numbered(compression);
    return known == null || (blockFlags & BLOCK_IS_PLAIN) != 0 ? BlockCompression.NONE : known;
  }
}
