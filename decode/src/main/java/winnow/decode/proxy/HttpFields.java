// SPDX-License-Identifier: Apache-2.0
package winnow.decode.proxy;

import org.jspecify.annotations.Nullable;
import winnow.decode.text.BadValueException;
import winnow.decode.text.ForwardedFor;
import winnow.decode.text.Numbers;
import winnow.decode.text.Slice;
import winnow.decode.text.TimePattern;
import winnow.decode.text.Times;

/** What values of access logs mean, whatever the log calls them. */
final class HttpFields {
  static final HttpField EPOCH = (r, v) -> r.time(Times.parseEpoch(v));
  static final HttpField DATE = (r, v) -> r.times.date(v);
  static final HttpField TIME_OF_DAY = (r, v) -> r.times.timeOfDay(v);
  static final HttpField ISO_TIME = (r, v) -> r.time(Times.parseIso(v, r.times.zone()));
  static final HttpField DURATION_SECONDS =
      (r, v) -> r.http.durationMicros = Numbers.parseDurationMicros(v);
  static final HttpField DURATION_MILLIS = HttpFields::durationMillis;
  static final HttpField DURATION_MICROS = (r, v) -> r.http.durationMicros = Numbers.parseCount(v);

  static final HttpField CLIENT = (r, v) -> r.http.clientAddress = r.address(v);
  static final HttpField CLIENT_PORT = (r, v) -> r.http.clientPort = Numbers.parsePort(v);
  static final HttpField FORWARDED_FOR =
      (r, v) -> r.http.realClient = ForwardedFor.client(r.text(v)).orElse(null);
  static final HttpField SERVER = HttpFields::server;
  static final HttpField SERVER_PORT = (r, v) -> r.http.serverPort = Numbers.parsePort(v);
  static final HttpField PROXY = (r, v) -> r.http.proxy = r.findAddress(v);
  static final HttpField REPORTER = HttpRow::reporter;

  static final HttpField REQUEST_LINE = HttpRow::requestLine;
  static final HttpField TARGET = HttpRow::target;
  static final HttpField URL = HttpRow::url;
  static final HttpField AUTHORITY = HttpRow::authority;
  static final HttpField METHOD = (r, v) -> r.http.method = r.text(v);
  static final HttpField SCHEME = (r, v) -> r.http.scheme = r.text(v);
  static final HttpField HOST = (r, v) -> r.http.host = r.text(v);
  static final HttpField HOST_IF_NONE =
      (r, v) -> r.http.host = r.http.host == null ? r.text(v) : r.http.host;
  static final HttpField PORT = (r, v) -> r.http.port = Numbers.parsePort(v);
  static final HttpField PATH = (r, v) -> r.http.path = r.freshText(v);
  static final HttpField QUERY = (r, v) -> r.http.query = r.freshText(v);
  static final HttpField EXTENSION = (r, v) -> r.http.extension = r.text(v);
  static final HttpField VERSION = (r, v) -> r.http.version = version(r.text(v));
  static final HttpField USER_AGENT = (r, v) -> r.http.userAgent = r.text(v);
  static final HttpField REFERRER = (r, v) -> r.http.referrer = r.text(v);
  static final HttpField USER = (r, v) -> r.http.user = r.text(v);
  static final HttpField GROUP = (r, v) -> r.http.group = r.text(v);
  static final HttpField REQUEST_MIME_TYPE = (r, v) -> r.http.requestMimeType = r.text(v);
  static final HttpField REQUEST_OCTETS = (r, v) -> r.http.requestOctets = Numbers.parseCount(v);
  static final HttpField REQUEST_BODY_OCTETS =
      (r, v) -> r.http.requestBodyOctets = Numbers.parseCount(v);

  static final HttpField STATUS = HttpFields::status;
  static final HttpField MIME_TYPE = (r, v) -> r.http.mimeType = r.text(v);
  static final HttpField FILE_NAME = (r, v) -> r.http.fileName = r.freshText(v);
  static final HttpField RESPONSE_OCTETS = (r, v) -> r.http.responseOctets = Numbers.parseCount(v);
  static final HttpField RESPONSE_BODY_OCTETS =
      (r, v) -> r.http.responseBodyOctets = Numbers.parseCount(v);

  static final HttpField ACTION = (r, v) -> r.http.action = r.text(v);
  static final HttpField FILTER_RESULT = (r, v) -> r.http.filterResult = r.text(v);
  static final HttpField EXCEPTION = (r, v) -> r.http.exception = r.text(v);
  static final HttpField CATEGORIES = HttpFields::categories;
  static final HttpField VIRUS = (r, v) -> r.http.virus = r.text(v);
  static final HttpField APPLICATION = (r, v) -> r.http.application = r.text(v);
  static final HttpField OPERATION = (r, v) -> r.http.operation = r.text(v);
  static final HttpField UID = (r, v) -> r.http.uid = r.freshText(v);

  private static final int MAX_STATUS = 999;
  private static final long MICROS_PER_MILLISECOND = 1_000;

  private HttpFields() {}

  /** A time written after a strftime pattern. */
  static HttpField time(String pattern) {
    TimePattern times = new TimePattern(pattern);
    return (r, v) -> r.time(times.parse(v, r.times));
  }

  /** Milliseconds; with a fraction they are seconds, as some servers write. */
  private static void durationMillis(HttpRow row, Slice value) throws BadValueException {
    boolean seconds = false;
    for (int i = 0; i < value.length(); i++) {
      seconds |= value.charAt(i) == '.';
    }
    row.http.durationMicros =
        seconds
            ? Numbers.parseDurationMicros(value)
            : Numbers.parseInt(value, 0, Integer.MAX_VALUE) * MICROS_PER_MILLISECOND;
  }

  /**
   * An address; a proxy may write a name here, which is none, and the first that is known stays.
   */
  private static void server(HttpRow row, Slice value) {
    if (row.http.serverAddress == null) {
      row.http.serverAddress = row.findAddress(value);
    }
  }

  /** A status code; 0 says that there was none, larger ones are error numbers of the proxy. */
  private static void status(HttpRow row, Slice value) throws BadValueException {
    int status = Numbers.parseInt(value, 0, Integer.MAX_VALUE);
    if (status > MAX_STATUS) {
      row.http.exception = row.text(value);
    } else if (status > 0) {
      row.http.status = status;
    }
  }

  /** Several values of one line add up. */
  private static void categories(HttpRow row, Slice value) {
    String text = row.text(value);
    @Nullable String known = row.http.categories;
    row.http.categories = known == null || known.equals(text) ? text : known + ";" + text;
  }

  private static String version(String text) {
    return text.startsWith("HTTP/") ? text.substring("HTTP/".length()) : text;
  }
}
