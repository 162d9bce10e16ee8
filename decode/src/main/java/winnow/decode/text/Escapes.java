// SPDX-License-Identifier: Apache-2.0
package winnow.decode.text;

/** How a log writes bytes that would break its lines; undone where a value has any. */
public enum Escapes {
  /** Values are as they were. */
  NONE,
  /** A double quote is written twice. */
  DOUBLED_QUOTE,
  /** Backslash sequences of C: `\xHH`, `\"`, `\\`, `\n`, `\r`, `\t`, `\b`, `\f`, `\v`. */
  BACKSLASH,
  /** Backslash sequences of the Common Event Format: `\\`, `\=`, `\|`, `\n`, `\r`. */
  EVENT,
  /** Percent and two hexadecimal digits (RFC 3986 section 2.1). */
  PERCENT;

  /**
   * What {@code value} was before.
   *
   * @param scratch holds what is decoded, and grows to what is needed; valid until its next use
   */
  public Slice undo(Slice value, Scratch scratch) {
    return switch (this) {
      case NONE -> value;
      case DOUBLED_QUOTE -> undo(value, (byte) '"', scratch);
      case BACKSLASH, EVENT -> undo(value, (byte) '\\', scratch);
      case PERCENT -> undo(value, (byte) '%', scratch);
    };
  }

  /** Bytes for values that are decoded. */
  public static final class Scratch {
    private final Slice slice = new Slice();
    private byte[] bytes = new byte[256];

    private byte[] ofSize(int size) {
      if (bytes.length < size) {
        bytes = new byte[Math.max(size, 2 * bytes.length)];
      }
      return bytes;
    }
  }

  private Slice undo(Slice value, byte mark, Scratch scratch) {
    byte[] in = value.bytes();
    int end = value.end();
    int next = Bytes.indexOf(in, value.start(), end, mark);
    if (next == end) {
      return value;
    }
    byte[] out = scratch.ofSize(value.length());
    int length = 0;
    int at = value.start();
    while (next < end) {
      System.arraycopy(in, at, out, length, next - at);
      length += next - at;
      int used = sequence(in, next, end);
      out[length++] = used == 1 ? in[next] : decoded(in, next, used);
      at = next + used;
      next = Bytes.indexOf(in, at, end, mark);
    }
    System.arraycopy(in, at, out, length, end - at);
    return scratch.slice.over(out, 0, length + end - at);
  }

  /** How many bytes the sequence at {@code at} has; 1 when it is none. */
  private int sequence(byte[] in, int at, int end) {
    int left = end - at;
    return switch (this) {
      case NONE -> 1;
      case DOUBLED_QUOTE -> left > 1 && in[at + 1] == '"' ? 2 : 1;
      case PERCENT -> left > 2 && hex(in[at + 1]) >= 0 && hex(in[at + 2]) >= 0 ? 3 : 1;
      case EVENT -> left > 1 && "\\=|nr".indexOf(in[at + 1]) >= 0 ? 2 : 1;
      case BACKSLASH -> {
        if (left < 2) {
          yield 1;
        }
        boolean isHex = (in[at + 1] | 0x20) == 'x';
        if (isHex) {
          yield left > 3 && hex(in[at + 2]) >= 0 && hex(in[at + 3]) >= 0 ? 4 : 1;
        }
        yield "\"\\/'nrtbfv".indexOf(in[at + 1]) >= 0 ? 2 : 1;
      }
    };
  }

  private static byte decoded(byte[] in, int at, int used) {
    return used == 2
        ? letter(in[at + 1])
        : (byte) (hex(in[at + used - 2]) << 4 | hex(in[at + used - 1]));
  }

  private static byte letter(byte escaped) {
    return switch (escaped) {
      case 'n' -> '\n';
      case 'r' -> '\r';
      case 't' -> '\t';
      case 'b' -> '\b';
      case 'f' -> '\f';
      case 'v' -> 0x0b;
      default -> escaped;
    };
  }

  private static int hex(byte digit) {
    return Character.digit(digit, 16);
  }
}
