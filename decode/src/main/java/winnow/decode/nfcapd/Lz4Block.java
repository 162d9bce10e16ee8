// SPDX-License-Identifier: Apache-2.0
package winnow.decode.nfcapd;

/** Decompresses a block in the LZ4 block format. */
final class Lz4Block {
  private static final int SHORTEST_MATCH = 4;

  private final byte[] bytes;
  private final int end;
  private final BlockOutput output;
  private int at;

  Lz4Block(byte[] bytes, int from, int length, BlockOutput output) {
    this.bytes = bytes;
    this.at = from;
    this.end = from + length;
    this.output = output;
  }

  /** Decompresses it all; false when the bytes are no such block. */
  boolean decompress() {
    while (at < end) {
      int token = bytes[at++] & 0xff;
      int literals = length(token >> 4);
      if (literals < 0 || literals > end - at || !output.literals(bytes, at, literals)) {
        return false;
      }
      at += literals;
      if (at == end) {
        return true;
      }
      if (end - at < 2) {
        return false;
      }
      int distance = bytes[at] & 0xff | (bytes[at + 1] & 0xff) << 8;
      at += 2;
      int match = length(token & 0xf);
      if (match < 0 || !output.match(distance, match + SHORTEST_MATCH)) {
        return false;
      }
    }
    return false;
  }

  /** A length of 15 goes on in bytes up to and including the first that is not 255. */
  private int length(int start) {
    int length = start;
    if (start == 15) {
      int more = 255;
      while (more == 255) {
        if (at == end || length > NfcapdDecoder.MAX_BLOCK_BYTES) {
          return -1;
        }
        more = bytes[at++] & 0xff;
        length += more;
      }
    }
    return length;
  }
}
