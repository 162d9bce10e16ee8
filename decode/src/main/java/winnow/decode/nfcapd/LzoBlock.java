// SPDX-License-Identifier: Apache-2.0
package winnow.decode.nfcapd;

/**
 * Decompresses a block in the LZO1X format. Each instruction copies a match and then up to three
 * literals; what an instruction below 16 means depends on how many literals came before it.
 */
final class LzoBlock {
  private static final int AFTER_LONG_LITERALS = 4;
  private static final int BAD = -1;

  private final byte[] bytes;
  private final int end;
  private final BlockOutput output;
  private int at;

  LzoBlock(byte[] bytes, int from, int length, BlockOutput output) {
    this.bytes = bytes;
    this.at = from;
    this.end = from + length;
    this.output = output;
  }

  /** Decompresses it all; false when the bytes are no such block. */
  boolean decompress() {
    int literalsBefore = 0;
    if (at < end && (bytes[at] & 0xff) > 17) {
      int count = (bytes[at++] & 0xff) - 17;
      if (!literals(count)) {
        return false;
      }
      literalsBefore = Math.min(count, AFTER_LONG_LITERALS);
    }
    while (at < end) {
      int instruction = bytes[at++] & 0xff;
      if (instruction >= 16 && instruction < 32 && isEnd(instruction)) {
        return at + 2 == end;
      }
      literalsBefore =
          instruction < 16 && literalsBefore == 0
              ? longLiterals(instruction)
              : match(instruction, literalsBefore);
      if (literalsBefore == BAD) {
        return false;
      }
    }
    return false;
  }

  /** A far match at distance 0x4000 exactly ends the block. */
  private boolean isEnd(int instruction) {
    return instruction == 17 && end - at >= 2 && bytes[at] == 0 && bytes[at + 1] == 0;
  }

  private int longLiterals(int instruction) {
    int count = length(instruction, 15);
    return count != BAD && literals(count + 3) ? AFTER_LONG_LITERALS : BAD;
  }

  private boolean literals(int count) {
    if (count > end - at || !output.literals(bytes, at, count)) {
      return false;
    }
    at += count;
    return true;
  }

  private int match(int instruction, int literalsBefore) {
    int count;
    int distance;
    int literals;
    if (instruction >= 64 || instruction < 16) {
      if (at == end) {
        return BAD;
      }
      int high = bytes[at++] & 0xff;
      literals = instruction & 3;
      if (instruction >= 64) {
        count = instruction >= 128 ? 5 + (instruction >> 5 & 3) : 3 + (instruction >> 5 & 1);
        distance = (high << 3) + (instruction >> 2 & 7) + 1;
      } else if (literalsBefore == AFTER_LONG_LITERALS) {
        count = 3;
        distance = (high << 2) + (instruction >> 2) + 2049;
      } else {
        count = 2;
        distance = (high << 2) + (instruction >> 2) + 1;
      }
    } else {
      boolean isFar = instruction < 32;
      int length = isFar ? length(instruction & 7, 7) : length(instruction & 31, 31);
      if (length == BAD || end - at < 2) {
        return BAD;
      }
      int word = bytes[at] & 0xff | (bytes[at + 1] & 0xff) << 8;
      at += 2;
      count = length + 2;
      literals = word & 3;
      distance = isFar ? 0x4000 + ((instruction & 8) << 11) + (word >> 2) : (word >> 2) + 1;
    }
    return output.match(distance, count) && literals(literals) ? literals : BAD;
  }

  /** A length of zero goes on: each zero byte adds 255, the first other byte ends it. */
  private int length(int start, int base) {
    if (start != 0) {
      return start;
    }
    int length = base;
    while (at < end && bytes[at] == 0) {
      length += 255;
      at++;
      if (length > NfcapdDecoder.MAX_BLOCK_BYTES) {
        return BAD;
      }
    }
    return at == end ? BAD : length + (bytes[at++] & 0xff);
  }
}
