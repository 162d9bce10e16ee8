// SPDX-License-Identifier: Apache-2.0
package winnow.decode.spot;

import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import winnow.decode.RejectReason;
import winnow.decode.text.Addresses;
import winnow.decode.text.BadValueException;
import winnow.decode.text.ForwardedFor;
import winnow.decode.text.Numbers;
import winnow.decode.text.Times;
import winnow.decode.text.Uris;
import winnow.schema.HttpBuilder;
import winnow.schema.HttpRecord;
import winnow.schema.IpAddress;
import winnow.schema.Observer;

/**
 * A line of an access log under a header; see {@link AccessLogDecoder}. Path and query stay as
 * logged, so that host, path and query put together give the URI that Spot scores.
 */
final class AccessLogRow {
  private static final Map<String, Field> FIELDS = fields();
  private static final int MAX_STATUS = 999;
  private static final long MICROS_PER_MILLISECOND = 1_000;

  private final List<String> names;
  private final List<@Nullable Field> columns = new ArrayList<>();
  private final ZoneId zone;
  private final HttpBuilder http = new HttpBuilder();
  private final Addresses addresses = new Addresses();
  private @Nullable String date;
  private @Nullable String time;
  private @Nullable Long epochMicros;
  private @Nullable String uri;

  /** What a value means. */
  @FunctionalInterface
  private interface Field {
    void put(AccessLogRow row, String value) throws BadValueException;
  }

  AccessLogRow(List<String> names, ZoneId zone) {
    this.names = names;
    this.zone = zone;
    for (String name : names) {
      columns.add(FIELDS.get(name));
    }
  }

  /** Whether fields called {@code names} make up requests of clients. */
  static boolean isHttp(List<String> names) {
    boolean timed =
        (names.contains("date") && names.contains("time")) || names.contains("x-timestamp-unix");
    boolean target = names.contains("cs-host") || names.contains("cs-uri");
    return timed && names.contains("c-ip") && target;
  }

  int width() {
    return columns.size();
  }

  HttpRecord read(ElffTokens tokens, Observer observer) throws BadValueException {
    http.observer(observer);
    http.reset();
    date = null;
    time = null;
    epochMicros = null;
    uri = null;
    for (int i = 0; i < columns.size(); i++) {
      Field field = columns.get(i);
      if (field != null && !tokens.isAbsent(i)) {
        String value = tokens.text(i);
        try {
          field.put(this, value);
        } catch (BadValueException e) {
          throw new BadValueException(e.reason(), "field " + names.get(i) + ": " + e.sentence());
        }
      }
    }
    return end();
  }

  private HttpRecord end() throws BadValueException {
    if (http.clientAddress == null) {
      throw new BadValueException(RejectReason.MISSING_FIELD, "c-ip is not set");
    }
    if (epochMicros != null) {
      http.eventTimeMicros = epochMicros;
    } else if (date != null && time != null) {
      http.eventTimeMicros = Times.parseDateAndTime(date, time, zone);
    } else {
      throw new BadValueException(RejectReason.MISSING_FIELD, "date or time is not set");
    }
    if (uri != null && http.path == null && http.query == null) {
      Uris.putTarget(http, http.method, uri);
    }
    return http.build();
  }

  /** The address of the server; a proxy may write a name here, which is no address. */
  private static @Nullable IpAddress server(@Nullable IpAddress known, String value) {
    return known != null ? known : IpAddress.find(value).orElse(null);
  }

  private static Map<String, Field> fields() {
    Map<String, Field> fields = new HashMap<>();
    fields.put("date", (r, v) -> r.date = v);
    fields.put("time", (r, v) -> r.time = v);
    fields.put("x-timestamp-unix", (r, v) -> r.epochMicros = Times.parseEpoch(v));
    fields.put(
        "time-taken",
        (r, v) ->
            r.http.durationMicros =
                Numbers.parseInt(v, 0, Integer.MAX_VALUE) * MICROS_PER_MILLISECOND);
    fields.put("c-ip", (r, v) -> r.http.clientAddress = r.addresses.parse(v));
    fields.put("c-port", (r, v) -> r.http.clientPort = Numbers.parsePort(v));
    fields.put(
        "cs(X-Forwarded-For)", (r, v) -> r.http.realClient = ForwardedFor.client(v).orElse(null));
    fields.put("r-ip", (r, v) -> r.http.serverAddress = server(r.http.serverAddress, v));
    fields.put("s-supplier-ip", (r, v) -> r.http.serverAddress = server(r.http.serverAddress, v));
    fields.put("s-supplier-name", (r, v) -> r.http.serverAddress = server(r.http.serverAddress, v));
    fields.put("r-port", (r, v) -> r.http.serverPort = Numbers.parsePort(v));
    fields.put("s-ip", (r, v) -> r.http.proxy = r.addresses.parse(v));
    fields.put("cs-method", (r, v) -> r.http.method = v);
    fields.put("cs-uri", (r, v) -> r.uri = v);
    fields.put("cs-uri-scheme", (r, v) -> r.http.scheme = v);
    fields.put("cs-host", (r, v) -> r.http.host = v);
    fields.put("cs-uri-port", (r, v) -> r.http.port = Numbers.parsePort(v));
    fields.put("cs-uri-path", (r, v) -> r.http.path = v);
    fields.put("cs-uri-query", (r, v) -> r.http.query = v);
    fields.put("cs-uri-extension", (r, v) -> r.http.extension = v);
    fields.put("cs-version", (r, v) -> r.http.version = v);
    fields.put("cs(User-Agent)", (r, v) -> r.http.userAgent = v);
    fields.put("cs(Referer)", (r, v) -> r.http.referrer = v);
    fields.put("cs-username", (r, v) -> r.http.user = v);
    fields.put("cs-auth-group", (r, v) -> r.http.group = v);
    fields.put("cs-bytes", (r, v) -> r.http.requestOctets = Numbers.parseCount(v));
    fields.put("sc-bytes", (r, v) -> r.http.responseOctets = Numbers.parseCount(v));
    fields.put("sc-status", (r, v) -> r.http.status = Numbers.parseInt(v, 0, MAX_STATUS));
    fields.put("rs(Content-Type)", (r, v) -> r.http.mimeType = v);
    fields.put("s-action", (r, v) -> r.http.action = v);
    fields.put("sc-filter-result", (r, v) -> r.http.filterResult = v);
    fields.put("x-exception-id", (r, v) -> r.http.exception = v);
    fields.put("cs-categories", (r, v) -> r.http.categories = v);
    fields.put("cs-category", (r, v) -> r.http.categories = v);
    fields.put("sc-filter-category", (r, v) -> r.http.categories = v);
    fields.put("x-virus-id", (r, v) -> r.http.virus = v);
    fields.put("x-bluecoat-application-name", (r, v) -> r.http.application = v);
    fields.put("x-bluecoat-application-operation", (r, v) -> r.http.operation = v);
    return Map.copyOf(fields);
  }
}
