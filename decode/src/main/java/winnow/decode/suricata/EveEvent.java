// SPDX-License-Identifier: Apache-2.0
package winnow.decode.suricata;

import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import winnow.decode.RejectReason;
import winnow.decode.text.Addresses;
import winnow.decode.text.BadValueException;
import winnow.decode.text.Numbers;
import winnow.decode.text.ProtocolNames;
import winnow.decode.text.TextPool;
import winnow.decode.text.Times;
import winnow.schema.Endpoint;
import winnow.schema.FlowBuilder;
import winnow.schema.HttpBuilder;
import winnow.schema.IpAddress;
import winnow.schema.Observer;

/** What one line says: what all events have, then what flows, DNS and HTTP have. */
final class EveEvent {
  private static final int MAX_TEXT = 256;
  private static final int MAX_FLOW_ID_DIGITS = 20;
  private static final int MAX_NAME_CHARS = 1024;

  final FlowBuilder flow = new FlowBuilder();
  final HttpBuilder http = new HttpBuilder();
  final EveDns dns = new EveDns();
  final EveNotes notes = new EveNotes();
  final TextPool texts = new TextPool(MAX_TEXT);
  final List<String> clientAlpns = new ArrayList<>();
  private final Addresses addresses = new Addresses();

  @Nullable String type;
  @Nullable String flowId;
  @Nullable IpAddress source;
  @Nullable IpAddress destination;
  @Nullable IpAddress flowSource;
  @Nullable IpAddress flowDestination;
  @Nullable String host;
  @Nullable String url;
  int sourcePort;
  int destinationPort;
  int flowSourcePort;
  int flowDestinationPort;
  boolean toClient;
  int protocol;
  long timeMicros;
  long startMicros;
  long endMicros;
  private Observer observer = Observer.UNKNOWN;

  void reset() {
    flow.reset();
    http.reset();
    dns.reset();
    notes.reset();
    clientAlpns.clear();
    type = null;
    flowId = null;
    source = null;
    destination = null;
    flowSource = null;
    flowDestination = null;
    host = null;
    url = null;
    sourcePort = 0;
    destinationPort = 0;
    flowSourcePort = 0;
    flowDestinationPort = 0;
    toClient = false;
    protocol = 0;
    timeMicros = -1;
    startMicros = -1;
    endMicros = -1;
  }

  /** Throws unless the event has a time and addresses. */
  void require() throws BadValueException {
    if (timeMicros < 0 || source == null || destination == null) {
      throw new BadValueException(
          RejectReason.MISSING_FIELD, "timestamp, src_ip or dest_ip is not set");
    }
  }

  /**
   * Puts the ends of the flow in place of those of the packet that an alert is about, which may go
   * either way; and takes its time for the end, so far.
   */
  void turnToFlow() {
    if (flowSource != null && flowDestination != null) {
      source = flowSource;
      destination = flowDestination;
      sourcePort = flowSourcePort;
      destinationPort = flowDestinationPort;
    } else if (toClient) {
      IpAddress address = source;
      int port = sourcePort;
      source = destination;
      sourcePort = destinationPort;
      destination = address;
      destinationPort = port;
    }
    endMicros = timeMicros;
  }

  Endpoint client() {
    return endpoint(source, sourcePort);
  }

  Endpoint server() {
    return endpoint(destination, destinationPort);
  }

  private static Endpoint endpoint(@Nullable IpAddress address, int port) {
    if (address == null) {
      throw new IllegalStateException("asked for an address before it was required");
    }
    return new Endpoint(address, port);
  }

  /** The sensor, named by the event's `host`. */
  Observer observer() {
    if (host == null) {
      return Observer.UNKNOWN;
    }
    if (!host.equals(observer.exporter())) {
      observer = new Observer(host, 0);
    }
    return observer;
  }

  /** An id of 64 bits. */
  static String flowId(CharSequence value) throws BadValueException {
    if (value.length() > MAX_FLOW_ID_DIGITS) {
      throw BadValueException.notA("a flow id", value, RejectReason.BAD_NUMBER);
    }
    return value.toString();
  }

  /** A name that may have to be kept: of bounded length. */
  String name(CharSequence value) throws BadValueException {
    if (value.length() > MAX_NAME_CHARS) {
      throw BadValueException.notA("a name", value, RejectReason.MALFORMED);
    }
    return texts.text(value);
  }

  /** A text that may have to be kept and of which the beginning will do. */
  static String beginning(CharSequence value) {
    return value.subSequence(0, Math.min(value.length(), MAX_NAME_CHARS)).toString();
  }

  IpAddress address(CharSequence value) throws BadValueException {
    return addresses.parse(value);
  }

  /** A number or a name; Suricata says `IPv6-ICMP`, or `unknown` and the number. */
  static int protocol(CharSequence value) throws BadValueException {
    String text = value.toString();
    return text.equals("IPv6-ICMP") ? 58 : ProtocolNames.number(text);
  }

  static long time(CharSequence value) throws BadValueException {
    return Times.parseIso(value, ZoneOffset.UTC);
  }

  /** Flags in hexadecimal, without mark. */
  static int flags(CharSequence value) throws BadValueException {
    return Numbers.parseHexOrInt("0x" + value, 255);
  }
}
