// SPDX-License-Identifier: Apache-2.0
package winnow.decode.text;

/**
 * Some bytes of a line, seen as text without copying: each byte is a char of the same value, which
 * serves numbers, times and addresses; {@link #toString} decodes UTF-8. A slice is moved over field
 * after field and is valid until the line reader goes on.
 */
public final class Slice implements CharSequence {
  private byte[] bytes = new byte[0];
  private int start;
  private int end;

  /** Moves the slice over {@code source[from, to)}. */
  public Slice over(byte[] source, int from, int to) {
    bytes = source;
    start = from;
    end = to;
    return this;
  }

  /** The array that holds the bytes. */
  public byte[] bytes() {
    return bytes;
  }

  /** Index in {@link #bytes} of the first byte. */
  public int start() {
    return start;
  }

  /** Index in {@link #bytes} after the last byte. */
  public int end() {
    return end;
  }

  @Override
  public int length() {
    return end - start;
  }

  @Override
  public char charAt(int index) {
    return (char) (bytes[start + index] & 0xff);
  }

  @Override
  public Slice subSequence(int from, int to) {
    return new Slice().over(bytes, start + from, start + to);
  }

  /** Whether the bytes are those of the ASCII text {@code text}. */
  public boolean is(String text) {
    return length() == text.length() && startsWith(text);
  }

  /** Whether the bytes start with those of the ASCII text {@code prefix}. */
  public boolean startsWith(String prefix) {
    if (length() < prefix.length()) {
      return false;
    }
    for (int i = 0; i < prefix.length(); i++) {
      if (bytes[start + i] != prefix.charAt(i)) {
        return false;
      }
    }
    return true;
  }

  /** Whether there is nothing, or nothing but blanks and tabs. */
  public boolean isBlank() {
    for (int i = start; i < end; i++) {
      if (bytes[i] != ' ' && bytes[i] != '\t') {
        return false;
      }
    }
    return true;
  }

  @Override
  public String toString() {
    return Utf8.decode(bytes, start, end);
  }
}
