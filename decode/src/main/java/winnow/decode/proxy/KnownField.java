// SPDX-License-Identifier: Apache-2.0
package winnow.decode.proxy;

import org.jspecify.annotations.Nullable;
import winnow.decode.text.BadValueException;
import winnow.decode.text.ForwardedFor;
import winnow.decode.text.Numbers;
import winnow.decode.text.Slice;
import winnow.decode.text.TimePattern;
import winnow.decode.text.Times;

/**
 * What values of access logs mean, whatever the log calls them. One class with one switch, which is
 * cheaper to call than a class for each.
 */
enum KnownField implements HttpField {
  EPOCH,
  DATE,
  TIME_OF_DAY,
  ISO_TIME,
  DURATION_SECONDS,
  DURATION_MILLIS,
  DURATION_MICROS,
  CLIENT,
  CLIENT_PORT,
  FORWARDED_FOR,
  SERVER,
  SERVER_PORT,
  PROXY,
  REPORTER,
  REQUEST_LINE,
  TARGET,
  URL,
  AUTHORITY,
  METHOD,
  SCHEME,
  HOST,
  HOST_IF_NONE,
  PORT,
  PATH,
  QUERY,
  EXTENSION,
  VERSION,
  USER_AGENT,
  REFERRER,
  USER,
  GROUP,
  REQUEST_MIME_TYPE,
  REQUEST_OCTETS,
  REQUEST_BODY_OCTETS,
  STATUS,
  MIME_TYPE,
  FILE_NAME,
  RESPONSE_OCTETS,
  RESPONSE_BODY_OCTETS,
  ACTION,
  FILTER_RESULT,
  EXCEPTION,
  CATEGORIES,
  VIRUS,
  APPLICATION,
  OPERATION,
  UID;

  private static final int MAX_STATUS = 999;
  private static final long MICROS_PER_MILLISECOND = 1_000;

  @Override
  public void put(HttpRow r, Slice v) throws BadValueException {
    switch (this) {
      case EPOCH -> r.time(Times.parseEpoch(v));
      case DATE -> r.times.date(v);
      case TIME_OF_DAY -> r.times.timeOfDay(v);
      case ISO_TIME -> r.time(Times.parseIso(v, r.times.zone()));
      case DURATION_SECONDS -> r.http.durationMicros = Numbers.parseDurationMicros(v);
      case DURATION_MILLIS -> durationMillis(r, v);
      case DURATION_MICROS -> r.http.durationMicros = Numbers.parseCount(v);
      case CLIENT -> r.http.clientAddress = r.address(v);
      case CLIENT_PORT -> r.http.clientPort = Numbers.parsePort(v);
      case FORWARDED_FOR -> r.http.realClient = ForwardedFor.client(r.text(v)).orElse(null);
      case SERVER -> server(r, v);
      case SERVER_PORT -> r.http.serverPort = Numbers.parsePort(v);
      case PROXY -> r.http.proxy = r.findAddress(v);
      case REPORTER -> r.reporter(v);
      case REQUEST_LINE -> r.requestLine(v);
      case TARGET -> r.target(v);
      case URL -> r.url(v);
      case AUTHORITY -> r.authority(v);
      case METHOD -> r.http.method = r.text(v);
      case SCHEME -> r.http.scheme = r.text(v);
      case HOST -> r.http.host = r.text(v);
      case HOST_IF_NONE -> r.http.host = r.http.host == null ? r.text(v) : r.http.host;
      case PORT -> r.http.port = Numbers.parsePort(v);
      case PATH -> r.http.path = r.freshText(v);
      case QUERY -> r.http.query = r.freshText(v);
      case EXTENSION -> r.http.extension = r.text(v);
      case VERSION -> r.http.version = version(r.text(v));
      case USER_AGENT -> r.http.userAgent = r.text(v);
      case REFERRER -> r.http.referrer = r.text(v);
      case USER -> r.http.user = r.text(v);
      case GROUP -> r.http.group = r.text(v);
      case REQUEST_MIME_TYPE -> r.http.requestMimeType = r.text(v);
      case REQUEST_OCTETS -> r.http.requestOctets = Numbers.parseCount(v);
      case REQUEST_BODY_OCTETS -> r.http.requestBodyOctets = Numbers.parseCount(v);
      case STATUS -> status(r, v);
      case MIME_TYPE -> r.http.mimeType = r.text(v);
      case FILE_NAME -> r.http.fileName = r.freshText(v);
      case RESPONSE_OCTETS -> r.http.responseOctets = Numbers.parseCount(v);
      case RESPONSE_BODY_OCTETS -> r.http.responseBodyOctets = Numbers.parseCount(v);
      case ACTION -> r.http.action = r.text(v);
      case FILTER_RESULT -> r.http.filterResult = r.text(v);
      case EXCEPTION -> r.http.exception = r.text(v);
      case CATEGORIES -> categories(r, v);
      case VIRUS -> r.http.virus = r.text(v);
      case APPLICATION -> r.http.application = r.text(v);
      case OPERATION -> r.http.operation = r.text(v);
      case UID -> r.http.uid = r.freshText(v);
    }
  }

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
