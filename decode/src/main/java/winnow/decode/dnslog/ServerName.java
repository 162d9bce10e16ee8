// SPDX-License-Identifier: Apache-2.0
package winnow.decode.dnslog;

import winnow.decode.text.Slice;
import winnow.decode.text.TextPool;
import winnow.schema.Observer;

/** Finds the host that syslog puts between the time of a line and the program that logs. */
final class ServerName {
  private final TextPool pool = new TextPool();
  private final Slice slice = new Slice();
  private Observer last = Observer.UNKNOWN;

  /**
   * Who logged the line whose prefix is {@code bytes[from, to)}: the word before one such as {@code
   * named[123]:}, which is the first of a prefix from syslog and missing in a file.
   */
  Observer observer(byte[] bytes, int from, int to) {
    int start = from;
    while (start < to && bytes[start] == ' ') {
      start++;
    }
    int end = start;
    while (end < to && bytes[end] != ' ') {
      end++;
    }
    if (end == start || isProgram(bytes, start, end) || !hasProgram(bytes, end, to)) {
      return Observer.UNKNOWN;
    }
    String host = pool.text(slice.over(bytes, start, end));
    if (!host.equals(last.exporter())) {
      last = new Observer(host, 0);
    }
    return last;
  }

  private static boolean isProgram(byte[] bytes, int from, int to) {
    byte last = bytes[to - 1];
    return last == ':' || last == ']';
  }

  /** Whether the next word is that of a program: it has a process id, or ends with a colon. */
  private static boolean hasProgram(byte[] bytes, int from, int to) {
    int start = from;
    while (start < to && bytes[start] == ' ') {
      start++;
    }
    int end = start;
    while (end < to && bytes[end] != ' ') {
      end++;
    }
    return end > start
        && (LogLine.indexOf(bytes, start, end, "[") > start || isFollowed(bytes, start, end, to));
  }

  /** RFC 5424 has the program and the process id as words of their own. */
  private static boolean isFollowed(byte[] bytes, int start, int end, int to) {
    return bytes[end - 1] == ':' && !LogLine.startsWith(bytes, start, to, "info:")
        || end + 1 < to && bytes[end + 1] >= '0' && bytes[end + 1] <= '9';
  }
}
