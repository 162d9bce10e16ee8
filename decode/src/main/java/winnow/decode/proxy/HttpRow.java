// SPDX-License-Identifier: Apache-2.0
package winnow.decode.proxy;

import java.time.ZoneId;
import org.jspecify.annotations.Nullable;
import winnow.decode.RejectReason;
import winnow.decode.text.Addresses;
import winnow.decode.text.BadValueException;
import winnow.decode.text.LocalTimes;
import winnow.decode.text.Slice;
import winnow.decode.text.Target;
import winnow.decode.text.TextPool;
import winnow.decode.text.Utf8;
import winnow.schema.HttpBuilder;
import winnow.schema.HttpRecord;
import winnow.schema.IpAddress;
import winnow.schema.Observer;

/** Gathers the values of one line of an access log after another; see {@link KnownField}. */
final class HttpRow {
  private static final int MAX_POOLED_BYTES = 256;

  final HttpBuilder http = new HttpBuilder();
  final LocalTimes times;
  private final Addresses addresses = new Addresses();
  private final TextPool pool = new TextPool(MAX_POOLED_BYTES);
  private final Target target = new Target(http, pool);
  private Observer observer = Observer.UNKNOWN;
  private boolean hasMicros;

  /** Times without offset are in {@code zone}. */
  HttpRow(ZoneId zone) {
    times = new LocalTimes(zone);
  }

  /** Sets who reports the lines that follow. */
  void observer(Observer seenBy) {
    observer = seenBy;
  }

  /** Begins a line. */
  void begin() {
    http.observer(observer);
    http.reset();
    times.begin();
    hasMicros = false;
  }

  /** The record of the line. */
  HttpRecord end() throws BadValueException {
    if (http.clientAddress == null) {
      http.clientAddress = http.realClient;
      http.realClient = null;
    }
    if (http.clientAddress == null) {
      throw new BadValueException(RejectReason.MISSING_FIELD, "no client address is set");
    }
    if (!hasMicros) {
      http.eventTimeMicros = times.micros();
    }
    if ("CONNECT".equals(http.method) && http.host == null && http.path != null) {
      http.host = http.path;
      http.path = null;
    }
    return http.build();
  }

  /** Sets the time of the line, microseconds since the epoch. */
  void time(long micros) {
    http.eventTimeMicros = micros;
    hasMicros = true;
  }

  /** Adds the part of the time below a second. */
  void addToTime(long micros) {
    http.eventTimeMicros += micros;
  }

  /** Names who reports this line. */
  void reporter(Slice name) {
    Observer known = http.observer();
    String text = text(name);
    if (!text.equals(known.exporter())) {
      observer = new Observer(text, 0);
      http.observer(observer);
    }
  }

  /** The text of a value that repeats from line to line. */
  String text(Slice value) {
    return pool.text(value);
  }

  /** The text of a value that is mostly another on every line. */
  String freshText(Slice value) {
    return Utf8.decode(value.bytes(), value.start(), value.end());
  }

  IpAddress address(Slice value) throws BadValueException {
    return addresses.parse(value);
  }

  /** The address that {@code value} is, null when it is a name. */
  @Nullable IpAddress findAddress(Slice value) {
    return value.length() > 0 && mayBeAddress(value) ? Addresses.find(value) : null;
  }

  /** Puts the parts of a request target (RFC 9112 section 3.2). */
  void target(Slice value) {
    target.put(value, false);
  }

  /** Puts the parts of a URL whose scheme may be left out. */
  void url(Slice value) {
    target.put(value, true);
  }

  /** Puts host and port. */
  void authority(Slice value) {
    target.authority(value.bytes(), value.start(), value.end());
  }

  /** Puts method, target and version of a request line; what is none of that becomes the path. */
  void requestLine(Slice value) {
    target.requestLine(value);
  }

  private static boolean mayBeAddress(Slice value) {
    char first = value.charAt(0);
    return (first >= '0' && first <= '9') || first == ':' || Character.digit(first, 16) >= 10;
  }
}
