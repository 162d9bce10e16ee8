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
import winnow.decode.text.Cells;
import winnow.decode.text.Numbers;
import winnow.decode.text.Slice;
import winnow.decode.text.TextPool;
import winnow.decode.text.Times;
import winnow.schema.FlowBuilder;
import winnow.schema.FlowRecord;
import winnow.schema.IpAddress;
import winnow.schema.Observer;

/** A line of flow CSV under a header; see {@link FlowCsvDecoder}. */
final class FlowRow {
  private static final Map<String, Field> FIELDS = fields();
  private static final int ICMP = 1;
  private static final int ICMP6 = 58;
  private static final int MAX_BYTE = 255;

  private final List<String> names;
  private final List<@Nullable Field> columns = new ArrayList<>();
  private final ZoneId zone;
  private final FlowBuilder flow = new FlowBuilder();
  private final Addresses addresses = new Addresses();
  private final TextPool texts = new TextPool();
  private @Nullable Long startMicros;
  private @Nullable String destinationPort;
  private long reversePackets;
  private long reverseOctets;
  private int reverseTos;

  /** What a column means. */
  @FunctionalInterface
  private interface Field {
    void put(FlowRow row, Slice cell) throws BadValueException;
  }

  FlowRow(List<String> names, ZoneId zone) {
    this.names = names;
    this.zone = zone;
    for (String name : names) {
      columns.add(FIELDS.get(name.strip()));
    }
  }

  /** Whether {@code names} are those of columns, among them addresses and a time. */
  static boolean isHeader(List<String> names) {
    List<String> bare = names.stream().map(String::strip).toList();
    return (bare.contains("sa") || bare.contains("sip"))
        && (bare.contains("da") || bare.contains("dip"))
        && (bare.contains("tr") || bare.contains("ts") || bare.contains("treceived"));
  }

  int width() {
    return columns.size();
  }

  FlowRecord read(Cells cells) throws BadValueException {
    flow.observer(Observer.UNKNOWN);
    flow.reset();
    startMicros = null;
    destinationPort = null;
    reversePackets = 0;
    reverseOctets = 0;
    reverseTos = 0;
    for (int i = 0; i < columns.size(); i++) {
      Field field = columns.get(i);
      Slice cell = cells.cell(i);
      if (field != null && !cell.isEmpty()) {
        try {
          field.put(this, cell);
        } catch (BadValueException e) {
          throw new BadValueException(
              e.reason(), "field " + names.get(i).strip() + ": " + e.sentence());
        }
      }
    }
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

  private static Map<String, Field> fields() {
    Map<String, Field> fields = new HashMap<>();
    put(fields, (r, c) -> r.flow.receivedTimeMicros = Times.parseIso(c, r.zone), "tr", "treceived");
    put(fields, (r, c) -> r.startMicros = Times.parseIso(c, r.zone), "ts");
    put(fields, (r, c) -> r.flow.durationMicros = Numbers.parseDurationMicros(c), "td", "tdur");
    put(fields, (r, c) -> r.flow.sourceAddress = r.addresses.parse(c), "sa", "sip");
    put(fields, (r, c) -> r.flow.destinationAddress = r.addresses.parse(c), "da", "dip");
    put(fields, (r, c) -> r.flow.sourcePort = Numbers.parsePort(c), "sp", "sport");
    put(fields, (r, c) -> r.destinationPort = r.texts.text(c), "dp", "dport");
    put(fields, (r, c) -> r.flow.protocol = ProtocolNames.number(r.texts.text(c)), "pr", "proto");
    put(fields, (r, c) -> r.flow.tcpFlags = TcpFlags.parse(c), "flg", "flag");
    put(fields, (r, c) -> r.flow.forwardingStatus = Numbers.parseInt(c, 0, MAX_BYTE), "fwd");
    put(fields, (r, c) -> r.flow.tos = Numbers.parseInt(c, 0, MAX_BYTE), "stos");
    put(fields, (r, c) -> r.flow.packets = Numbers.parseCount(c), "ipkt");
    put(fields, (r, c) -> r.flow.octets = Numbers.parseCount(c), "ibyt");
    put(fields, (r, c) -> r.reversePackets = Numbers.parseCount(c), "opkt");
    put(fields, (r, c) -> r.reverseOctets = Numbers.parseCount(c), "obyt");
    put(fields, (r, c) -> r.flow.inputInterface = Numbers.parseCount(c), "in", "input");
    put(fields, (r, c) -> r.flow.outputInterface = Numbers.parseCount(c), "out", "output");
    put(fields, (r, c) -> r.flow.sourceAs = Numbers.parseCount(c), "sas");
    put(fields, (r, c) -> r.flow.destinationAs = Numbers.parseCount(c), "das");
    put(fields, (r, c) -> r.flow.sourcePrefixLength = Numbers.parseInt(c, 0, 128), "smk");
    put(fields, (r, c) -> r.flow.destinationPrefixLength = Numbers.parseInt(c, 0, 128), "dmk");
    put(fields, (r, c) -> r.reverseTos = Numbers.parseInt(c, 0, MAX_BYTE), "dtos");
    put(fields, (r, c) -> r.flow.direction = Numbers.parseInt(c, 0, 1), "dir");
    put(fields, (r, c) -> r.flow.nextHop = r.hop(c), "nh");
    put(fields, (r, c) -> r.flow.bgpNextHop = r.hop(c), "nhb");
    put(fields, (r, c) -> r.flow.vlan = Numbers.parseInt(c, 0, 0xffff), "svln");
    put(fields, (r, c) -> r.flow.postVlan = Numbers.parseInt(c, 0, 0xffff), "dvln");
    put(fields, FlowRow::putExporter, "ra", "rip");
    return Map.copyOf(fields);
  }

  private static void put(Map<String, Field> fields, Field field, String... names) {
    for (String name : names) {
      fields.put(name, field);
    }
  }
}
