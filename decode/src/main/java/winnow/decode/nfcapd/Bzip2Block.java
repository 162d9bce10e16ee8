// SPDX-License-Identifier: Apache-2.0
package winnow.decode.nfcapd;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Decompresses a bzip2 stream: Huffman codes, then move-to-front, the inverse Burrows-Wheeler
 * transform, and run lengths. Checksums are not verified.
 */
final class Bzip2Block {
  private static final long BLOCK_MAGIC = 0x314159265359L;
  private static final long END_MAGIC = 0x177245385090L;
  private static final int GROUP_SYMBOLS = 50;
  private static final int MAX_TABLES = 6;
  private static final int MAX_SELECTORS = 18_002;
  private static final int MAX_CODE_BITS = 20;

  private final BlockOutput output;
  private final BitReader bits;
  private final byte[] alphabet = new byte[256];
  private final byte[] run = new byte[256];
  private int[] next = new int[0];
  private int size;

  Bzip2Block(byte[] bytes, int from, int length, BlockOutput output) {
    this.output = output;
    this.bits = new BitReader(bytes, from, from + length);
  }

  /** Decompresses it all; false when the bytes are no such stream. */
  boolean decompress() {
    int level = bits.read(24) == 0x425a68 ? bits.read(8) - '0' : 0;
    if (level < 1 || level > 9) {
      return false;
    }
    next = new int[level * 100_000];
    while (!bits.isPastEnd()) {
      long magic = (long) bits.read(24) << 24 | bits.read(24);
      bits.read(16);
      bits.read(16);
      if (magic == END_MAGIC) {
        return !bits.isPastEnd();
      }
      if (magic != BLOCK_MAGIC || bits.read(1) != 0 || !readBlock()) {
        return false;
      }
    }
    return false;
  }

  private boolean readBlock() {
    int origin = bits.read(24);
    int symbols = readAlphabet();
    int tables = bits.read(3);
    int selectorCount = bits.read(15);
    if (symbols == 0 || tables < 2 || tables > MAX_TABLES || selectorCount == 0) {
      return false;
    }
    byte[] selectors = readSelectors(tables, selectorCount);
    PrefixCode[] codes = new PrefixCode[tables];
    for (int i = 0; i < tables; i++) {
      PrefixCode code = readCode(symbols + 2);
      if (code == null) {
        return false;
      }
      codes[i] = code;
    }
    return selectors != null
        && readSymbols(codes, selectors, symbols + 1)
        && origin < size
        && invert(origin);
  }

  private int readAlphabet() {
    int used = bits.read(16);
    int count = 0;
    for (int high = 0; high < 16; high++) {
      if ((used & 0x8000 >> high) != 0) {
        int lows = bits.read(16);
        for (int low = 0; low < 16; low++) {
          if ((lows & 0x8000 >> low) != 0) {
            alphabet[count++] = (byte) (high << 4 | low);
          }
        }
      }
    }
    return count;
  }

  private byte @Nullable [] readSelectors(int tables, int count) {
    byte[] selectors = new byte[Math.min(count, MAX_SELECTORS)];
    byte[] order = {0, 1, 2, 3, 4, 5};
    for (int i = 0; i < count; i++) {
      int index = 0;
      while (bits.read(1) == 1) {
        if (++index >= tables) {
          return null;
        }
      }
      byte table = order[index];
      System.arraycopy(order, 0, order, 1, index);
      order[0] = table;
      if (i < selectors.length) {
        selectors[i] = table;
      }
    }
    return selectors;
  }

  private @Nullable PrefixCode readCode(int symbols) {
    int[] lengths = new int[symbols];
    int length = bits.read(5);
    for (int i = 0; i < symbols; i++) {
      while (bits.read(1) == 1) {
        length += bits.read(1) == 0 ? 1 : -1;
        if (length < 1 || length > MAX_CODE_BITS) {
          return null;
        }
      }
      if (length < 1 || length > MAX_CODE_BITS) {
        return null;
      }
      lengths[i] = length;
    }
    return new PrefixCode(lengths);
  }

  /** Undoes the run lengths of zeros (symbols 0 and 1 are binary digits) and the move-to-front. */
  private boolean readSymbols(PrefixCode[] codes, byte[] selectors, int end) {
    size = 0;
    long zeros = 0;
    int digit = 0;
    for (int count = 0; ; count++) {
      int group = count / GROUP_SYMBOLS;
      int symbol = group < selectors.length ? codes[selectors[group]].read(bits) : -1;
      if (symbol < 0 || bits.isPastEnd()) {
        return false;
      }
      if (symbol <= 1) {
        if (digit > MAX_CODE_BITS) {
          return false;
        }
        zeros += (long) (symbol + 1) << digit++;
        continue;
      }
      if (!append(zeros)) {
        return false;
      }
      zeros = 0;
      digit = 0;
      if (symbol == end) {
        return true;
      }
      byte value = alphabet[symbol - 1];
      System.arraycopy(alphabet, 0, alphabet, 1, symbol - 1);
      alphabet[0] = value;
      if (!append(1)) {
        return false;
      }
    }
  }

  private boolean append(long count) {
    if (count > next.length - size) {
      return false;
    }
    for (long i = 0; i < count; i++) {
      next[size++] = alphabet[0] & 0xff;
    }
    return true;
  }

  /** Inverse transform: the low byte of a cell is its character, the rest where the next one is. */
  private boolean invert(int origin) {
    int[] starts = new int[257];
    for (int i = 0; i < size; i++) {
      starts[(next[i] & 0xff) + 1]++;
    }
    for (int i = 0; i < 256; i++) {
      starts[i + 1] += starts[i];
    }
    for (int i = 0; i < size; i++) {
      next[starts[next[i] & 0xff]++] |= i << 8;
    }
    int repeated = 0;
    int before = -1;
    int cell = next[origin] >>> 8;
    for (int i = 0; i < size; i++) {
      int value = next[cell] & 0xff;
      cell = next[cell] >>> 8;
      if (repeated == 4) {
        Arrays.fill(run, 0, value, (byte) before);
        if (!output.literals(run, 0, value)) {
          return false;
        }
        repeated = 0;
        before = -1;
        continue;
      }
      repeated = value == before ? repeated + 1 : 1;
      before = value;
      run[0] = (byte) value;
      if (!output.literals(run, 0, 1)) {
        return false;
      }
    }
    return true;
  }

  /** Reads bits, the most significant of a byte first; zeros after the end. */
  private static final class BitReader {
    private final byte[] bytes;
    private final int end;
    private int at;
    private int buffer;
    private int buffered;

    BitReader(byte[] bytes, int from, int end) {
      this.bytes = bytes;
      this.at = from;
      this.end = end;
    }

    /** The next {@code count} bits, at most 24. */
    int read(int count) {
      while (buffered < count) {
        buffer = buffer << 8 | (at < end ? bytes[at] & 0xff : 0);
        at++;
        buffered += 8;
      }
      buffered -= count;
      return buffer >>> buffered & (1 << count) - 1;
    }

    boolean isPastEnd() {
      return at > end;
    }
  }

  /** A canonical prefix code. */
  private static final class PrefixCode {
    private final int[] firstCodes = new int[MAX_CODE_BITS + 2];
    private final int[] counts = new int[MAX_CODE_BITS + 1];
    private final int[] symbols;

    PrefixCode(int[] lengths) {
      symbols = new int[lengths.length];
      int at = 0;
      for (int length = 1; length <= MAX_CODE_BITS; length++) {
        for (int symbol = 0; symbol < lengths.length; symbol++) {
          if (lengths[symbol] == length) {
            symbols[at++] = symbol;
            counts[length]++;
          }
        }
        firstCodes[length + 1] = firstCodes[length] + counts[length] << 1;
      }
    }

    /** The next symbol; -1 when no code matches. */
    int read(BitReader bits) {
      int code = 0;
      int before = 0;
      for (int length = 1; length <= MAX_CODE_BITS; length++) {
        code = code << 1 | bits.read(1);
        int index = code - firstCodes[length];
        if (index >= 0 && index < counts[length]) {
          return symbols[before + index];
        }
        before += counts[length];
      }
      return -1;
    }
  }
}
