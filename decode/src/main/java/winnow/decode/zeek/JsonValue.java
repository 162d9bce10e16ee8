// SPDX-License-Identifier: Apache-2.0
package winnow.decode.zeek;

import java.nio.charset.StandardCharsets;
import java.util.List;
import winnow.decode.text.JsonFields;
import winnow.decode.text.Utf8;

/** A member of a JSON line. Where a string is not UTF-8, Zeek writes its bytes as {@code \xHH}. */
final class JsonValue implements ZeekValue {
  private final JsonFields fields;
  private int index;

  JsonValue(JsonFields fields) {
    this.fields = fields;
  }

  /** Moves to member {@code position}. */
  JsonValue at(int position) {
    index = position;
    return this;
  }

  @Override
  public CharSequence scalar() {
    return fields.text(index);
  }

  @Override
  public String text() {
    return unescape(fields.text(index));
  }

  @Override
  public List<String> elements() {
    return fields.texts(index).stream().map(JsonValue::unescape).toList();
  }

  private static String unescape(String text) {
    if (!text.contains("\\x")) {
      return text;
    }
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    int length = ZeekEscapes.undo(bytes, 0, bytes.length, bytes, false);
    return Utf8.decode(bytes, 0, length);
  }
}
