// SPDX-License-Identifier: Apache-2.0
package winnow.decode.zeek;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import winnow.decode.RejectReason;
import winnow.decode.text.Addresses;
import winnow.decode.text.BadValueException;
import winnow.decode.text.Numbers;
import winnow.schema.FlowBuilder;
import winnow.schema.FlowRecord;
import winnow.schema.Observer;
import winnow.schema.TelemetryKind;

/**
 * A row of conn.log: a connection, both directions. Octets are those of IP; where the log does not
 * have them, those of the payload. For ICMP, Zeek keeps type and code in the ports.
 */
final class ConnRow implements ZeekRow.OfRecord {
  static final ZeekLog<ConnRow> LOG =
      new ZeekLog<>(
          "conn",
          Set.of(TelemetryKind.FLOW),
          ConnRow::new,
          fields(),
          List.of(
              Set.of("id.orig_h", "conn_state"),
              Set.of("id.orig_h", "orig_pkts", "resp_pkts"),
              Set.of("id.orig_h", "proto", "orig_bytes", "resp_bytes")),
          Set.of());

  private static final int MAX_VLAN = 4095;

  private final FlowBuilder flow = new FlowBuilder();
  private final Addresses addresses = new Addresses();
  private boolean hasTime;
  private boolean icmp;
  private @Nullable Long ipOctets;
  private @Nullable Long reverseIpOctets;
  private @Nullable Long packets;

  private static Map<String, ZeekField<ConnRow>> fields() {
    Map<String, ZeekField<ConnRow>> fields = new HashMap<>();
    fields.put("ts", ConnRow::time);
    fields.put("_node_name", (r, v) -> r.flow.observer(new Observer(v.text(), 0)));
    fields.put("uid", (r, v) -> r.flow.uid = v.text());
    fields.put("id.orig_h", (r, v) -> r.flow.sourceAddress = r.addresses.parse(v.scalar()));
    fields.put("id.orig_p", (r, v) -> r.flow.sourcePort = Numbers.parsePort(v.scalar()));
    fields.put("id.resp_h", (r, v) -> r.flow.destinationAddress = r.addresses.parse(v.scalar()));
    fields.put("id.resp_p", (r, v) -> r.flow.destinationPort = Numbers.parsePort(v.scalar()));
    fields.put("proto", (r, v) -> r.icmp = Transports.isIcmp(v.scalar(), p -> r.flow.protocol = p));
    fields.put("ip_proto", (r, v) -> r.flow.protocol = Numbers.parseInt(v.scalar(), 0, 255));
    fields.put("service", (r, v) -> r.flow.service = v.text());
    fields.put(
        "duration", (r, v) -> r.flow.durationMicros = Numbers.parseDurationMicros(v.scalar()));
    fields.put("orig_bytes", (r, v) -> r.flow.payloadOctets = Numbers.parseCount(v.scalar()));
    fields.put(
        "resp_bytes", (r, v) -> r.flow.reversePayloadOctets = Numbers.parseCount(v.scalar()));
    fields.put("conn_state", (r, v) -> r.flow.state = v.text());
    fields.put("missed_bytes", (r, v) -> r.flow.missedOctets = Numbers.parseCount(v.scalar()));
    fields.put("history", (r, v) -> r.flow.history = v.text());
    fields.put("orig_pkts", (r, v) -> r.packets = Numbers.parseCount(v.scalar()));
    fields.put("orig_ip_bytes", (r, v) -> r.ipOctets = Numbers.parseCount(v.scalar()));
    fields.put("resp_pkts", (r, v) -> r.flow.reversePackets = Numbers.parseCount(v.scalar()));
    fields.put("resp_ip_bytes", (r, v) -> r.reverseIpOctets = Numbers.parseCount(v.scalar()));
    fields.put("vlan", (r, v) -> r.flow.vlan = Numbers.parseInt(v.scalar(), 0, MAX_VLAN));
    fields.put("orig_l2_addr", (r, v) -> r.flow.sourceMac = v.text());
    fields.put("resp_l2_addr", (r, v) -> r.flow.destinationMac = v.text());
    return Map.copyOf(fields);
  }

  @Override
  public void reset() {
    flow.observer(Observer.UNKNOWN);
    flow.reset();
    hasTime = false;
    icmp = false;
    ipOctets = null;
    reverseIpOctets = null;
    packets = null;
  }

  @Override
  public FlowRecord end() throws BadValueException {
    if (!hasTime || flow.sourceAddress == null || flow.destinationAddress == null) {
      throw new BadValueException(
          RejectReason.MISSING_FIELD, "ts, id.orig_h or id.resp_h is not set");
    }
    if (icmp) {
      icmp(flow.sourceAddress.isIpv4());
    }
    flow.octets = ipOctets != null ? ipOctets : zeroIfAbsent(flow.payloadOctets);
    flow.packets = zeroIfAbsent(packets);
    flow.reverseOctets = reverseIpOctets != null ? reverseIpOctets : flow.reversePayloadOctets;
    return flow.build();
  }

  private void icmp(boolean ipv4) {
    flow.protocol = ipv4 ? Transports.ICMP : Transports.ICMP6;
    flow.icmpType = flow.sourcePort;
    flow.icmpCode = flow.destinationPort;
    flow.sourcePort = 0;
    flow.destinationPort = 0;
  }

  private void time(ZeekValue value) throws BadValueException {
    flow.eventTimeMicros = ZeekTimes.parse(value.scalar());
    hasTime = true;
  }

  private static long zeroIfAbsent(@Nullable Long value) {
    return value == null ? 0 : value;
  }
}
