// SPDX-License-Identifier: Apache-2.0
package winnow.decode.event;

import java.util.Set;
import winnow.decode.text.BadValueException;
import winnow.decode.text.Bytes;
import winnow.decode.text.Slice;

/**
 * `CEF:0|vendor|product|version|class|name|severity|` and then `key=value` separated by blanks,
 * where values hold blanks too and write `=` with a backslash (ArcSight CEF, revision 25).
 */
final class CefSyntax implements EventSyntax {
  private static final String MARK = "CEF:";
  private static final int HEADER_FIELDS = 7;

  /**
   * Makers whose `in` is what the client received; ArcSight defines it as what flows from source to
   * destination.
   */
  private static final Set<String> IN_IS_RECEIVED =
      Set.of("Zscaler", "Fortinet", "Check Point", "FORCEPOINT", "Forcepoint");

  @Override
  public int start(Slice line) {
    return EventSyntax.find(line, MARK);
  }

  @Override
  public String missing() {
    return "no CEF: in the line";
  }

  @Override
  public void read(byte[] bytes, int from, int to, Event event) throws BadValueException {
    int at = EventSyntax.bar(bytes, from, to) + 1;
    int vendorEnd = EventSyntax.bar(bytes, at, to);
    int productEnd = EventSyntax.bar(bytes, vendorEnd + 1, to);
    String vendor = event.pool().text(bytes, at, vendorEnd);
    event.device(vendor, event.pool().text(bytes, vendorEnd + 1, productEnd));
    at = productEnd + 1;
    for (int field = 3; field < HEADER_FIELDS; field++) {
      at = EventSyntax.bar(bytes, at, to) + 1;
    }
    extension(bytes, at, to, event);
    if (IN_IS_RECEIVED.contains(vendor)) {
      event.swap(EventKey.SENT_OCTETS, EventKey.RECEIVED_OCTETS);
    }
  }

  private static void extension(byte[] bytes, int from, int to, Event event) {
    int equals = equalsSign(bytes, from, to);
    int keyStart = keyStart(bytes, from, equals);
    while (equals < to) {
      int next = equalsSign(bytes, equals + 1, to);
      int nextKey = next == to ? to + 1 : keyStart(bytes, equals + 1, next);
      int valueEnd = Math.max(equals + 1, nextKey - 1);
      while (valueEnd > equals + 1 && bytes[valueEnd - 1] == ' ') {
        valueEnd--;
      }
      event.put(keyStart, equals, equals + 1, valueEnd);
      keyStart = nextKey;
      equals = next;
    }
  }

  /** Index of the next equals sign that ends a key: no backslash before, a key before it. */
  private static int equalsSign(byte[] bytes, int from, int to) {
    int at = Bytes.indexOf(bytes, from, to, (byte) '=');
    while (at < to && !endsKey(bytes, from, at)) {
      at = Bytes.indexOf(bytes, at + 1, to, (byte) '=');
    }
    return at;
  }

  /** Whether there is a key before {@code equals}, after a blank or at {@code from}. */
  private static boolean endsKey(byte[] bytes, int from, int equals) {
    int at = equals;
    while (at > from && isKeyByte(bytes[at - 1])) {
      at--;
    }
    return at < equals && (at == from || bytes[at - 1] == ' ');
  }

  private static int keyStart(byte[] bytes, int from, int equals) {
    int at = equals;
    while (at > from && isKeyByte(bytes[at - 1])) {
      at--;
    }
    return at;
  }

  private static boolean isKeyByte(byte value) {
    int letter = value | 0x20;
    return (letter >= 'a' && letter <= 'z')
        || (value >= '0' && value <= '9')
        || value == '_'
        || value == '.'
        || value == '-'
        || value == '['
        || value == ']';
  }
}
