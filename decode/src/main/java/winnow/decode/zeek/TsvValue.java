// SPDX-License-Identifier: Apache-2.0
package winnow.decode.zeek;

import java.util.ArrayList;
import java.util.List;
import winnow.decode.text.Bytes;
import winnow.decode.text.Slice;
import winnow.decode.text.TextPool;

/** A field of tab-separated text. */
final class TsvValue implements ZeekValue {
  private final TextPool pool = new TextPool();
  private final Slice slice = new Slice();
  private byte setSeparator = ',';
  private boolean empty;
  private byte[] scratch = new byte[256];

  /** Elements of sets and vectors are separated by {@code separator}. */
  void setSeparator(byte separator) {
    setSeparator = separator;
  }

  /** Moves to {@code bytes[from, to)}, the mark of an empty value if {@code isEmpty}. */
  void over(byte[] bytes, int from, int to, boolean isEmpty) {
    slice.over(bytes, from, to);
    empty = isEmpty;
  }

  @Override
  public CharSequence scalar() {
    return slice;
  }

  @Override
  public String text() {
    return empty ? "" : text(slice.start(), slice.end());
  }

  @Override
  public List<String> elements() {
    List<String> elements = new ArrayList<>(4);
    int start = slice.start();
    while (!empty && start <= slice.end()) {
      int end = Bytes.indexOf(slice.bytes(), start, slice.end(), setSeparator);
      elements.add(text(start, end));
      start = end + 1;
    }
    return elements;
  }

  private String text(int from, int to) {
    byte[] bytes = slice.bytes();
    int backslash = Bytes.indexOf(bytes, from, to, (byte) '\\');
    return backslash == to ? pool.text(bytes, from, to) : unescape(bytes, from, to);
  }

  private String unescape(byte[] bytes, int from, int to) {
    if (scratch.length < to - from) {
      scratch = new byte[to - from];
    }
    int length = ZeekEscapes.undo(bytes, from, to, scratch, true);
    return pool.text(scratch, 0, length);
  }
}
