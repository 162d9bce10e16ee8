// SPDX-License-Identifier: Apache-2.0
package winnow.decode.datagram;

import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import winnow.schema.FlowRecord;
import winnow.schema.Routing;
import winnow.schema.Traffic;
import winnow.schema.Translation;

/**
 * What the columns of a flow must hold by the fields that tshark prints of it, written from the
 * definitions of the fields and not from the decoder. Remembers what options have told, so it reads
 * the records of one exporter in order.
 */
final class FieldColumns {
  private static final Set<String> NO_ADDRESS = Set.of("0.0.0.0", "::");

  private final Map<String, String> applications = new HashMap<>();
  private @Nullable String bootMicros;
  private @Nullable String samplingInterval;
  private Map<String, String> fields = Map.of();
  private final Map<String, String> columns = new LinkedHashMap<>();
  private final Set<String> used = new HashSet<>();

  /** Whether a record is a flow: it has two addresses. */
  static boolean isFlow(Map<String, String> record) {
    return record.containsKey("srcaddr") && record.containsKey("dstaddr")
        || record.containsKey("srcaddrv6") && record.containsKey("dstaddrv6");
  }

  /** Learns from a record that is none. */
  void learn(Map<String, String> record) {
    fields = record;
    bootMicros = record.getOrDefault("sys_init_time", bootMicros);
    samplingInterval = record.getOrDefault("sampling_interval", samplingInterval);
    String application = application();
    if (application != null && record.containsKey("appl_name")) {
      applications.put(application, record.get("appl_name"));
    }
  }

  /** Fields whose value a column holds, in the record read last. */
  Set<String> used() {
    return used;
  }

  /** What the columns of a flow must hold, of those about which its fields say something. */
  Map<String, String> of(Map<String, String> record) {
    fields = record;
    columns.clear();
    used.clear();
    addresses();
    traffic();
    times();
    routing();
    session();
    translation();
    return columns;
  }

  /** The first of the fields that the record has; all are used. */
  private @Nullable String first(String... names) {
    String found = null;
    for (String name : names) {
      if (fields.containsKey(name)) {
        used.add(name);
        found = found == null ? fields.get(name) : found;
      }
    }
    return found == null ? null : found.replaceFirst(",.*", "");
  }

  private void put(String column, @Nullable String value) {
    if (value != null) {
      columns.put(column, value);
    }
  }

  private void same(String column, String... names) {
    put(column, first(names));
  }

  private @Nullable String address(String... names) {
    String found = null;
    for (String name : names) {
      String value = first(name);
      found = value == null || found != null && NO_ADDRESS.contains(value) ? found : value;
    }
    return found;
  }

  private void addresses() {
    put("src_addr", address("srcaddr", "srcaddrv6"));
    put("dst_addr", address("dstaddr", "dstaddrv6"));
    same("protocol", "protocol");
    String source = first("srcport");
    String destination = first("dstport");
    boolean icmp = Set.of("1", "58").contains(fields.getOrDefault("protocol", ""));
    put("src_port", icmp ? "0" : source);
    put("dst_port", icmp ? "0" : destination);
    String both = first("icmp_type_code_ipv4");
    String type = first("icmp_ipv4_type");
    String code = first("icmp_ipv4_code");
    if (icmp) {
      both = both == null && type == null ? destination : both;
      put("icmp_type", both == null ? type : "" + (Integer.parseInt(both) >> 8));
      put("icmp_code", both == null ? code : "" + (Integer.parseInt(both) & 255));
    }
  }

  private void traffic() {
    same("octets", "octets", "permanent_octets", "initiator_octets", "post_octets");
    same("packets", "packets", "permanent_packets", "post_packets");
    put("tcp_flags", low8(first("tcpflags")));
    cert("tcp_flags", 14);
    cert("reverse_tcp_flags", 16398);
    String codePoint = first("ip_dscp");
    String tos = first("tos");
    put("tos", tos == null && codePoint != null ? "" + Integer.parseInt(codePoint) * 4 : low8(tos));
    used.addAll(Set.of("tcpflags.ack", "tcpflags.cwr", "tcpflags.ece", "tcpflags.fin"));
    used.addAll(Set.of("tcpflags.psh", "tcpflags.rst", "tcpflags.syn", "tcpflags.urg"));
    String octets = first("responder_octets", "pie.ixia.reverse-octet-delta-count");
    String packets = first("pie.ixia.reverse-packet-delta-count");
    boolean version9 = !fields.getOrDefault("header.uptime", "").isEmpty();
    if (version9 && fields.containsKey("octets") && octets == null) {
      octets = first("post_octets");
      packets = first("post_packets");
    }
    put("reverse_octets", octets);
    put("reverse_packets", packets);
    String interval = first("sampling_interval");
    interval = interval == null ? samplingInterval : interval;
    put("sampling_interval", "0".equals(interval) ? "1" : interval);
  }

  /** Flags of the first segment, and those of all others: two fields of YAF. */
  private void cert(String column, int number) {
    String name = "enterprise_private_entry (CERT Coordination Center) Type ";
    String initial = first(name + number);
    String others = first(name + (number + 1));
    if (initial != null && others != null) {
      put(column, "" + (Integer.decode(initial) | Integer.decode(others)));
    }
  }

  private static @Nullable String low8(@Nullable String number) {
    return number == null ? null : "" + (Integer.parseInt(number) & 255);
  }

  private void times() {
    String start = first("abstimestart");
    String end = first("abstimeend");
    if (start == null) {
      start = uptime(first("timestart"));
    }
    if (end == null) {
      end = uptime(first("timeend"));
    }
    if (start == null && end == null) {
      start = first("observation_time_milliseconds");
    }
    first("observation_time_milliseconds", "timestart", "timeend", "timedelta");
    if (start != null && end != null && !start.equals("0")) {
      put("end", "" + Math.max(Long.parseLong(start), Long.parseLong(end)));
    }
    put("event_time", "0".equals(start) ? null : start);
  }

  /** Uptimes are 32 bits, in milliseconds. */
  private @Nullable String uptime(@Nullable String millis) {
    if (millis == null) {
      return null;
    }
    String header = fields.getOrDefault("header.uptime", "");
    if (!header.isEmpty()) {
      int before = (int) (Long.parseLong(header) - Long.parseLong(millis));
      return "" + (Long.parseLong(fields.get("header.exported")) - before * 1000L);
    }
    return bootMicros == null
        ? null
        : "" + (Long.parseLong(bootMicros) + Long.parseLong(millis) * 1000);
  }

  private void routing() {
    same("input_interface", "inputint", "ingress_physical_interface");
    same("output_interface", "outputint", "egress_physical_interface");
    put("next_hop", address("nexthop", "nexthopv6"));
    same("bgp_next_hop", "bgpnexthop");
    same("src_as", "srcas");
    same("dst_as", "dstas");
    same("src_prefix_length", "srcmask");
    same("dst_prefix_length", "dstmask");
    same("src_mac", "srcmac", "post_srcmac");
    same("dst_mac", "dstmac", "post_dstmac");
    same("vlan", "vlanid", "dot1q_vlan_id");
    same("post_vlan", "post_vlanid");
    same("direction", "direction");
    String status = first("forwarding_status");
    String code =
        first(
            "forwarding_status_unknown_code",
            "forwarding_status_forward_code",
            "forwarding_status_drop_code",
            "forwarding_status_consume_code");
    if (status != null && code != null) {
      put("forwarding_status", "" + (Integer.parseInt(status) << 6 | Integer.parseInt(code)));
    }
  }

  private void session() {
    same("uid", "flow_id");
    same("user", "aaa_username", "pie.netscaler.aaa-username", "unknown_field_type Type 56702");
    same("service", "pie.barracuda.servicename");
    String event = first("firewall_event");
    String reason = first("flow_end_reason");
    put(
        "end_reason",
        reason != null ? reason : "2".equals(event) ? "3" : "5".equals(event) ? "2" : null);
    String name =
        first(
            "pie.ixia.l7-application-name",
            "appl_name",
            "pie.ntop.l7_proto_name",
            "unknown_field_type Type 56701",
            "enterprise_private_entry (Sandvine Corporation) Type 1");
    String id = application();
    first("appl_id.classification_engine_id", "appl_id.selector_id");
    if (name != null && !name.isEmpty()) {
      put("application", name);
    } else if (id != null && !id.equals("0:0")) {
      put("application", applications.getOrDefault(id, id));
    }
  }

  private @Nullable String application() {
    String engine = fields.get("appl_id.classification_engine_id");
    String selector = fields.get("appl_id.selector_id");
    if (engine == null || selector == null) {
      return null;
    }
    return selector.length() == 16
        ? engine + ":" + hex(selector.substring(0, 8)) + ":" + hex(selector.substring(8))
        : engine + ":" + hex(selector);
  }

  private static long hex(String digits) {
    return Long.parseLong(digits, 16);
  }

  private void translation() {
    same("nat_src_addr", "post_natsource_ipv4_address");
    same("nat_dst_addr", "post_natdestination_ipv4_address");
    same("nat_src_port", "post_naptsource_transport_port");
    same("nat_dst_port", "post_naptdestination_transport_port");
  }

  /** The columns of our record, text for text as {@link #of} has them. */
  static Map<String, String> ours(FlowRecord flow) {
    Map<String, String> ours = new LinkedHashMap<>();
    ours.put("src_addr", flow.source().address().toString());
    ours.put("dst_addr", flow.destination().address().toString());
    ours.put("src_port", "" + flow.source().port());
    ours.put("dst_port", "" + flow.destination().port());
    ours.put("protocol", "" + flow.protocol());
    ours.put("icmp_type", "" + flow.icmpType());
    ours.put("icmp_code", "" + flow.icmpCode());
    ours.put("octets", Long.toUnsignedString(flow.forward().octets()));
    ours.put("packets", Long.toUnsignedString(flow.forward().packets()));
    ours.put("tcp_flags", "" + flow.forward().tcpFlags());
    ours.put("tos", "" + flow.forward().tos());
    Traffic reverse = flow.reverse() == null ? new Traffic(0, 0, 0, 0) : flow.reverse();
    ours.put("reverse_octets", "" + reverse.octets());
    ours.put("reverse_packets", "" + reverse.packets());
    ours.put("reverse_tcp_flags", "" + reverse.tcpFlags());
    ours.put("sampling_interval", "" + flow.samplingInterval());
    ours.put("event_time", "" + flow.eventTimeMicros());
    ours.put("end", "" + (flow.eventTimeMicros() + flow.durationMicros()));
    Routing routing = flow.routing();
    ours.put("input_interface", "" + routing.inputInterface());
    ours.put("output_interface", "" + routing.outputInterface());
    ours.put("next_hop", "" + routing.nextHop());
    ours.put("bgp_next_hop", "" + routing.bgpNextHop());
    ours.put("src_as", "" + routing.sourceAs());
    ours.put("dst_as", "" + routing.destinationAs());
    ours.put("src_prefix_length", "" + routing.sourcePrefixLength());
    ours.put("dst_prefix_length", "" + routing.destinationPrefixLength());
    ours.put("src_mac", "" + routing.sourceMac());
    ours.put("dst_mac", "" + routing.destinationMac());
    ours.put("vlan", "" + routing.vlan());
    ours.put("post_vlan", "" + routing.postVlan());
    ours.put("forwarding_status", "" + routing.forwardingStatus());
    ours.put("direction", "" + routing.direction());
    ours.put("uid", "" + flow.session().uid());
    ours.put("user", Objects.requireNonNullElse(flow.session().user(), ""));
    ours.put("service", "" + flow.session().service());
    ours.put("end_reason", "" + flow.session().endReason());
    ours.put("application", "" + flow.session().application());
    Translation nat =
        Objects.requireNonNullElse(flow.translation(), new Translation(null, null, 0, 0));
    ours.put("nat_src_addr", "" + nat.source());
    ours.put("nat_dst_addr", "" + nat.destination());
    ours.put("nat_src_port", "" + nat.sourcePort());
    ours.put("nat_dst_port", "" + nat.destinationPort());
    return ours;
  }
}
