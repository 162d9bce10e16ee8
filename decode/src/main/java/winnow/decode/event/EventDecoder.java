// SPDX-License-Identifier: Apache-2.0
package winnow.decode.event;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import winnow.decode.DecodeOptions;
import winnow.decode.DecodeSink;
import winnow.decode.Decoder;
import winnow.decode.RejectReason;
import winnow.decode.SkipReason;
import winnow.decode.text.BadValueException;
import winnow.decode.text.Escapes;
import winnow.decode.text.Lines;
import winnow.decode.text.Slice;
import winnow.schema.TelemetryRecord;

/**
 * Reads events of gateways and firewalls, one a line, with or without a header of syslog before
 * them: the Common Event Format, the Log Event Extended Format, the logs of FortiGate and of Check
 * Point.
 */
public final class EventDecoder implements Decoder {
  private static final int LOOKED_AT = 10;

  private final Event event;
  private final EventSyntax syntax;
  private final EventRecords records;
  private final SyslogPrefix prefix;
  private final Slice before = new Slice();

  private EventDecoder(EventSyntax syntax, Event event, DecodeOptions options) {
    this.syntax = syntax;
    this.event = event;
    records = new EventRecords(event, options.zone());
    prefix = new SyslogPrefix(options);
  }

  /** Reads ArcSight's Common Event Format, version 0 and 1. */
  public static EventDecoder cef(DecodeOptions options) {
    return new EventDecoder(new CefSyntax(), new Event(EventKeys.CEF, Escapes.EVENT), options);
  }

  /** Reads QRadar's Log Event Extended Format, version 1.0 and 2.0. */
  public static EventDecoder leef(DecodeOptions options) {
    return new EventDecoder(new LeefSyntax(), new Event(EventKeys.LEEF, Escapes.NONE), options);
  }

  /** Reads FortiGate's logs of traffic and web filter. */
  public static EventDecoder fortiGate(DecodeOptions options) {
    return new EventDecoder(
        new FortiGateSyntax(), new Event(EventKeys.FORTIGATE, Escapes.BACKSLASH), options);
  }

  /** Reads what Check Point's Log Exporter sends, as syslog or for Splunk. */
  public static EventDecoder checkPoint(DecodeOptions options) {
    return new EventDecoder(
        new CheckPointSyntax(), new Event(EventKeys.CHECK_POINT, Escapes.BACKSLASH), options);
  }

  /** Whether most of {@code lines}, the first of an input, are events as this decoder reads. */
  public boolean recognizes(List<String> lines) {
    int good = 0;
    List<String> first = lines.subList(0, Math.min(lines.size(), LOOKED_AT));
    for (String line : first) {
      byte[] bytes = line.getBytes(StandardCharsets.UTF_8);
      Slice slice = new Slice().over(bytes, 0, bytes.length);
      good += syntax.start(slice) >= 0 ? 1 : 0;
    }
    return 2 * good > first.size();
  }

  @Override
  public void decode(InputStream input, DecodeSink sink) throws IOException {
    Lines.decode(input, sink, line -> take(line, sink));
  }

  private void take(Slice line, DecodeSink sink) throws BadValueException {
    int start = syntax.start(line);
    if (start < 0) {
      throw new BadValueException(RejectReason.MALFORMED, syntax.missing());
    }
    event.begin(line);
    syntax.read(line.bytes(), start, line.end(), event);
    prefix.read(before.over(line.bytes(), line.start(), start));
    TelemetryRecord record = records.build(prefix);
    if (record == null) {
      sink.skip(SkipReason.OTHER_PROTOCOL, 1);
    } else {
      sink.accept(record);
    }
  }
}
