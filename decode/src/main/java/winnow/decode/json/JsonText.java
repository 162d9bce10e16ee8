// SPDX-License-Identifier: Apache-2.0
package winnow.decode.json;

import java.util.Arrays;

/** The characters of a JSON value, seen without copying; valid until the parser goes on. */
final class JsonText implements CharSequence {
  private char[] chars = new char[0];
  private int start;
  private int length;

  JsonText over(char[] source, int from, int count) {
    chars = source;
    start = from;
    length = count;
    return this;
  }

  @Override
  public int length() {
    return length;
  }

  @Override
  public char charAt(int index) {
    return chars[start + index];
  }

  @Override
  public CharSequence subSequence(int from, int to) {
    return new JsonText().over(Arrays.copyOfRange(chars, start + from, start + to), 0, to - from);
  }

  @Override
  public String toString() {
    return new String(chars, start, length);
  }
}
