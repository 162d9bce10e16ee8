// SPDX-License-Identifier: Apache-2.0
package winnow.decode.event;

import java.time.ZoneId;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import winnow.decode.RejectReason;
import winnow.decode.text.Addresses;
import winnow.decode.text.BadValueException;
import winnow.decode.text.ForwardedFor;
import winnow.decode.text.Numbers;
import winnow.decode.text.Slice;
import winnow.decode.text.Target;
import winnow.schema.FlowBuilder;
import winnow.schema.FlowRecord;
import winnow.schema.HttpBuilder;
import winnow.schema.HttpRecord;
import winnow.schema.IpAddress;
import winnow.schema.Observer;
import winnow.schema.TelemetryRecord;

/**
 * Makes records of events: of one with a URL or a request method a request, of one with two
 * addresses a flow, of others nothing.
 */
final class EventRecords {
  private static final int MAX_STATUS = 999;
  private static final String NOT_TRANSLATED = "0.0.0.0";
  private static final long MICROS_PER_SECOND = 1_000_000;

  private final EventTimes times;
  private final Addresses addresses = new Addresses();
  private final HttpBuilder http = new HttpBuilder();
  private final FlowBuilder flow = new FlowBuilder();
  private final Target target;
  private final Event event;
  private Observer observer = Observer.UNKNOWN;

  /** Makes records of what {@code event} holds; times without offset are in {@code zone}. */
  EventRecords(Event event, ZoneId zone) {
    this.event = event;
    times = new EventTimes(zone);
    target = new Target(http, event.pool());
  }

  /**
   * The record of the event.
   *
   * @param line what stands before the event in its line
   * @return null when the event is no traffic
   */
  @Nullable TelemetryRecord build(SyslogPrefix line) throws BadValueException {
    observe(line);
    if (event.has(EventKey.URL) || event.has(EventKey.METHOD)) {
      return request(line);
    }
    boolean source = event.has(EventKey.SOURCE) || event.has(EventKey.SOURCE_V6);
    boolean destination = event.has(EventKey.DESTINATION) || event.has(EventKey.DESTINATION_V6);
    return source && destination ? flow(line) : null;
  }

  private void observe(SyslogPrefix line) {
    String name = event.text(EventKey.REPORTER);
    if (name == null) {
      name = event.text(EventKey.REPORTER_ADDRESS);
    }
    if (name == null) {
      name = line.host();
    }
    if (name == null && event.vendor() != null) {
      name = event.vendor() + " " + event.product();
    }
    if (name != null && !name.equals(observer.exporter())) {
      observer = new Observer(name, 0);
    }
  }

  private HttpRecord request(SyslogPrefix line) throws BadValueException {
    http.observer(observer);
    http.reset();
    http.eventTimeMicros = time(line);
    http.durationMicros = duration();
    http.clientAddress = address(EventKey.SOURCE, EventKey.SOURCE_V6);
    if (http.clientAddress == null) {
      throw new BadValueException(RejectReason.MISSING_FIELD, "the request has no client address");
    }
    http.clientPort = port(EventKey.SOURCE_PORT);
    http.serverAddress = address(EventKey.DESTINATION, EventKey.DESTINATION_V6);
    http.serverPort = port(EventKey.DESTINATION_PORT);
    String forwarded = event.text(EventKey.FORWARDED_FOR);
    http.realClient = forwarded == null ? null : ForwardedFor.client(forwarded).orElse(null);
    url();
    http.method = event.text(EventKey.METHOD);
    http.userAgent = event.text(EventKey.USER_AGENT);
    http.referrer = event.freshText(EventKey.REFERRER);
    http.user = event.text(EventKey.USER);
    http.group = event.text(EventKey.GROUP);
    http.requestOctets = count(EventKey.SENT_OCTETS);
    http.responseOctets = count(EventKey.RECEIVED_OCTETS);
    http.mimeType = event.text(EventKey.MIME_TYPE);
    http.fileName = event.freshText(EventKey.FILE_NAME);
    verdict();
    http.uid = event.freshText(EventKey.UID);
    return http.build();
  }

  private void url() {
    Slice url = event.find(EventKey.URL);
    if (url != null) {
      target.put(url, !event.has(EventKey.HOST));
    }
    Slice host = event.find(EventKey.HOST);
    if (host != null && http.host == null) {
      target.authority(host.bytes(), host.start(), host.end());
    }
    String service = event.text(EventKey.SERVICE);
    String scheme = service == null ? "" : service.toLowerCase(Locale.ROOT);
    if (http.scheme == null && (scheme.equals("http") || scheme.equals("https"))) {
      http.scheme = scheme;
    }
  }

  private void verdict() throws BadValueException {
    Slice status = event.find(event.has(EventKey.STATUS) ? EventKey.STATUS : EventKey.OUTCOME);
    if (status != null && status.length() == 3 && Character.isDigit(status.charAt(0))) {
      http.status = Numbers.parseInt(status, 0, MAX_STATUS);
    } else {
      http.filterResult = event.text(EventKey.OUTCOME);
    }
    http.action = event.text(EventKey.ACTION);
    http.exception = event.text(EventKey.REASON);
    http.categories = event.text(EventKey.CATEGORY);
    http.virus = event.text(EventKey.THREAT);
    http.application = event.text(EventKey.APPLICATION);
  }

  private FlowRecord flow(SyslogPrefix line) throws BadValueException {
    flow.observer(observer);
    flow.reset();
    flow.eventTimeMicros = time(line);
    Long duration = duration();
    flow.durationMicros = duration == null ? 0 : duration;
    if (event.has(EventKey.DURATION_SECONDS)) {
      // Logged when the session is over.
      flow.eventTimeMicros = Math.max(0, flow.eventTimeMicros - flow.durationMicros);
    }
    flow.sourceAddress = address(EventKey.SOURCE, EventKey.SOURCE_V6);
    flow.destinationAddress = address(EventKey.DESTINATION, EventKey.DESTINATION_V6);
    flow.sourcePort = port(EventKey.SOURCE_PORT);
    flow.destinationPort = port(EventKey.DESTINATION_PORT);
    flow.protocol = protocol();
    counters();
    flow.sourceMac = event.text(EventKey.SOURCE_MAC);
    flow.destinationMac = event.text(EventKey.DESTINATION_MAC);
    flow.translatedSource = optionalAddress(EventKey.TRANSLATED_SOURCE);
    flow.translatedSourcePort = port(EventKey.TRANSLATED_SOURCE_PORT);
    flow.translatedDestination = optionalAddress(EventKey.TRANSLATED_DESTINATION);
    flow.translatedDestinationPort = port(EventKey.TRANSLATED_DESTINATION_PORT);
    flow.state = event.text(EventKey.ACTION);
    flow.service = event.text(EventKey.SERVICE);
    flow.application = event.text(EventKey.APPLICATION);
    flow.user = event.text(EventKey.USER);
    flow.uid = event.freshText(EventKey.UID);
    return flow.build();
  }

  private void counters() throws BadValueException {
    Long sent = count(EventKey.SENT_OCTETS);
    Long packets = count(EventKey.SENT_PACKETS);
    flow.octets = sent == null ? 0 : sent;
    flow.packets = packets == null ? 0 : packets;
    flow.reverseOctets = count(EventKey.RECEIVED_OCTETS);
    flow.reversePackets = count(EventKey.RECEIVED_PACKETS);
  }

  /** When it began; when only its end is known, that. */
  private long time(SyslogPrefix line) throws BadValueException {
    try {
      for (EventKey key : new EventKey[] {EventKey.START, EventKey.TIME, EventKey.END}) {
        String pattern = key == EventKey.TIME ? event.text(EventKey.TIME_FORMAT) : null;
        Slice value = event.find(key);
        if (value != null) {
          return times.parse(value, pattern);
        }
      }
      Slice epoch = event.find(EventKey.EPOCH);
      if (epoch != null) {
        return EventTimes.epoch(epoch);
      }
      String timeOfDay = event.text(EventKey.TIME_OF_DAY);
      Slice date = event.find(EventKey.DATE);
      if (date != null && timeOfDay != null) {
        return times.ofDay(date, timeOfDay);
      }
      Long sentMicros = line.timeMicros();
      if (sentMicros != null) {
        return sentMicros;
      }
    } catch (BadValueException e) {
      throw new BadValueException(e.reason(), "time of the event: " + e.sentence());
    }
    throw new BadValueException(RejectReason.MISSING_FIELD, "the event has no time");
  }

  private @Nullable Long duration() throws BadValueException {
    Slice seconds = event.find(EventKey.DURATION_SECONDS);
    if (seconds != null) {
      return Numbers.parseCount(seconds) * MICROS_PER_SECOND;
    }
    Slice start = event.find(EventKey.START);
    if (start == null || !event.has(EventKey.END)) {
      return null;
    }
    long from = times.parse(start, null);
    Slice end = event.find(EventKey.END);
    return end == null ? null : Math.max(0, times.parse(end, null) - from);
  }

  private @Nullable IpAddress address(EventKey key, EventKey other) throws BadValueException {
    Slice value = event.find(event.has(key) ? key : other);
    return value == null ? null : addresses.parse(value);
  }

  private @Nullable IpAddress optionalAddress(EventKey key) {
    Slice value = event.find(key);
    return value == null || value.is(NOT_TRANSLATED) ? null : IpAddress.find(value).orElse(null);
  }

  private int port(EventKey key) throws BadValueException {
    Slice value = event.find(key);
    return value == null ? 0 : Numbers.parsePort(value);
  }

  private @Nullable Long count(EventKey key) throws BadValueException {
    Slice value = event.find(key);
    return value == null ? null : Numbers.parseCount(value);
  }

  private int protocol() throws BadValueException {
    String name = event.text(EventKey.PROTOCOL);
    if (name == null) {
      throw new BadValueException(RejectReason.MISSING_FIELD, "the flow has no protocol");
    }
    return switch (name.toLowerCase(Locale.ROOT)) {
      case "tcp" -> 6;
      case "udp" -> 17;
      case "icmp" -> 1;
      case "igmp" -> 2;
      case "gre" -> 47;
      case "esp" -> 50;
      case "ah" -> 51;
      case "icmpv6", "icmp6", "ipv6-icmp" -> 58;
      case "sctp" -> 132;
      default -> Numbers.parseInt(name, 0, 255);
    };
  }
}
