// SPDX-License-Identifier: Apache-2.0
package winnow.decode.suricata;

import winnow.decode.dns.DnsNames;
import winnow.decode.join.Validity;
import winnow.decode.json.JsonShape;
import winnow.decode.text.ForwardedFor;
import winnow.decode.text.Numbers;

/** What the members of an event mean. */
final class EveShape {
  static final JsonShape<EveEvent> SHAPE = shape();

  private static final int MAX_BYTE = 255;
  private static final int MAX_VLAN = 4095;
  private static final int MAX_STATUS = 999;

  private EveShape() {}

  private static JsonShape<EveEvent> shape() {
    JsonShape<EveEvent> shape = new JsonShape<>();
    common(shape);
    flow(shape);
    handshake(shape);
    dns(shape);
    http(shape);
    alert(shape);
    ssh(shape);
    file(shape);
    dhcp(shape);
    return shape;
  }

  private static void common(JsonShape<EveEvent> shape) {
    shape.field("timestamp", (e, v) -> e.timeMicros = EveEvent.time(v));
    shape.field("event_type", (e, v) -> e.type = e.texts.text(v));
    shape.field("flow_id", (e, v) -> e.flowId = EveEvent.flowId(v));
    shape.field("src_ip", (e, v) -> e.source = e.address(v));
    shape.field("dest_ip", (e, v) -> e.destination = e.address(v));
    shape.field("src_port", (e, v) -> e.sourcePort = Numbers.parsePort(v));
    shape.field("dest_port", (e, v) -> e.destinationPort = Numbers.parsePort(v));
    shape.field("proto", (e, v) -> e.protocol = EveEvent.protocol(v));
    shape.field("direction", (e, v) -> e.toClient = "to_client".contentEquals(v));
    shape.field("host", (e, v) -> e.host = e.name(v));
    shape.field("icmp_type", (e, v) -> e.flow.icmpType = Numbers.parseInt(v, 0, MAX_BYTE));
    shape.field("icmp_code", (e, v) -> e.flow.icmpCode = Numbers.parseInt(v, 0, MAX_BYTE));
    shape.field("vlan", (e, v) -> e.flow.vlan = Numbers.parseInt(v, 0, MAX_VLAN));
    shape.field("app_proto", (e, v) -> e.flow.service = e.texts.text(v));
    shape.field("ether.src_macs", (e, v) -> e.flow.sourceMac = e.texts.text(v));
    shape.field("ether.dest_macs", (e, v) -> e.flow.destinationMac = e.texts.text(v));
  }

  private static void flow(JsonShape<EveEvent> shape) {
    shape.field("flow.start", (e, v) -> e.startMicros = EveEvent.time(v));
    shape.field("flow.end", (e, v) -> e.endMicros = EveEvent.time(v));
    shape.field("flow.bytes_toserver", (e, v) -> e.flow.octets = Numbers.parseCount(v));
    shape.field("flow.pkts_toserver", (e, v) -> e.flow.packets = Numbers.parseCount(v));
    shape.field("flow.bytes_toclient", (e, v) -> e.flow.reverseOctets = Numbers.parseCount(v));
    shape.field("flow.pkts_toclient", (e, v) -> e.flow.reversePackets = Numbers.parseCount(v));
    shape.field("flow.state", (e, v) -> e.flow.state = e.texts.text(v));
    shape.field("flow.reason", (e, v) -> e.flow.endReason = FlowEvents.endReason(v));
    shape.field("flow.src_ip", (e, v) -> e.flowSource = e.address(v));
    shape.field("flow.dest_ip", (e, v) -> e.flowDestination = e.address(v));
    shape.field("flow.src_port", (e, v) -> e.flowSourcePort = Numbers.parsePort(v));
    shape.field("flow.dest_port", (e, v) -> e.flowDestinationPort = Numbers.parsePort(v));
    shape.field("netflow.start", (e, v) -> e.startMicros = EveEvent.time(v));
    shape.field("netflow.end", (e, v) -> e.endMicros = EveEvent.time(v));
    shape.field("netflow.bytes", (e, v) -> e.flow.octets = Numbers.parseCount(v));
    shape.field("netflow.pkts", (e, v) -> e.flow.packets = Numbers.parseCount(v));
    shape.field("tcp.tcp_flags", (e, v) -> e.flow.tcpFlags = EveEvent.flags(v));
    shape.field("tcp.tcp_flags_ts", (e, v) -> e.flow.tcpFlags = EveEvent.flags(v));
    shape.field("tcp.tcp_flags_tc", (e, v) -> e.flow.reverseTcpFlags = EveEvent.flags(v));
  }

  private static void handshake(JsonShape<EveEvent> shape) {
    shape.field("tls.sni", (e, v) -> e.flow.serverName = e.name(v));
    shape.field("tls.version", (e, v) -> e.flow.tlsVersion = FlowEvents.tlsVersion(e.name(v)));
    shape.field("tls.ja3.hash", (e, v) -> e.flow.ja3 = e.name(v));
    shape.field("tls.ja3s.hash", (e, v) -> e.flow.ja3s = e.name(v));
    shape.field("tls.ja4", (e, v) -> e.flow.ja4 = e.name(v));
    shape.field("tls.server_alpns", (e, v) -> e.flow.alpn = e.name(v));
    shape.field("tls.client_alpns", (e, v) -> e.clientAlpns.add(e.name(v)));
    shape.field("tls.subject", (e, v) -> e.flow.inspection.subject = e.name(v));
    shape.field("tls.issuerdn", (e, v) -> e.flow.inspection.issuer = e.name(v));
    shape.field(
        "tls.fingerprint",
        (e, v) -> e.flow.inspection.fingerprint = EveNotes.fingerprint(e.name(v)));
    shape.field("tls.notbefore", (e, v) -> e.flow.inspection.notBeforeMicros = Validity.micros(v));
    shape.field("tls.notafter", (e, v) -> e.flow.inspection.notAfterMicros = Validity.micros(v));
    shape.field("quic.sni", (e, v) -> e.flow.serverName = e.name(v));
    shape.field("quic.ja3.hash", (e, v) -> e.flow.ja3 = e.name(v));
    shape.field("quic.ja3s.hash", (e, v) -> e.flow.ja3s = e.name(v));
    shape.field("quic.ja4", (e, v) -> e.flow.ja4 = e.name(v));
  }

  private static void dns(JsonShape<EveEvent> shape) {
    shape.field("dns.version", (e, v) -> e.dns.version = Numbers.parseInt(v, 1, MAX_BYTE));
    shape.field("dns.type", (e, v) -> e.dns.type = e.texts.text(v));
    shape.field("dns.id", (e, v) -> e.dns.id = Numbers.parsePort(v));
    shape.field("dns.opcode", (e, v) -> e.dns.opcode = Numbers.parseInt(v, 0, 15));
    shape.field("dns.rcode", (e, v) -> e.dns.putRcode(v));
    shape.field("dns.flags", (e, v) -> e.dns.putFlags(v));
    shape.field("dns.aa", (e, v) -> e.dns.putAuthoritative(v));
    shape.field("dns.tc", (e, v) -> e.dns.putTruncated(v));
    shape.field("dns.rd", (e, v) -> e.dns.putRecursionDesired(v));
    shape.field("dns.ra", (e, v) -> e.dns.putRecursionAvailable(v));
    for (String question : new String[] {"dns.", "dns.queries."}) {
      shape.field(question + "rrname", (e, v) -> e.dns.putName(DnsNames.fromText(e.name(v))));
      shape.field(question + "rrtype", (e, v) -> e.dns.putQueryType(v));
    }
    shape.field("dns.rdata", (e, v) -> e.dns.putOwnData(v));
    shape.field("dns.ttl", (e, v) -> e.dns.putOwnTimeToLive(v));
    shape.field("dns.answers.rrtype", (e, v) -> e.dns.putAnswerType(v));
    shape.field("dns.answers.ttl", (e, v) -> e.dns.putTimeToLive(v));
    shape.field("dns.answers.rdata", (e, v) -> e.dns.putData(v));
    shape.end("dns.answers", e -> e.dns.endAnswer());
  }

  private static void http(JsonShape<EveEvent> shape) {
    shape.field("http.hostname", (e, v) -> e.http.host = e.texts.text(v));
    shape.field("http.http_port", (e, v) -> e.http.port = Numbers.parsePort(v));
    shape.field("http.url", (e, v) -> e.url = v.toString());
    shape.field("http.http_method", (e, v) -> e.http.method = e.texts.text(v));
    shape.field("http.protocol", (e, v) -> e.http.version = HttpEvents.version(e.texts.text(v)));
    shape.field("http.http_user_agent", (e, v) -> e.http.userAgent = e.texts.text(v));
    shape.field("http.http_refer", (e, v) -> e.http.referrer = v.toString());
    shape.field("http.http_content_type", (e, v) -> e.http.mimeType = e.texts.text(v));
    shape.field("http.status", (e, v) -> e.http.status = Numbers.parseInt(v, 0, MAX_STATUS));
    shape.field("http.length", (e, v) -> e.http.responseBodyOctets = Numbers.parseCount(v));
    shape.field(
        "http.xff", (e, v) -> e.http.realClient = ForwardedFor.client(v.toString()).orElse(null));
  }

  private static void alert(JsonShape<EveEvent> shape) {
    shape.field("alert.signature_id", (e, v) -> e.notes.signatureId = Numbers.parseCount(v));
    shape.field("alert.signature", (e, v) -> e.notes.signature = e.name(v));
    shape.field("alert.category", (e, v) -> e.notes.category = e.name(v));
    shape.field("alert.severity", (e, v) -> e.notes.severity = Numbers.parseCount(v));
    shape.field("alert.action", (e, v) -> e.notes.action = e.name(v));
  }

  private static void ssh(JsonShape<EveEvent> shape) {
    for (String peer : new String[] {"ssh.client.", "ssh.server."}) {
      shape.field(peer + "proto_version", (e, v) -> e.notes.sshVersion = e.name(v));
    }
    shape.field(
        "ssh.client.software_version",
        (e, v) -> e.flow.inspection.sshClient = e.notes.software(e.name(v)));
    shape.field(
        "ssh.server.software_version",
        (e, v) -> e.flow.inspection.sshServer = e.notes.software(e.name(v)));
    shape.field("ssh.client.hassh.hash", (e, v) -> e.flow.inspection.hassh = e.name(v));
    shape.field("ssh.server.hassh.hash", (e, v) -> e.flow.inspection.hasshServer = e.name(v));
  }

  private static void file(JsonShape<EveEvent> shape) {
    shape.field("fileinfo.filename", (e, v) -> e.notes.fileName = EveEvent.beginning(v));
    shape.field("fileinfo.magic", (e, v) -> e.notes.fileKind = EveEvent.beginning(v));
    shape.field("fileinfo.mimetype", (e, v) -> e.notes.fileKind = EveEvent.beginning(v));
    shape.field("fileinfo.sha256", (e, v) -> e.notes.sha256 = e.name(v));
    shape.field("fileinfo.sha1", (e, v) -> e.notes.sha1 = e.name(v));
    shape.field("fileinfo.md5", (e, v) -> e.notes.md5 = e.name(v));
    shape.field("fileinfo.size", (e, v) -> e.notes.fileOctets = Numbers.parseCount(v));
  }

  private static void dhcp(JsonShape<EveEvent> shape) {
    shape.field("dhcp.dhcp_type", (e, v) -> e.notes.dhcpType = e.name(v));
    shape.field("dhcp.client_mac", (e, v) -> e.notes.mac = e.name(v));
    shape.field("dhcp.assigned_ip", (e, v) -> e.notes.assignedAddress = e.address(v).toString());
    shape.field("dhcp.client_ip", (e, v) -> e.notes.clientAddress = e.address(v).toString());
    shape.field("dhcp.hostname", (e, v) -> e.notes.hostName = e.name(v));
  }
}
