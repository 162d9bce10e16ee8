// SPDX-License-Identifier: Apache-2.0
package winnow.decode.argus;

import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import winnow.decode.DecodeSink;
import winnow.decode.RejectReason;
import winnow.decode.SkipReason;
import winnow.decode.text.Addresses;
import winnow.decode.text.BadValueException;
import winnow.decode.text.Cells;
import winnow.decode.text.Durations;
import winnow.decode.text.NamedCells;
import winnow.decode.text.Numbers;
import winnow.decode.text.ProtocolNames;
import winnow.decode.text.Slice;
import winnow.decode.text.TextPool;
import winnow.decode.text.Times;
import winnow.schema.FlowBuilder;
import winnow.schema.Observer;

/** A line of `ra` under a header; see {@link ArgusDecoder}. */
final class ArgusRow {
  private static final int ICMP = 1;
  private static final int TCP = 6;
  private static final int UDP = 17;
  private static final int ICMP6 = 58;
  private static final int MAX_PORT = 0xffff;
  private static final int MAX_BYTE = 255;

  /** What Argus reports beside IP. */
  private static final Set<String> NOT_IP =
      Set.of("arp", "rarp", "llc", "lldp", "man", "ipx", "spx", "loop", "stp", "atalk", "null");

  /** What Argus recognises inside UDP and reports in its place. */
  private static final Set<String> OVER_UDP = Set.of("rtp", "rtcp", "udt");

  private static final Map<String, NamedCells.Field<ArgusRow>> FIELDS = fields();

  private final NamedCells<ArgusRow> columns;
  private final ZoneId zone;
  private final FlowBuilder flow = new FlowBuilder();
  private final ArgusCounters counters = new ArgusCounters();
  private final Addresses addresses = new Addresses();
  private final TextPool texts = new TextPool();
  private boolean hasTime;
  private boolean notIp;
  private boolean fromDestination;
  private @Nullable Long lastMicros;
  private @Nullable String sourcePort;
  private @Nullable String destinationPort;
  private @Nullable String state;

  ArgusRow(List<String> names, ZoneId zone) {
    columns = new NamedCells<>(names, FIELDS);
    this.zone = zone;
  }

  /** Accepts a flow, or skips what is not IP. */
  void read(Cells cells, DecodeSink sink) throws BadValueException {
    flow.observer(Observer.UNKNOWN);
    flow.reset();
    counters.reset();
    hasTime = false;
    notIp = false;
    fromDestination = false;
    lastMicros = null;
    sourcePort = null;
    destinationPort = null;
    state = null;
    columns.put(cells, this);
    if (notIp) {
      sink.skip(SkipReason.OTHER_PROTOCOL, 1);
    } else {
      end();
      sink.accept(flow.build());
    }
  }

  private void end() throws BadValueException {
    if (!hasTime || flow.sourceAddress == null || flow.destinationAddress == null) {
      throw new BadValueException(
          RejectReason.MISSING_FIELD, "StartTime, SrcAddr or DstAddr is not set");
    }
    if (lastMicros != null && flow.durationMicros == 0) {
      flow.durationMicros = Math.max(0, lastMicros - flow.eventTimeMicros);
    }
    if (flow.protocol == ICMP || flow.protocol == ICMP6) {
      putIcmp();
    } else {
      flow.sourcePort = port("Sport", sourcePort);
      flow.destinationPort = port("Dport", destinationPort);
    }
    counters.put(flow);
    if (state != null) {
      flow.state = state;
      if (flow.protocol == TCP) {
        ArgusState.putTcpFlags(flow, state);
      }
    }
    if (fromDestination) {
      ArgusState.turnAround(flow);
    }
  }

  /**
   * Of ICMP, Argus prints 256 · code + type in hexadecimal for the source port; type and code in
   * decimal for the two ports of ICMPv6, and of ICMP where it was told to.
   */
  private void putIcmp() throws BadValueException {
    if (sourcePort == null) {
      return;
    }
    boolean both = sourcePort.startsWith("0x");
    int first = hexOrInt("Sport", sourcePort, both ? MAX_PORT : MAX_BYTE);
    flow.icmpType = first & MAX_BYTE;
    if (both) {
      flow.icmpCode = first >> Byte.SIZE;
    } else {
      flow.icmpCode = destinationPort == null ? 0 : hexOrInt("Dport", destinationPort, MAX_BYTE);
    }
  }

  private static int port(String name, @Nullable String text) throws BadValueException {
    return text == null ? 0 : hexOrInt(name, text, MAX_PORT);
  }

  private static int hexOrInt(String name, String text, int max) throws BadValueException {
    try {
      return Numbers.parseHexOrInt(text, max);
    } catch (BadValueException e) {
      throw new BadValueException(e.reason(), "field " + name + ": " + e.sentence());
    }
  }

  private void putStart(Slice cell) throws BadValueException {
    flow.eventTimeMicros = time(cell);
    hasTime = true;
  }

  /** A time as `2026/01/02 03:04:05.123456`, in ISO 8601, or as seconds since the epoch. */
  private long time(Slice cell) throws BadValueException {
    return cell.length() > 4 && (cell.charAt(4) == '/' || cell.charAt(4) == '-')
        ? Times.parseIso(cell, zone)
        : Times.parseEpoch(cell);
  }

  private void putProtocol(Slice cell) throws BadValueException {
    String name = texts.text(cell);
    if (NOT_IP.contains(name)) {
      notIp = true;
    } else if (OVER_UDP.contains(name)) {
      flow.protocol = UDP;
      flow.service = name.toLowerCase(Locale.ROOT);
    } else if (!notIp) {
      flow.protocol = ProtocolNames.number(name);
    }
  }

  private void putSource(Slice cell) throws BadValueException {
    notIp |= isMac(cell);
    if (!notIp) {
      flow.sourceAddress = addresses.parse(cell);
    }
  }

  private void putDestination(Slice cell) throws BadValueException {
    notIp |= isMac(cell);
    if (!notIp) {
      flow.destinationAddress = addresses.parse(cell);
    }
  }

  /** The arrow: `->`, `<->`, `<-`, with a question mark where Argus is not sure. */
  private void putDirection(Slice cell) {
    boolean left = false;
    boolean right = false;
    for (int i = 0; i < cell.length(); i++) {
      left |= cell.charAt(i) == '<';
      right |= cell.charAt(i) == '>';
    }
    fromDestination = left && !right;
  }

  private void putExporter(Slice cell) {
    flow.observer(new Observer(texts.text(cell), 0));
  }

  /** Whether a cell is six pairs of hexadecimal digits with colons between. */
  private static boolean isMac(Slice cell) {
    boolean mac = cell.length() == 17;
    for (int i = 0; mac && i < cell.length(); i++) {
      char c = cell.charAt(i);
      mac = i % 3 == 2 ? c == ':' : Character.digit(c, 16) >= 0;
    }
    return mac;
  }

  private static int octet(Slice cell) throws BadValueException {
    return Numbers.parseHexOrInt(cell, MAX_BYTE);
  }

  private static Map<String, NamedCells.Field<ArgusRow>> fields() {
    Map<String, NamedCells.Field<ArgusRow>> fields = new HashMap<>();
    fields.put("StartTime", ArgusRow::putStart);
    fields.put("LastTime", (r, c) -> r.lastMicros = r.time(c));
    fields.put("Dur", (r, c) -> r.flow.durationMicros = Durations.parseMicros(c));
    fields.put("Proto", ArgusRow::putProtocol);
    fields.put("SrcAddr", ArgusRow::putSource);
    fields.put("DstAddr", ArgusRow::putDestination);
    fields.put("Sport", (r, c) -> r.sourcePort = r.texts.text(c));
    fields.put("Dport", (r, c) -> r.destinationPort = r.texts.text(c));
    fields.put("Dir", (r, c) -> r.putDirection(c));
    fields.put("State", (r, c) -> r.state = r.texts.text(c));
    fields.put("sTos", (r, c) -> r.flow.tos = octet(c));
    fields.put("dTos", (r, c) -> r.flow.reverseTos = octet(c));
    fields.put("TotPkts", (r, c) -> r.counters.totalPackets = Numbers.parseCount(c));
    fields.put("SrcPkts", (r, c) -> r.counters.sourcePackets = Numbers.parseCount(c));
    fields.put("DstPkts", (r, c) -> r.counters.destinationPackets = Numbers.parseCount(c));
    fields.put("TotBytes", (r, c) -> r.counters.totalOctets = Numbers.parseCount(c));
    fields.put("SrcBytes", (r, c) -> r.counters.sourceOctets = Numbers.parseCount(c));
    fields.put("DstBytes", (r, c) -> r.counters.destinationOctets = Numbers.parseCount(c));
    fields.put("SAppBytes", (r, c) -> r.flow.payloadOctets = Numbers.parseCount(c));
    fields.put("DAppBytes", (r, c) -> r.flow.reversePayloadOctets = Numbers.parseCount(c));
    fields.put("SrcMac", (r, c) -> r.flow.sourceMac = r.texts.text(c));
    fields.put("DstMac", (r, c) -> r.flow.destinationMac = r.texts.text(c));
    fields.put("SrcId", (r, c) -> r.putExporter(c));
    return Map.copyOf(fields);
  }
}
