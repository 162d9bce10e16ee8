// SPDX-License-Identifier: Apache-2.0
package winnow.synth.blend;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import winnow.schema.DnsBuilder;
import winnow.schema.FlowBuilder;
import winnow.schema.FlowRecord;
import winnow.schema.HttpBuilder;
import winnow.schema.IpAddress;
import winnow.schema.Observer;
import winnow.schema.ResourceRecord;
import winnow.schema.TelemetryRecord;
import winnow.synth.scenario.Blend;
import winnow.synth.scenario.Role;

/**
 * A host of another network as its sensors record it: with columns that no sensor of an invented
 * network fills.
 */
public final class Elsewhere {
  static final String HOST = "192.168.77.5";
  static final String RESOLVER = "192.168.77.1";
  static final String DIRECTORY = "192.168.77.2";
  static final String NEIGHBOUR = "192.168.77.9";
  static final String VACANT = "192.168.77.200";
  static final String SITE = "151.101.1.6";
  static final String LAB_SITE = "203.0.113.9";
  static final long BEGIN = 1_500_033_600_000_000L; // 2017-07-14T12:00:00Z
  private static final Observer SENSOR = new Observer("172.31.9.9", 77);

  private Elsewhere() {}

  /** Whose blend it is. */
  public static Blend blend(String id, @Nullable Boolean proxied, int day, @Nullable Double hour) {
    Blend.Origin origin =
        new Blend.Origin(
            Set.of(IpAddress.parse(HOST)),
            Map.of(IpAddress.parse(NEIGHBOUR), new Blend.Peer(Role.WORKSTATION)),
            Set.of("lab.example"),
            Blend.Part.ALL);
    Blend.Place place = new Blend.Place(Role.WORKSTATION, proxied, day, hour);
    return new Blend(id, "beacon", "T1071", Blend.Label.MALICIOUS, origin, place);
  }

  /** An hour of everything. */
  public static List<TelemetryRecord> records() {
    List<TelemetryRecord> records = new ArrayList<>();
    for (int minute = 0; minute < 60; minute++) {
      records.add(flow(minute, HOST, 51_000 + minute, SITE, 443, 6, 900, 4000));
      records.add(question(minute, "c" + minute + ".beacon.example.net", 1, 0, SITE));
    }
    records.add(flow(3, HOST, 50_001, DIRECTORY, 88, 6, 1500, 1400));
    records.add(flow(4, HOST, 50_002, NEIGHBOUR, 445, 6, 90_000, 3000));
    records.add(flow(5, HOST, 50_003, VACANT, 445, 6, 0, -1));
    records.add(flow(6, HOST, 50_004, LAB_SITE, 8443, 6, 700, 800));
    records.add(flow(7, HOST, 68, "255.255.255.255", 67, 17, 300, -1));
    records.add(flow(8, HOST, 137, "192.168.77.255", 137, 17, 80, -1));
    records.add(flow(9, HOST, 50_005, RESOLVER, 53, 17, 40, 90));
    records.add(flow(10, "192.168.77.66", 50_006, SITE, 443, 6, 10, 10));
    records.add(question(11, "fileserver.lab.example", 1, 0, NEIGHBOUR));
    records.add(question(12, "5.77.168.192.in-addr.arpa", 12, 0, "me.lab.example"));
    records.add(question(13, "nothing.example.org", 1, 3, null));
    records.add(question(14, "odd\\228\\.label.example.net", 16, 0, "\"data \\\\ here\""));
    records.add(request(15, 51_500, "www.example.org", "/a b?", SITE));
    return records;
  }

  static FlowRecord flow(
      int minute,
      String from,
      int port,
      String to,
      int toPort,
      int protocol,
      long sent,
      long answered) {
    FlowBuilder flow = new FlowBuilder();
    flow.observer(SENSOR);
    flow.eventTimeMicros = BEGIN + minute * 60_000_000L;
    flow.durationMicros = 1_500_000;
    flow.sourceAddress = IpAddress.parse(from);
    flow.destinationAddress = IpAddress.parse(to);
    flow.sourcePort = port;
    flow.destinationPort = toPort;
    flow.protocol = protocol;
    flow.packets = 9;
    flow.octets = sent + 9 * 52;
    flow.tcpFlags = 0xd2;
    flow.tos = 0xb8;
    flow.reversePackets = answered < 0 ? null : 7L;
    flow.reverseOctets = answered < 0 ? null : answered + 7 * 52;
    flow.reverseTcpFlags = answered < 0 ? null : 0x5b;
    flow.vlan = 42;
    flow.inputInterface = 99;
    flow.uid = "CUid" + minute;
    flow.state = answered < 0 ? "S0" : "SF";
    flow.payloadOctets = sent;
    flow.reversePayloadOctets = Math.max(0, answered);
    flow.ja3 = "0123456789abcdef0123456789abcdef";
    flow.sourceMac = "02:00:00:00:00:01";
    flow.samplingInterval = 1;
    return flow.build();
  }

  private static TelemetryRecord question(
      int minute, String name, int type, int rcode, @Nullable String data) {
    DnsBuilder dns = new DnsBuilder();
    dns.observer(SENSOR);
    dns.eventTimeMicros = BEGIN + minute * 60_000_000L + 1_000;
    dns.clientAddress = IpAddress.parse(HOST);
    dns.clientPort = 5353;
    dns.serverAddress = IpAddress.parse(RESOLVER);
    dns.serverPort = 53;
    dns.protocol = 17;
    dns.transactionId = 7;
    dns.query = name;
    dns.qclass = 1;
    dns.qtype = type;
    dns.ednsUdpSize = 4096;
    dns.clientSubnet = "198.51.100.0/24";
    dns.answered = true;
    dns.rcode = rcode;
    dns.headerFlags = 0x8580;
    dns.authorityCount = 3;
    dns.additionalCount = 1;
    dns.uid = "DUid" + minute;
    dns.answers = data == null ? List.of() : List.of(new ResourceRecord(data, type, 60));
    return dns.build();
  }

  static TelemetryRecord request(
      int minute, int port, String host, String path, @Nullable String server) {
    HttpBuilder http = new HttpBuilder();
    http.observer(SENSOR);
    http.eventTimeMicros = BEGIN + minute * 60_000_000L;
    http.clientAddress = IpAddress.parse(HOST);
    http.clientPort = port;
    http.serverAddress = server == null ? null : IpAddress.parse(server);
    http.serverPort = 80;
    http.method = "GET";
    http.scheme = "http";
    http.host = host;
    http.path = path;
    http.version = "1.1";
    http.userAgent = "Mozilla/4.0 (compatible; MSIE 6.0; Windows NT 5.1)";
    http.requestBodyOctets = 0L;
    http.status = 200;
    http.mimeType = "text/html";
    http.responseBodyOctets = 5_000L;
    http.uid = "HUid";
    return http.build();
  }
}
