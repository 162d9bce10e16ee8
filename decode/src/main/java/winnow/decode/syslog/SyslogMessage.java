// SPDX-License-Identifier: Apache-2.0
package winnow.decode.syslog;

import java.nio.charset.StandardCharsets;
import java.time.ZoneOffset;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import winnow.decode.text.BadValueException;
import winnow.decode.text.Times;

/**
 * One message: RFC 5424, or RFC 3164 with the liberties that senders take.
 *
 * @param host name of the sender as it calls itself; empty when it does not
 * @param program APP-NAME or TAG; empty when there is none
 * @param processId PROCID or what is in brackets after the TAG; empty when there is none
 * @param stamp time as the sender wrote it, {@code Mar 2 10:00:00} (RFC 3164, without the year that
 *     some add) or {@code 2026-03-02T10:00:00.250+01:00} (RFC 5424); empty without time
 * @param text MSG
 */
record SyslogMessage(String host, String program, String processId, String stamp, String text) {
  private static final Pattern RFC_5424 =
      Pattern.compile(
          "1 (\\S{1,64}) (\\S{1,255}) (\\S{1,48}) (\\S{1,128}) (\\S{1,32}) "
              + "(?:-|(?:\\[(?:[^\\]\\\\]|\\\\.)*+\\])++)(?: (.*))?",
          Pattern.DOTALL);

  /** Time, and host unless the tag follows at once; a year or fraction that some senders add. */
  private static final Pattern RFC_3164 =
      Pattern.compile(
          "(?:[*.%]?([A-Z][a-z]{2} [ \\d]\\d) (?:\\d{4} )?(\\d\\d:\\d\\d:\\d\\d)(?:\\.\\d{1,6})?"
              + "(?: [A-Z]{3,5})?:? )(.*)",
          Pattern.DOTALL);

  private static final Pattern ISO_STAMPED =
      Pattern.compile("(\\d{4}-\\d\\d-\\d\\dT\\S{8,32}) (.*)", Pattern.DOTALL);

  private static final Pattern HOST_THEN =
      Pattern.compile("([^\\s:\\[]{1,255}) (.*)", Pattern.DOTALL);

  /** Not {@code CEF:0|} nor {@code %ASA-6-302013:}, which belong to what is said. */
  private static final Pattern TAGGED =
      Pattern.compile(
          "(?!(?:CEF|LEEF):\\d|%)([^\\s:\\[]{1,64})(?:\\[([^\\]\\s]{1,128})\\])?: ?(.*)",
          Pattern.DOTALL);

  /** The message in these bytes; what is none is a text without anything else. */
  static SyslogMessage parse(byte[] bytes, int offset, int length) {
    int end = offset + length;
    while (end > offset
        && (bytes[end - 1] == '\n' || bytes[end - 1] == '\r' || bytes[end - 1] == 0)) {
      end--;
    }
    int start = afterPriority(bytes, offset, end);
    String line = new String(bytes, start, end - start, StandardCharsets.UTF_8);
    Matcher modern = RFC_5424.matcher(line);
    if (modern.matches()) {
      return new SyslogMessage(
          value(modern.group(2)),
          value(modern.group(3)),
          value(modern.group(4)),
          stamp(modern.group(1)),
          text(modern.group(6)));
    }
    Matcher old = RFC_3164.matcher(line);
    if (old.matches()) {
      return tagged(old.group(1) + " " + old.group(2), old.group(3));
    }
    Matcher iso = ISO_STAMPED.matcher(line);
    if (iso.matches() && !stamp(iso.group(1)).isEmpty()) {
      return tagged(stamp(iso.group(1)), iso.group(2));
    }
    return new SyslogMessage("", "", "", "", line);
  }

  /** {@code HOST TAG[PID]: MSG}, of which host or tag may be missing. */
  private static SyslogMessage tagged(String stamp, String rest) {
    Matcher hostThen = HOST_THEN.matcher(rest);
    String host = hostThen.matches() ? hostThen.group(1) : "";
    String after = hostThen.matches() ? hostThen.group(2) : rest;
    Matcher tag = TAGGED.matcher(after);
    if (tag.matches()) {
      String processId = tag.group(2) == null ? "" : tag.group(2);
      return new SyslogMessage(host, tag.group(1), processId, stamp, tag.group(3));
    }
    return new SyslogMessage(host, "", "", stamp, after);
  }

  /** Where the priority ends, {@code <0>} to {@code <191>}. */
  private static int afterPriority(byte[] bytes, int offset, int end) {
    int at = offset;
    if (at < end && bytes[at] == '<') {
      at++;
      while (at < end && at < offset + 4 && bytes[at] >= '0' && bytes[at] <= '9') {
        at++;
      }
      if (at < end && at > offset + 1 && bytes[at] == '>') {
        return at + 1;
      }
    }
    return offset;
  }

  private static String value(String field) {
    return field.equals("-") ? "" : field;
  }

  private static String text(@Nullable String message) {
    if (message == null) {
      return "";
    }
    return message.startsWith("\uFEFF") ? message.substring(1) : message;
  }

  private static String stamp(String iso) {
    try {
      Times.parseIso(iso, ZoneOffset.UTC);
      return iso;
    } catch (BadValueException e) {
      return "";
    }
  }

  /** The line that a syslog daemon would write to a file. */
  String asFileLine() {
    StringBuilder line = new StringBuilder(stamp);
    line.append(' ');
    if (!host.isEmpty()) {
      line.append(host).append(' ');
    }
    if (!program.isEmpty()) {
      line.append(program);
      if (!processId.isEmpty()) {
        line.append('[').append(processId).append(']');
      }
      line.append(": ");
    }
    return line.append(text).toString();
  }
}
