// SPDX-License-Identifier: Apache-2.0
package winnow.decode.panos;

import java.time.ZoneId;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import winnow.decode.RejectReason;
import winnow.decode.text.Addresses;
import winnow.decode.text.BadValueException;
import winnow.decode.text.Cells;
import winnow.decode.text.NamedCells;
import winnow.decode.text.Numbers;
import winnow.decode.text.ProtocolNames;
import winnow.decode.text.Slice;
import winnow.decode.text.TextPool;
import winnow.decode.text.Times;
import winnow.decode.text.Verdicts;
import winnow.schema.FlowBuilder;
import winnow.schema.FlowRecord;
import winnow.schema.IpAddress;
import winnow.schema.Observer;

/** A row of a PAN-OS traffic log: a session, both directions. */
final class TrafficRow {
  /** What comes in the same order in logs of traffic and of threats. */
  static final String COMMON =
      "domain,receive time,serial #,type,threat/content type,config version,generate time,"
          + "source address,destination address,nat source ip,nat destination ip,rule,source user,"
          + "destination user,application,virtual system,source zone,destination zone,"
          + "inbound interface,outbound interface,log action,time logged,session id,repeat count,"
          + "source port,destination port,nat source port,nat destination port,flags,ip protocol,"
          + "action,";

  private static final List<String> SYSLOG =
      columnsOf(
          COMMON
              + "bytes,bytes sent,bytes received,packets,start time,elapsed time (sec),category,"
              + "padding,sequence number,action flags,source country,destination country,cpadding,"
              + "pkts_sent,pkts_received,session_end_reason,dg_hier_level_1,dg_hier_level_2,"
              + "dg_hier_level_3,dg_hier_level_4,virtual system name,device name");

  /** What PAN-OS 6.1 added; it has been followed by more since. */
  private static final String FIRST_ADDED = "session_end_reason";

  private static final int IDLE_TIMEOUT = 1;
  private static final int END_DETECTED = 3;
  private static final int FORCED_END = 4;
  private static final int LACK_OF_RESOURCES = 5;
  private static final Map<String, NamedCells.Field<TrafficRow>> FIELDS = fields();

  private final ZoneId zone;
  private final FlowBuilder flow = new FlowBuilder();
  private final Addresses addresses = new Addresses();
  private final TextPool texts = new TextPool();
  private NamedCells<TrafficRow> columns = new NamedCells<>(SYSLOG, FIELDS).since(FIRST_ADDED);
  private long generatedMicros;
  private long startMicros;
  private long totalOctets;
  private long totalPackets;
  private @Nullable Long sentOctets;
  private @Nullable Long sentPackets;
  private @Nullable String device;

  TrafficRow(ZoneId zone) {
    this.zone = zone;
  }

  static List<String> columnsOf(String names) {
    return Arrays.asList(names.split(",", -1));
  }

  /** Rows have the columns called {@code names} from here on. */
  void columns(List<String> names) {
    columns = new NamedCells<>(names, FIELDS);
  }

  FlowRecord read(Cells cells) throws BadValueException {
    flow.reset();
    generatedMicros = -1;
    startMicros = -1;
    totalOctets = 0;
    totalPackets = 0;
    sentOctets = null;
    sentPackets = null;
    device = null;
    columns.put(cells, this);
    if (flow.sourceAddress == null
        || flow.destinationAddress == null
        || (generatedMicros < 0 && startMicros < 0)) {
      throw new BadValueException(
          RejectReason.MISSING_FIELD, "source address, destination address or time is not set");
    }
    flow.eventTimeMicros = startMicros >= 0 ? startMicros : generatedMicros;
    flow.octets = sentOctets == null ? totalOctets : sentOctets;
    flow.packets = sentPackets == null ? totalPackets : sentPackets;
    flow.observer(device == null ? Observer.UNKNOWN : observer(device));
    return flow.build();
  }

  private Observer observer(String name) {
    Observer known = flow.observer();
    return name.equals(known.exporter()) ? known : new Observer(name, 0);
  }

  private long time(Slice cell) throws BadValueException {
    return Times.parseIso(cell, zone);
  }

  /** An address after translation; none where nothing was translated. */
  private @Nullable IpAddress translated(Slice cell) throws BadValueException {
    return cell.is("0.0.0.0") || cell.is("::") ? null : addresses.parse(cell);
  }

  private void putAction(Slice cell) {
    flow.forwardingStatus =
        cell.is("allow") || cell.is("alert") ? Verdicts.FORWARDED : Verdicts.DENIED;
  }

  private void putEndReason(Slice cell) {
    flow.state = texts.text(cell);
    if (cell.is("aged-out")) {
      flow.endReason = IDLE_TIMEOUT;
    } else if (cell.startsWith("tcp-")) {
      flow.endReason = END_DETECTED;
    } else if (cell.is("resources-unavailable")) {
      flow.endReason = LACK_OF_RESOURCES;
    } else if (cell.is("threat") || cell.is("policy-deny") || cell.startsWith("decrypt-")) {
      flow.endReason = FORCED_END;
    }
  }

  private static Map<String, NamedCells.Field<TrafficRow>> fields() {
    Map<String, NamedCells.Field<TrafficRow>> fields = new HashMap<>();
    fields.put("generate time", (r, c) -> r.generatedMicros = r.time(c));
    fields.put("start time", (r, c) -> r.startMicros = r.time(c));
    fields.put("elapsed time (sec)", TrafficRow::putElapsed);
    fields.put("source address", (r, c) -> r.flow.sourceAddress = r.addresses.parse(c));
    fields.put("destination address", (r, c) -> r.flow.destinationAddress = r.addresses.parse(c));
    fields.put("nat source ip", (r, c) -> r.flow.translatedSource = r.translated(c));
    fields.put("nat destination ip", (r, c) -> r.flow.translatedDestination = r.translated(c));
    fields.put("source user", (r, c) -> r.flow.user = r.texts.text(c));
    fields.put("application", (r, c) -> r.flow.application = r.texts.text(c));
    fields.put("source port", (r, c) -> r.flow.sourcePort = Numbers.parsePort(c));
    fields.put("destination port", (r, c) -> r.flow.destinationPort = Numbers.parsePort(c));
    fields.put("nat source port", (r, c) -> r.flow.translatedSourcePort = Numbers.parsePort(c));
    fields.put(
        "nat destination port", (r, c) -> r.flow.translatedDestinationPort = Numbers.parsePort(c));
    fields.put("ip protocol", (r, c) -> r.flow.protocol = ProtocolNames.number(r.texts.text(c)));
    fields.put("action", (r, c) -> r.putAction(c));
    fields.put("bytes", (r, c) -> r.totalOctets = Numbers.parseCount(c));
    fields.put("bytes sent", (r, c) -> r.sentOctets = Numbers.parseCount(c));
    fields.put("bytes received", (r, c) -> r.flow.reverseOctets = Numbers.parseCount(c));
    fields.put("packets", (r, c) -> r.totalPackets = Numbers.parseCount(c));
    fields.put("pkts_sent", (r, c) -> r.sentPackets = Numbers.parseCount(c));
    fields.put("packets sent", (r, c) -> r.sentPackets = Numbers.parseCount(c));
    fields.put("pkts_received", (r, c) -> r.flow.reversePackets = Numbers.parseCount(c));
    fields.put("packets received", (r, c) -> r.flow.reversePackets = Numbers.parseCount(c));
    fields.put("session_end_reason", (r, c) -> r.putEndReason(c));
    fields.put("session end reason", (r, c) -> r.putEndReason(c));
    fields.put("session id", (r, c) -> r.flow.uid = c.toString());
    fields.put("device name", (r, c) -> r.device = r.texts.text(c));
    return Map.copyOf(fields);
  }

  private void putElapsed(Slice cell) throws BadValueException {
    flow.durationMicros = Numbers.parseDurationMicros(cell);
  }
}
