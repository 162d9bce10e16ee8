// SPDX-License-Identifier: Apache-2.0
package winnow.decode.event;

import winnow.decode.RejectReason;
import winnow.decode.text.BadValueException;
import winnow.decode.text.Bytes;
import winnow.decode.text.Slice;

/**
 * What Check Point's Log Exporter writes: in the structured data of syslog `[action:"Accept";
 * src:"192.0.2.1"; …]`, or under Check Point's enterprise number `[Fields@1.3.6.1.4.1.2620
 * action="Accept" src="192.0.2.1" …]`; and for Splunk `time=1767323045|hostname=gw|…`, which has
 * neither quotes nor escapes.
 */
final class CheckPointSyntax implements EventSyntax {
  private static final String PROGRAM = " CheckPoint ";
  private static final String ENTERPRISE = "[Fields@1.3.6.1.4.1.2620 ";
  private static final String TIME = "time=";
  private static final String HOST = "|hostname=";

  @Override
  public int start(Slice line) {
    int fields = EventSyntax.find(line, ENTERPRISE);
    if (fields >= 0) {
      return fields + ENTERPRISE.length();
    }
    int program = EventSyntax.find(line, PROGRAM);
    int bracket =
        program < 0 ? line.end() : Bytes.indexOf(line.bytes(), program, line.end(), (byte) '[');
    if (bracket < line.end()) {
      return bracket + 1;
    }
    int time = EventSyntax.find(line, TIME);
    return time >= 0 && EventSyntax.find(line, HOST) > time ? time : -1;
  }

  @Override
  public String missing() {
    return "no fields of Check Point in the line";
  }

  @Override
  public void read(byte[] bytes, int from, int to, Event event) throws BadValueException {
    event.device("Check Point", "Log Exporter");
    int value = from + TIME.length();
    boolean isQuoted = value >= to || bytes[value - 1] != '=' || bytes[value] == '"';
    if (isQuoted) {
      readQuoted(bytes, from, to, event);
    } else {
      readBars(bytes, from, to, event);
    }
  }

  /** `key:"value"; ` or `key="value" `; keys may have blanks in them. */
  private static void readQuoted(byte[] bytes, int from, int to, Event event)
      throws BadValueException {
    int at = from;
    while (at < to && bytes[at] != ']') {
      int quote = Bytes.indexOf(bytes, at, to, (byte) '"');
      int end = quote == to ? to : EventSyntax.closingQuote(bytes, quote + 1, to);
      if (end == to) {
        throw new BadValueException(RejectReason.FIELD_COUNT, "a value is cut off");
      }
      event.put(at, Math.max(at, quote - 1), quote + 1, end);
      at = end + 1;
      while (at < to && (bytes[at] == ';' || bytes[at] == ' ')) {
        at++;
      }
    }
  }

  private static void readBars(byte[] bytes, int from, int to, Event event) {
    int at = from;
    while (at < to) {
      int end = Bytes.indexOf(bytes, at, to, (byte) '|');
      int equals = Bytes.indexOf(bytes, at, end, (byte) '=');
      if (equals < end) {
        event.put(at, equals, equals + 1, end);
      }
      at = end + 1;
    }
  }
}
