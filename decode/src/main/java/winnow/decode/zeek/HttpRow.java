// SPDX-License-Identifier: Apache-2.0
package winnow.decode.zeek;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import winnow.decode.RejectReason;
import winnow.decode.text.Addresses;
import winnow.decode.text.BadValueException;
import winnow.decode.text.ForwardedFor;
import winnow.decode.text.Numbers;
import winnow.decode.text.Uris;
import winnow.schema.HttpBuilder;
import winnow.schema.HttpRecord;
import winnow.schema.Observer;
import winnow.schema.TelemetryKind;

/** A row of http.log: a request with its response, if one came. */
final class HttpRow implements ZeekRow.OfRecord {
  static final ZeekLog<HttpRow> LOG =
      new ZeekLog<>(
          "http",
          Set.of(TelemetryKind.HTTP),
          HttpRow::new,
          fields(),
          List.of(
              Set.of("id.orig_h", "trans_depth", "response_body_len"),
              Set.of("id.orig_h", "method", "uri"),
              Set.of("id.orig_h", "host", "user_agent")),
          Set.of("call_id", "request_path", "seq"));

  private static final String FORWARDED_FOR = "X-FORWARDED-FOR -> ";
  private static final int MAX_STATUS = 999;

  private final HttpBuilder http = new HttpBuilder();
  private final Addresses addresses = new Addresses();
  private boolean hasTime;
  private @Nullable String host;
  private @Nullable String uri;
  private @Nullable Long responseBodyOctets;

  private static Map<String, ZeekField<HttpRow>> fields() {
    Map<String, ZeekField<HttpRow>> fields = new HashMap<>();
    fields.put("ts", HttpRow::time);
    fields.put("_node_name", (r, v) -> r.http.observer(new Observer(v.text(), 0)));
    fields.put("uid", (r, v) -> r.http.uid = v.text());
    fields.put("id.orig_h", (r, v) -> r.http.clientAddress = r.addresses.parse(v.scalar()));
    fields.put("id.orig_p", (r, v) -> r.http.clientPort = Numbers.parsePort(v.scalar()));
    fields.put("id.resp_h", (r, v) -> r.http.serverAddress = r.addresses.parse(v.scalar()));
    fields.put("id.resp_p", (r, v) -> r.http.serverPort = Numbers.parsePort(v.scalar()));
    fields.put("method", (r, v) -> r.http.method = v.text());
    fields.put("host", (r, v) -> r.host = v.text());
    fields.put("uri", (r, v) -> r.uri = v.text());
    fields.put("referrer", (r, v) -> r.http.referrer = v.text());
    fields.put("version", (r, v) -> r.http.version = v.text());
    fields.put("user_agent", (r, v) -> r.http.userAgent = v.text());
    fields.put(
        "request_body_len", (r, v) -> r.http.requestBodyOctets = Numbers.parseCount(v.scalar()));
    fields.put(
        "response_body_len", (r, v) -> r.responseBodyOctets = Numbers.parseCount(v.scalar()));
    fields.put(
        "status_code", (r, v) -> r.http.status = Numbers.parseInt(v.scalar(), 0, MAX_STATUS));
    fields.put("username", (r, v) -> r.http.user = v.text());
    fields.put("proxied", HttpRow::proxied);
    fields.put("orig_mime_types", (r, v) -> r.http.requestMimeType = v.first());
    fields.put("resp_mime_types", (r, v) -> r.http.mimeType = v.first());
    fields.put("mime_type", (r, v) -> r.http.mimeType = v.text());
    fields.put("resp_filenames", (r, v) -> r.http.fileName = v.first());
    fields.put("filename", (r, v) -> r.http.fileName = v.text());
    return Map.copyOf(fields);
  }

  @Override
  public void reset() {
    http.observer(Observer.UNKNOWN);
    http.reset();
    hasTime = false;
    host = null;
    uri = null;
    responseBodyOctets = null;
  }

  @Override
  public HttpRecord end() throws BadValueException {
    if (!hasTime || http.clientAddress == null) {
      throw new BadValueException(RejectReason.MISSING_FIELD, "ts or id.orig_h is not set");
    }
    if (host != null) {
      Uris.putAuthority(http, host);
    }
    if (uri != null) {
      Uris.putTarget(http, http.method, uri);
    }
    // Zeek writes 0 also when no response came.
    if (http.status != null || (responseBodyOctets != null && responseBodyOctets > 0)) {
      http.responseBodyOctets = responseBodyOctets;
    }
    return http.build();
  }

  private void time(ZeekValue value) throws BadValueException {
    http.eventTimeMicros = ZeekTimes.parse(value.scalar());
    hasTime = true;
  }

  /** Elements are `HEADER-NAME -> value`. */
  private void proxied(ZeekValue value) {
    for (String element : value.elements()) {
      if (element.toUpperCase(Locale.ROOT).startsWith(FORWARDED_FOR)) {
        http.realClient =
            ForwardedFor.client(element.substring(FORWARDED_FOR.length())).orElse(null);
      }
    }
  }
}
