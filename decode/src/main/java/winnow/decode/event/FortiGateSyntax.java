// SPDX-License-Identifier: Apache-2.0
package winnow.decode.event;

import winnow.decode.RejectReason;
import winnow.decode.text.BadValueException;
import winnow.decode.text.Bytes;
import winnow.decode.text.Slice;

/**
 * `date=2026-01-02 time=03:04:05 devname="…" … key=value` separated by blanks, values with blanks
 * in double quotes (FortiOS log message reference).
 */
final class FortiGateSyntax implements EventSyntax {
  private static final String MARK = "date=";

  @Override
  public int start(Slice line) {
    int start = EventSyntax.find(line, MARK);
    return start >= 0 && EventSyntax.find(line, " logid=") > start ? start : -1;
  }

  @Override
  public String missing() {
    return "no date= and logid= in the line";
  }

  @Override
  public void read(byte[] bytes, int from, int to, Event event) throws BadValueException {
    event.device("FortiGate", "FortiOS");
    int at = from;
    while (at < to) {
      int equals = Bytes.indexOf(bytes, at, to, (byte) '=');
      boolean quoted = equals + 1 < to && bytes[equals + 1] == '"';
      int start = quoted ? equals + 2 : Math.min(equals + 1, to);
      int end =
          quoted
              ? EventSyntax.closingQuote(bytes, start, to)
              : Bytes.indexOf(bytes, start, to, (byte) ' ');
      if (quoted && end == to) {
        throw new BadValueException(RejectReason.FIELD_COUNT, "a quoted value is cut off");
      }
      if (equals < to) {
        event.put(at, equals, start, end);
      }
      at = end + (quoted ? 1 : 0);
      while (at < to && bytes[at] == ' ') {
        at++;
      }
    }
  }
}
