// SPDX-License-Identifier: Apache-2.0
package winnow.decode.nfcapd;

import org.jspecify.annotations.Nullable;

/** How blocks are compressed. The constants are in the order of their numbers in the file. */
enum BlockCompression {
  NONE,
  LZO,
  BZIP2,
  LZ4,
  ZSTD;

  static @Nullable BlockCompression numbered(int number) {
    return number < values().length ? values()[number] : null;
  }

  /**
   * Puts the block as it was before compression into {@code output}.
   *
   * @return false when the bytes cannot be decompressed
   */
  boolean decompress(byte[] bytes, int from, int length, BlockOutput output) {
    output.clear();
    return switch (this) {
      case NONE -> output.literals(bytes, from, length);
      case LZO -> new LzoBlock(bytes, from, length, output).decompress();
      case LZ4 -> new Lz4Block(bytes, from, length, output).decompress();
      case ZSTD -> new ZstdBlock(bytes, from, length).decompress(output);
      case BZIP2 -> new Bzip2Block(bytes, from, length, output).decompress();
    };
  }
}
