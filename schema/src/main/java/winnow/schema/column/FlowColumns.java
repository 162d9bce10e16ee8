// SPDX-License-Identifier: Apache-2.0
package winnow.schema.column;

import static winnow.schema.column.Column.column;

import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import winnow.schema.FlowBuilder;
import winnow.schema.FlowRecord;
import winnow.schema.TelemetryKind;
import winnow.schema.Tls;
import winnow.schema.Traffic;
import winnow.schema.Translation;

/** The columns of table {@code flow}. Ids 1 to 9 mean the same in every table. */
public final class FlowColumns {
  /** The table. */
  public static final TelemetryTable<FlowRecord, FlowBuilder> TABLE =
      new TelemetryTable<>(TelemetryKind.FLOW, allColumns(), parts(), FlowBuilder::new);

  private FlowColumns() {}

  private static List<RecordPart<FlowRecord>> parts() {
    return List.of(
        new RecordPart<>(FlowRecord::observer, 4, 5),
        new RecordPart<>(FlowRecord::reverse, 24, 27),
        new RecordPart<>(FlowRecord::routing, 40, 53),
        new RecordPart<>(FlowRecord::session, 60, 69),
        new RecordPart<>(FlowRecord::tls, 70, 76),
        new RecordPart<>(FlowRecord::translation, 80, 83),
        new RecordPart<>(
            FlowRecord::inspection, InspectionColumns.FIRST_ID, InspectionColumns.LAST_ID));
  }

  private static List<Column<FlowRecord, FlowBuilder>> allColumns() {
    return Stream.of(
            columns(),
            InspectionColumns.certificate(),
            InspectionColumns.ssh(),
            InspectionColumns.files(),
            InspectionColumns.leases(),
            InspectionColumns.alerts())
        .flatMap(List::stream)
        .toList();
  }

  private static List<Column<FlowRecord, FlowBuilder>> columns() {
    return List.of(
        column(1, "event_time", "First packet of the flow, UTC.")
            .ipfix("flowStartMicroseconds (154)")
            .zeek("ts")
            .ecs("@timestamp")
            .ocsf("time")
            .odm("event_time")
            .spot("treceived")
            .timestamp(FlowRecord::eventTimeMicros, (b, v) -> b.eventTimeMicros = v),
        CommonColumns.ingestTime(),
        CommonColumns.source(),
        CommonColumns.exporter(names -> names.ipfix("exporterIPv4Address (130)").spot("rip")),
        CommonColumns.observationDomain(names -> names.ipfix("observationDomainId (149)")),
        column(10, "duration", "From first to last packet, microseconds.")
            .ipfix("flowDurationMicroseconds (162)")
            .zeek("duration")
            .ecs("event.duration")
            .ocsf("duration")
            .odm("duration")
            .spot("tdur")
            .longs(FlowRecord::durationMicros, (b, v) -> b.durationMicros = v),
        column(11, "received_time", "When the collector received the flow, UTC.")
            .ipfix("collectionTimeMilliseconds (258)")
            .ecs("event.created")
            .ocsf("metadata.processed_time")
            .optionalTimestamp(FlowRecord::receivedTimeMicros, (b, v) -> b.receivedTimeMicros = v),
        column(12, "src_addr", "Source IP address.")
            .ipfix("sourceIPv4Address (8), sourceIPv6Address (27)")
            .zeek("id.orig_h")
            .ecs("source.ip")
            .ocsf("src_endpoint.ip")
            .odm("src_ip4_str")
            .spot("sip")
            .addresses(f -> f.source().address(), (b, v) -> b.sourceAddress = v),
        column(13, "dst_addr", "Destination IP address.")
            .ipfix("destinationIPv4Address (12), destinationIPv6Address (28)")
            .zeek("id.resp_h")
            .ecs("destination.ip")
            .ocsf("dst_endpoint.ip")
            .odm("dst_ip4_str")
            .spot("dip")
            .addresses(f -> f.destination().address(), (b, v) -> b.destinationAddress = v),
        column(14, "src_port", "Source port, 0 where the protocol has none.")
            .ipfix("sourceTransportPort (7)")
            .zeek("id.orig_p")
            .ecs("source.port")
            .ocsf("src_endpoint.port")
            .odm("src_port")
            .spot("sport")
            .ints(f -> f.source().port(), (b, v) -> b.sourcePort = (int) v),
        column(15, "dst_port", "Destination port, 0 where the protocol has none.")
            .ipfix("destinationTransportPort (11)")
            .zeek("id.resp_p")
            .ecs("destination.port")
            .ocsf("dst_endpoint.port")
            .odm("dst_port")
            .spot("dport")
            .ints(f -> f.destination().port(), (b, v) -> b.destinationPort = (int) v),
        column(16, "protocol", "IANA protocol number.")
            .ipfix("protocolIdentifier (4)")
            .zeek("proto")
            .ecs("network.iana_number")
            .ocsf("connection_info.protocol_num")
            .odm("n_proto")
            .spot("proto")
            .ints(FlowRecord::protocol, (b, v) -> b.protocol = (int) v),
        column(17, "icmp_type", "ICMP type.")
            .ipfix("icmpTypeIPv4 (176), icmpTypeIPv6 (178)")
            .zeek("id.orig_p")
            .optionalInts(FlowRecord::icmpType, (b, v) -> b.icmpType = v),
        column(18, "icmp_code", "ICMP code.")
            .ipfix("icmpCodeIPv4 (177), icmpCodeIPv6 (179)")
            .zeek("id.resp_p")
            .optionalInts(FlowRecord::icmpCode, (b, v) -> b.icmpCode = v),
        column(20, "octets", "IP bytes from source to destination.")
            .ipfix("octetDeltaCount (1)")
            .zeek("orig_ip_bytes")
            .ecs("source.bytes")
            .ocsf("traffic.bytes_out")
            .odm("in_bytes")
            .spot("ibyt")
            .longs(f -> f.forward().octets(), (b, v) -> b.octets = v),
        column(21, "packets", "Packets from source to destination.")
            .ipfix("packetDeltaCount (2)")
            .zeek("orig_pkts")
            .ecs("source.packets")
            .ocsf("traffic.packets_out")
            .odm("flow_in_packets")
            .spot("ipkt")
            .longs(f -> f.forward().packets(), (b, v) -> b.packets = v),
        column(22, "tcp_flags", "Union of TCP flags sent by the source, bits of RFC 9293.")
            .ipfix("tcpControlBits (6)")
            .ocsf("connection_info.tcp_flags")
            .odm("net_flags")
            .spot("flag")
            .ints(f -> f.forward().tcpFlags(), (b, v) -> b.tcpFlags = (int) v),
        column(23, "tos", "IP type of service byte of the source.")
            .ipfix("ipClassOfService (5)")
            .odm("service")
            .spot("stos")
            .ints(f -> f.forward().tos(), (b, v) -> b.tos = (int) v),
        column(24, "reverse_octets", "IP bytes from destination to source.")
            .ipfix("reverse octetDeltaCount (29305:1)")
            .zeek("resp_ip_bytes")
            .ecs("destination.bytes")
            .ocsf("traffic.bytes_in")
            .odm("out_bytes")
            .spot("obyt")
            .optionalLongs(reverseLong(Traffic::octets), (b, v) -> b.reverseOctets = v),
        column(25, "reverse_packets", "Packets from destination to source.")
            .ipfix("reverse packetDeltaCount (29305:2)")
            .zeek("resp_pkts")
            .ecs("destination.packets")
            .ocsf("traffic.packets_in")
            .odm("flow_out_packets")
            .spot("opkt")
            .optionalLongs(reverseLong(Traffic::packets), (b, v) -> b.reversePackets = v),
        column(26, "reverse_tcp_flags", "Union of TCP flags sent by the destination.")
            .ipfix("reverse tcpControlBits (29305:6)")
            .optionalInts(reverseInt(Traffic::tcpFlags), (b, v) -> b.reverseTcpFlags = v),
        column(27, "reverse_tos", "IP type of service byte of the destination.")
            .ipfix("postIpClassOfService (55)")
            .odm("xref")
            .spot("dtos")
            .optionalInts(reverseInt(Traffic::tos), (b, v) -> b.reverseTos = v),
        column(
                28,
                "sampling_interval",
                "One of how many packets was looked at; 1 when all were, or when the counters are"
                    + " multiplied already.")
            .ipfix("samplingInterval (34)")
            .longs(FlowRecord::samplingInterval, (b, v) -> b.samplingInterval = v),
        column(40, "input_interface", "ifIndex of the ingress interface.")
            .ipfix("ingressInterface (10)")
            .ecs("observer.ingress.interface.id")
            .ocsf("src_endpoint.interface_uid")
            .odm("flow_input")
            .spot("input")
            .longs(f -> f.routing().inputInterface(), (b, v) -> b.inputInterface = v),
        column(41, "output_interface", "ifIndex of the egress interface.")
            .ipfix("egressInterface (14)")
            .ecs("observer.egress.interface.id")
            .ocsf("dst_endpoint.interface_uid")
            .odm("flow_output")
            .spot("output")
            .longs(f -> f.routing().outputInterface(), (b, v) -> b.outputInterface = v),
        column(42, "next_hop", "Next router.")
            .ipfix("ipNextHopIPv4Address (15), ipNextHopIPv6Address (62)")
            .addresses(f -> f.routing().nextHop(), (b, v) -> b.nextHop = v),
        column(43, "bgp_next_hop", "Next BGP router.")
            .ipfix("bgpNextHopIPv4Address (18), bgpNextHopIPv6Address (63)")
            .addresses(f -> f.routing().bgpNextHop(), (b, v) -> b.bgpNextHop = v),
        column(44, "src_as", "Autonomous system of the source, 0 when not known.")
            .ipfix("bgpSourceAsNumber (16)")
            .ecs("source.as.number")
            .ocsf("src_endpoint.autonomous_system.number")
            .odm("src_asn")
            .spot("sas")
            .longs(f -> f.routing().sourceAs(), (b, v) -> b.sourceAs = v),
        column(45, "dst_as", "Autonomous system of the destination, 0 when not known.")
            .ipfix("bgpDestinationAsNumber (17)")
            .ecs("destination.as.number")
            .ocsf("dst_endpoint.autonomous_system.number")
            .odm("dst_asn")
            .spot("das")
            .longs(f -> f.routing().destinationAs(), (b, v) -> b.destinationAs = v),
        column(46, "src_prefix_length", "Length of the route prefix of the source, bits.")
            .ipfix("sourceIPv4PrefixLength (9), sourceIPv6PrefixLength (29)")
            .ints(f -> f.routing().sourcePrefixLength(), (b, v) -> b.sourcePrefixLength = (int) v),
        column(47, "dst_prefix_length", "Length of the route prefix of the destination, bits.")
            .ipfix("destinationIPv4PrefixLength (13), destinationIPv6PrefixLength (30)")
            .ints(
                f -> f.routing().destinationPrefixLength(),
                (b, v) -> b.destinationPrefixLength = (int) v),
        column(48, "src_mac", "Source MAC address.")
            .ipfix("sourceMacAddress (56)")
            .zeek("orig_l2_addr")
            .ecs("source.mac")
            .ocsf("src_endpoint.mac")
            .odm("src_mac")
            .texts(f -> f.routing().sourceMac(), (b, v) -> b.sourceMac = v),
        column(49, "dst_mac", "Destination MAC address.")
            .ipfix("destinationMacAddress (80)")
            .zeek("resp_l2_addr")
            .ecs("destination.mac")
            .ocsf("dst_endpoint.mac")
            .odm("dst_mac")
            .texts(f -> f.routing().destinationMac(), (b, v) -> b.destinationMac = v),
        column(50, "vlan", "802.1Q VLAN id at ingress, 0 when untagged or not known.")
            .ipfix("vlanId (58)")
            .zeek("vlan")
            .ecs("network.vlan.id")
            .ocsf("src_endpoint.vlan_uid")
            .ints(f -> f.routing().vlan(), (b, v) -> b.vlan = (int) v),
        column(51, "post_vlan", "802.1Q VLAN id at egress, 0 when untagged or not known.")
            .ipfix("postVlanId (59)")
            .ocsf("dst_endpoint.vlan_uid")
            .ints(f -> f.routing().postVlan(), (b, v) -> b.postVlan = (int) v),
        column(52, "forwarding_status", "Forwarding status, RFC 7270 section 4.12.")
            .ipfix("forwardingStatus (89)")
            .odm("code")
            .spot("fwd")
            .ints(f -> f.routing().forwardingStatus(), (b, v) -> b.forwardingStatus = (int) v),
        column(53, "direction", "0 ingress, 1 egress.")
            .ipfix("flowDirection (61)")
            .odm("net_direction")
            .spot("dir")
            .optionalInts(f -> f.routing().direction(), (b, v) -> b.direction = v),
        column(60, "uid", "Id that the sensor gave the connection.")
            .zeek("uid")
            .ecs("event.id")
            .ocsf("connection_info.uid")
            .odm("event_id")
            .texts(f -> f.session().uid(), (b, v) -> b.uid = v),
        column(61, "conn_state", "Zeek connection state: S0, SF, REJ and so on.")
            .zeek("conn_state")
            .ocsf("status_detail")
            .texts(f -> f.session().state(), (b, v) -> b.state = v),
        column(62, "history", "Zeek history letters.")
            .zeek("history")
            .ocsf("connection_info.flag_history")
            .texts(f -> f.session().history(), (b, v) -> b.history = v),
        column(63, "end_reason", "Why the flow ended, IPFIX flowEndReason.")
            .ipfix("flowEndReason (136)")
            .optionalInts(f -> f.session().endReason(), (b, v) -> b.endReason = v),
        column(64, "service", "Application protocol, lower case.")
            .zeek("service")
            .ecs("network.protocol")
            .ocsf("connection_info.protocol_name")
            .texts(f -> f.session().service(), (b, v) -> b.service = v),
        column(65, "application", "Application as the exporter classifies it.")
            .ipfix("applicationId (95), applicationName (96)")
            .ecs("network.application")
            .ocsf("app_name")
            .texts(f -> f.session().application(), (b, v) -> b.application = v),
        column(66, "user", "User name.")
            .ipfix("userName (371)")
            .ecs("user.name")
            .ocsf("actor.user.name")
            .odm("user_name")
            .texts(f -> f.session().user(), (b, v) -> b.user = v),
        column(67, "payload_octets", "Bytes above the transport layer sent by the source.")
            .zeek("orig_bytes")
            .optionalLongs(f -> f.session().payloadOctets(), (b, v) -> b.payloadOctets = v),
        column(
                68,
                "reverse_payload_octets",
                "Bytes above the transport layer sent by the destination.")
            .zeek("resp_bytes")
            .optionalLongs(
                f -> f.session().reversePayloadOctets(), (b, v) -> b.reversePayloadOctets = v),
        column(69, "missed_octets", "Bytes that the sensor knows it missed.")
            .zeek("missed_bytes")
            .ocsf("traffic.bytes_missed")
            .optionalLongs(f -> f.session().missedOctets(), (b, v) -> b.missedOctets = v),
        column(70, "sni", "TLS server name indication.")
            .zeek("server_name")
            .ecs("tls.client.server_name")
            .ocsf("tls.sni")
            .texts(tls(Tls::serverName), (b, v) -> b.serverName = v),
        column(71, "alpn", "TLS application protocol, agreed or first offered.")
            .zeek("next_protocol")
            .ecs("tls.next_protocol")
            .ocsf("tls.alpn")
            .texts(tls(Tls::alpn), (b, v) -> b.alpn = v),
        column(72, "tls_version", "TLS version agreed.")
            .zeek("version")
            .ecs("tls.version")
            .ocsf("tls.version")
            .texts(tls(Tls::version), (b, v) -> b.tlsVersion = v),
        column(73, "ja3", "JA3 fingerprint of the client.")
            .zeek("ja3")
            .ecs("tls.client.ja3")
            .ocsf("tls.ja3_hash.value")
            .texts(tls(Tls::ja3), (b, v) -> b.ja3 = v),
        column(74, "ja3s", "JA3S fingerprint of the server.")
            .zeek("ja3s")
            .ecs("tls.server.ja3s")
            .ocsf("tls.ja3s_hash.value")
            .texts(tls(Tls::ja3s), (b, v) -> b.ja3s = v),
        column(75, "ja4", "JA4 fingerprint of the client.")
            .zeek("ja4")
            .ecs("tls.client.ja4")
            .ocsf("tls.ja4_fingerprint_list")
            .texts(tls(Tls::ja4), (b, v) -> b.ja4 = v),
        column(76, "ja4s", "JA4S fingerprint of the server.")
            .zeek("ja4s")
            .ecs("tls.server.ja4s")
            .ocsf("tls.ja4s_fingerprint")
            .texts(tls(Tls::ja4s), (b, v) -> b.ja4s = v),
        column(80, "nat_src_addr", "Source address after translation.")
            .ipfix("postNATSourceIPv4Address (225), postNATSourceIPv6Address (281)")
            .ecs("source.nat.ip")
            .ocsf("proxy_endpoint.ip")
            .addresses(translated(Translation::source), (b, v) -> b.translatedSource = v),
        column(81, "nat_dst_addr", "Destination address after translation.")
            .ipfix("postNATDestinationIPv4Address (226), postNATDestinationIPv6Address (282)")
            .ecs("destination.nat.ip")
            .addresses(translated(Translation::destination), (b, v) -> b.translatedDestination = v),
        column(82, "nat_src_port", "Source port after translation.")
            .ipfix("postNAPTSourceTransportPort (227)")
            .ecs("source.nat.port")
            .optionalInts(
                translated(Translation::sourcePort),
                (b, v) -> b.translatedSourcePort = v == null ? 0 : v),
        column(83, "nat_dst_port", "Destination port after translation.")
            .ipfix("postNAPTDestinationTransportPort (228)")
            .ecs("destination.nat.port")
            .optionalInts(
                translated(Translation::destinationPort),
                (b, v) -> b.translatedDestinationPort = v == null ? 0 : v));
  }

  private static Function<FlowRecord, @Nullable Long> reverseLong(Function<Traffic, Long> part) {
    return flow -> flow.reverse() == null ? null : part.apply(flow.reverse());
  }

  private static Function<FlowRecord, @Nullable Integer> reverseInt(
      Function<Traffic, Integer> part) {
    return flow -> flow.reverse() == null ? null : part.apply(flow.reverse());
  }

  private static Function<FlowRecord, @Nullable String> tls(Function<Tls, @Nullable String> part) {
    return flow -> flow.tls() == null ? null : part.apply(flow.tls());
  }

  private static <T> Function<FlowRecord, @Nullable T> translated(
      Function<Translation, @Nullable T> part) {
    return flow -> flow.translation() == null ? null : part.apply(flow.translation());
  }
}
