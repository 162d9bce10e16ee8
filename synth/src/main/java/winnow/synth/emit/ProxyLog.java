// SPDX-License-Identifier: Apache-2.0
package winnow.synth.emit;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Set;
import winnow.schema.IpAddress;
import winnow.schema.TelemetryKind;
import winnow.synth.traffic.Day;
import winnow.synth.traffic.WebRequest;

/**
 * Daily access logs of the proxy in the 27-field ELFF form of Blue Coat; times are of completion.
 */
final class ProxyLog implements Emitter {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss").withZone(ZoneOffset.UTC);
  private static final String HEADER =
      """
      #Software: SGOS 6.7.5.1
      #Version: 1.0
      #Fields: date time time-taken c-ip cs-username cs-auth-group x-exception-id sc-filter-result \
      cs-categories cs(Referer) sc-status s-action cs-method rs(Content-Type) cs-uri-scheme cs-host \
      cs-uri-port cs-uri-path cs-uri-query cs-uri-extension cs(User-Agent) s-ip sc-bytes cs-bytes \
      x-virus-id x-bluecoat-application-name x-bluecoat-application-operation
      """;

  private final HourlyFiles files;
  private final LabelBook.Page labels;
  private final long endMicros;
  private final TimeBuckets<WebRequest> buckets;
  private final IpAddress proxy;
  private final StringBuilder line = new StringBuilder();
  private long records;

  ProxyLog(Day day, Path folder, IpAddress proxy, LabelBook.Page labels) {
    files =
        new HourlyFiles(
            folder, "'proxy-'yyyyMMdd'.log'", HEADER.getBytes(StandardCharsets.US_ASCII));
    this.proxy = proxy;
    this.labels = labels;
    endMicros = day.startMicros() + Day.MICROS;
    buckets = new TimeBuckets<>(day);
  }

  @Override
  public Set<TelemetryKind> needs() {
    return Set.of(TelemetryKind.HTTP);
  }

  @Override
  public void request(WebRequest request) {
    if (request.proxied() && end(request) < endMicros) {
      buckets.add(end(request), request);
    }
  }

  @Override
  public void advance(long timeMicros) {
    buckets.drain(timeMicros, this::write);
  }

  @Override
  public long records() {
    return records;
  }

  @Override
  public void close() {
    try {
      buckets.drain(endMicros, this::write);
      files.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static long end(WebRequest request) {
    return request.timeMicros() + request.durationMicros();
  }

  private void write(WebRequest request) {
    line.setLength(0);
    long end = end(request);
    line.append(TIME.format(Instant.ofEpochSecond(end / 1_000_000)));
    WebRequest.Target target = request.target();
    WebRequest.Reply reply = request.reply();
    boolean denied = reply.status() == 403;
    add(Long.toString(request.durationMicros() / 1000)).add(request.client().toString());
    add(request.user()).add(request.user().isEmpty() ? "" : "staff");
    add(denied ? "policy_denied" : "").add(denied ? "DENIED" : "OBSERVED");
    quoted(reply.category()).add(target.referrer()).add(Integer.toString(reply.status()));
    add(action(request, denied)).add(target.method()).quoted(reply.mimeType());
    add(target.scheme()).add(target.host()).add(Integer.toString(target.port()));
    add(target.path().isEmpty() ? "/" : target.path()).add(target.query());
    add(extension(target.path())).quoted(target.userAgent());
    add((request.server() == null || denied ? proxy : request.server()).toString());
    add(Long.toString(reply.octets())).add(Long.toString(target.octets()));
    add("").quoted("none").quoted("none").line.append('\n');
    try {
      OutputStream out = files.at(end);
      out.write(line.toString().getBytes(StandardCharsets.US_ASCII));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    records++;
    labels.request(request);
  }

  private static String action(WebRequest request, boolean denied) {
    if (denied) {
      return "TCP_DENIED";
    }
    if (request.target().method().equals("CONNECT")) {
      return "TCP_TUNNELED";
    }
    return request.reply().status() == 304 ? "TCP_HIT" : "TCP_NC_MISS";
  }

  private static String extension(String path) {
    int dot = path.lastIndexOf('.');
    return dot < 0 ? "" : path.substring(dot + 1);
  }

  private ProxyLog add(String value) {
    line.append(' ').append(value.isEmpty() ? "-" : value);
    return this;
  }

  private ProxyLog quoted(String value) {
    if (value.isEmpty()) {
      return add(value);
    }
    line.append(" \"").append(value).append('"');
    return this;
  }
}
