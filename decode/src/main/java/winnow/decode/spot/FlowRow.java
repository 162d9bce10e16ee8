// SPDX-License-Identifier: Apache-2.0
package winnow.decode.spot;

import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import winnow.decode.RejectReason;
import winnow.decode.text.Addresses;
import winnow.decode.text.BadValueException;
import winnow.decode.text.Cells;
import winnow.decode.text.Durations;
import winnow.decode.text.NamedCells;
import winnow.decode.text.Numbers;
import winnow.decode.text.ProtocolNames;
import winnow.decode.text.Slice;
import winnow.decode.text.TcpFlags;
import winnow.decode.text.TextPool;
import winnow.decode.text.Times;
import winnow.schema.FlowBuilder;
import winnow.schema.FlowRecord;
import winnow.schema.IpAddress;
import winnow.schema.Observer;

/** A line of flow CSV under a header; see {@link FlowCsvDecoder}. */
final class FlowRow {
  private static final List<String> SOURCES = List.of("sa", "sip", "srcAddr");
  private static final List<String> DESTINATIONS = List.of("da", "dip", "dstAddr");
  private static final List<String> TIMES = List.of("tr", "ts", "treceived", "firstSeen");
  private static final List<String> DURATIONS = List.of("td", "tdur", "duration");
  private static final int MAX_PREFIX_BITS = 128;
  private static final String NO_MAC = "00:00:00:00:00:00";
  private static final int ICMP = 1;
  private static final int ICMP6 = 58;
  private static final int MAX_BYTE = 255;
  private static final Map<String, NamedCells.Field<FlowRow>> FIELDS = fields();

  private final NamedCells<FlowRow> columns;
  private final ZoneId zone;
  private final FlowBuilder flow = new FlowBuilder();
  private final Addresses addresses = new Addresses();
  private final TextPool texts = new TextPool();
  private @Nullable Long startMicros;
  private @Nullable String destinationPort;
  private long reversePackets;
  private long reverseOctets;
  private int reverseTos;

  FlowRow(List<String> names, ZoneId zone) {
    columns = new NamedCells<>(names, FIELDS);
    this.zone = zone;
  }

  /** Whether {@code names} are those of columns, among them addresses and a time. */
  static boolean isHeader(List<String> names) {
    List<String> bare = names.stream().map(String::strip).toList();
    return SOURCES.stream().anyMatch(bare::contains)
        && DESTINATIONS.stream().anyMatch(bare::contains)
        && TIMES.stream().anyMatch(bare::contains);
  }

  int width() {
    return columns.width();
  }

  FlowRecord read(Cells cells) throws BadValueException {
    flow.observer(Observer.UNKNOWN);
    flow.reset();
    startMicros = null;
    destinationPort = null;
    reversePackets = 0;
    reverseOctets = 0;
    reverseTos = 0;
    columns.putExactly(cells, this);
    return end();
  }

  private FlowRecord end() throws BadValueException {
    Long time = startMicros != null ? startMicros : flow.receivedTimeMicros;
    if (time == null || flow.sourceAddress == null || flow.destinationAddress == null) {
      throw new BadValueException(RejectReason.MISSING_FIELD, "time or address is not set");
    }
    flow.eventTimeMicros = time;
    if (destinationPort != null) {
      putDestinationPort(destinationPort);
    }
    // A collector of one-way flows writes zeros here: they say nothing about the other direction.
    if (reversePackets > 0 || reverseOctets > 0) {
      flow.reversePackets = reversePackets;
      flow.reverseOctets = reverseOctets;
      flow.reverseTos = reverseTos;
    }
    return flow.build();
  }

  /** Of ICMP, nfdump prints type and code as `8.0`, or as one number, 256 · type + code. */
  private void putDestinationPort(String text) throws BadValueException {
    if (flow.protocol != ICMP && flow.protocol != ICMP6) {
      flow.destinationPort = Numbers.parsePort(text);
      return;
    }
    int dot = text.indexOf('.');
    int both = dot < 0 ? Numbers.parsePort(text) : 0;
    flow.icmpType = dot < 0 ? both >> 8 : Numbers.parseInt(text.substring(0, dot), 0, MAX_BYTE);
    flow.icmpCode = dot < 0 ? both & 0xff : Numbers.parseInt(text.substring(dot + 1), 0, MAX_BYTE);
    flow.sourcePort = 0;
  }

  private void putExporter(Slice cell) {
    if (!cell.is("0.0.0.0") && !cell.is("::")) {
      flow.observer(new Observer(texts.text(cell), 0));
    }
  }

  private @Nullable IpAddress hop(Slice cell) throws BadValueException {
    return cell.is("0.0.0.0") || cell.is("::") ? null : addresses.parse(cell);
  }

  /** A time as text in the zone of the input, or as seconds since the epoch. */
  private long time(Slice cell) throws BadValueException {
    boolean isEpoch = cell.length() < 5 || cell.charAt(4) != '-';
    return isEpoch ? Times.parseEpoch(cell) : Times.parseIso(cell, zone);
  }

  /** nfdump writes the epoch where the exporter's collector kept no time of receipt. */
  private void putReceived(Slice cell) throws BadValueException {
    if (!cell.startsWith("1970-01-01 00:00:00") && !cell.startsWith("0.")) {
      flow.receivedTimeMicros = time(cell);
    }
  }

  private void putType(Slice cell) throws BadValueException {
    flow.icmpType = Numbers.parseInt(cell, 0, MAX_BYTE);
  }

  private void putCode(Slice cell) throws BadValueException {
    flow.icmpCode = Numbers.parseInt(cell, 0, MAX_BYTE);
  }

  private @Nullable String mac(Slice cell) {
    return cell.is(NO_MAC) ? null : texts.text(cell);
  }

  private static Map<String, NamedCells.Field<FlowRow>> fields() {
    Map<String, NamedCells.Field<FlowRow>> fields = new HashMap<>();
    put(fields, FlowRow::putReceived, "tr", "treceived", "received");
    put(fields, (r, c) -> r.startMicros = r.time(c), "ts", "firstSeen");
    put(fields, (r, c) -> r.flow.durationMicros = Durations.parseMicros(c), DURATIONS);
    put(fields, (r, c) -> r.flow.sourceAddress = r.addresses.parse(c), SOURCES);
    put(fields, (r, c) -> r.flow.destinationAddress = r.addresses.parse(c), DESTINATIONS);
    put(fields, (r, c) -> r.flow.sourcePort = Numbers.parsePort(c), "sp", "sport", "srcPort");
    put(fields, (r, c) -> r.destinationPort = r.texts.text(c), "dp", "dport", "dstPort");
    put(fields, (r, c) -> r.flow.protocol = ProtocolNames.number(r.texts.text(c)), "pr", "proto");
    put(fields, FlowRow::putType, "icmpType", "icmpTYpe");
    put(fields, FlowRow::putCode, "icmpCode");
    put(fields, (r, c) -> r.flow.tcpFlags = TcpFlags.parse(c), "flg", "flag", "flags");
    put(fields, (r, c) -> r.flow.forwardingStatus = octet(c), "fwd", "fwdStatus");
    put(fields, (r, c) -> r.flow.tos = octet(c), "stos", "srcTos", "tos");
    put(fields, (r, c) -> r.flow.packets = Numbers.parseCount(c), "ipkt", "packets", "inPackets");
    put(fields, (r, c) -> r.flow.octets = Numbers.parseCount(c), "ibyt", "bytes", "inBytes");
    put(fields, (r, c) -> r.reversePackets = Numbers.parseCount(c), "opkt", "outPackets");
    put(fields, (r, c) -> r.reverseOctets = Numbers.parseCount(c), "obyt", "outBytes");
    put(fields, (r, c) -> r.flow.inputInterface = Numbers.parseCount(c), "in", "input");
    put(fields, (r, c) -> r.flow.outputInterface = Numbers.parseCount(c), "out", "output");
    put(fields, (r, c) -> r.flow.sourceAs = Numbers.parseCount(c), "sas", "srcAS");
    put(fields, (r, c) -> r.flow.destinationAs = Numbers.parseCount(c), "das", "dstAS");
    put(fields, (r, c) -> r.flow.sourcePrefixLength = prefix(c), "smk", "srcMask");
    put(fields, (r, c) -> r.flow.destinationPrefixLength = prefix(c), "dmk", "dstMask");
    put(fields, (r, c) -> r.reverseTos = octet(c), "dtos", "dstTos");
    put(fields, (r, c) -> r.flow.direction = Numbers.parseInt(c, 0, 1), "dir");
    put(fields, (r, c) -> r.flow.nextHop = r.hop(c), "nh", "nextIP");
    put(fields, (r, c) -> r.flow.bgpNextHop = r.hop(c), "nhb", "bgpNextIP");
    put(fields, (r, c) -> r.flow.vlan = Numbers.parseInt(c, 0, 0xffff), "svln", "srcVlan");
    put(fields, (r, c) -> r.flow.postVlan = Numbers.parseInt(c, 0, 0xffff), "dvln", "dstVlan");
    put(fields, (r, c) -> r.flow.sourceMac = r.mac(c), "ismc", "inSrcMac");
    put(fields, (r, c) -> r.flow.destinationMac = r.mac(c), "idmc", "inDstMac");
    put(fields, FlowRow::putExporter, "ra", "rip", "routerIP");
    return Map.copyOf(fields);
  }

  private static int octet(Slice cell) throws BadValueException {
    return Numbers.parseInt(cell, 0, MAX_BYTE);
  }

  private static int prefix(Slice cell) throws BadValueException {
    return Numbers.parseInt(cell, 0, MAX_PREFIX_BITS);
  }

  private static void put(
      Map<String, NamedCells.Field<FlowRow>> fields,
      NamedCells.Field<FlowRow> field,
      String... names) {
    put(fields, field, List.of(names));
  }

  private static void put(
      Map<String, NamedCells.Field<FlowRow>> fields,
      NamedCells.Field<FlowRow> field,
      List<String> names) {
    names.forEach(name -> fields.put(name, field));
  }
}
