// SPDX-License-Identifier: Apache-2.0
package winnow.decode.capture;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import winnow.decode.Collected;
import winnow.decode.DecodeOptions;
import winnow.decode.pcap.CaptureReader;
import winnow.decode.pcap.PacketView;
import winnow.schema.DnsRecord;
import winnow.schema.Endpoint;
import winnow.schema.FlowRecord;
import winnow.schema.HttpRecord;
import winnow.schema.ResourceRecord;
import winnow.schema.TelemetryRecord;
import winnow.schema.Traffic;

/**
 * Our records of a capture in the form of {@link ArkimeSession}. Arkime counts whole frames, so
 * that what our IP octets leave out of each packet, as its record header and its IP header tell, is
 * added. It lists the names of TLS among the hosts, and not those of CONNECT. Its source is always
 * the sender of the first packet, ours is not where the history begins with {@code ^}.
 */
final class ArkimeComparison {
  private final Map<String, ArkimeSession> ours = new TreeMap<>();
  private final Map<String, String> fragments = new HashMap<>();

  /** What differs between our records of {@code capture} and the expectation, a line each. */
  static List<String> differences(Path capture, Path expectation) throws IOException {
    ArkimeComparison comparison = new ArkimeComparison();
    comparison.decode(capture);
    return comparison.compare(ArkimeSession.read(expectation));
  }

  private void decode(Path capture) throws IOException {
    Collected collected = new Collected();
    CaptureDecoder decoder =
        new CaptureDecoder(DecodeOptions.named(String.valueOf(capture.getFileName())));
    try (InputStream input = new BufferedInputStream(Files.newInputStream(capture))) {
      CaptureReader reader = new CaptureReader(input, collected);
      PacketView packet = new PacketView();
      while (reader.next(packet)) {
        decoder.accept(packet, collected);
        if (packet.isIp() && !packet.isMalformed()) {
          addFrame(packet);
        }
      }
    }
    decoder.finish(collected);
    for (TelemetryRecord record : collected.records) {
      switch (record) {
        case FlowRecord flow -> {
          if (flow.reverse() != null) {
            add(flow, flow.reverse());
          }
        }
        case DnsRecord dns -> add(dns);
        case HttpRecord http -> add(http);
      }
    }
  }

  /** Adds what a frame has beyond its IP packet. */
  private void addFrame(PacketView packet) {
    String id = packet.source() + " " + packet.destination() + " " + packet.fragmentId();
    String from = end(packet.source(), packet.isIcmp() ? 0 : packet.sourcePort());
    String to = end(packet.destination(), packet.isIcmp() ? 0 : packet.destinationPort());
    if (packet.isFragment() && packet.fragmentOffset() == 0) {
      fragments.put(id, from + " " + to);
    } else if (packet.isFragment() && fragments.containsKey(id)) {
      String[] ends = fragments.get(id).split(" ");
      from = ends[0];
      to = ends[1];
    }
    session(packet.protocol(), from, to).count(from, 0, packet.wireLength() - packet.ipLength());
  }

  private ArkimeSession session(int protocol, String from, String to) {
    return ours.computeIfAbsent(ArkimeSession.key(protocol, from, to), ArkimeSession::new);
  }

  private ArkimeSession session(int protocol, Endpoint from, Endpoint to) {
    return session(protocol, end(from), end(to));
  }

  /** Adds a flow of packets; those that exporters report have one direction. */
  private void add(FlowRecord flow, Traffic reverse) {
    String from = end(flow.source());
    String to = end(flow.destination());
    ArkimeSession session = session(flow.protocol(), from, to);
    String history = flow.session().history();
    boolean flipped = history != null && history.startsWith("^") && !history.startsWith("^h");
    session.start(flow.eventTimeMicros() / 1000, flipped ? to : from);
    session.count(from, flow.forward().packets(), flow.forward().octets());
    session.count(to, reverse.packets(), reverse.octets());
    if (flow.tls() != null && flow.tls().serverName() != null) {
      session.hosts.add(ArkimeSession.lower(flow.tls().serverName()));
    }
    session.lastMillis =
        Math.max(session.lastMillis, (flow.eventTimeMicros() + flow.durationMicros()) / 1000);
  }

  private void add(DnsRecord dns) {
    Endpoint server = java.util.Objects.requireNonNull(dns.server());
    ArkimeSession session =
        session(java.util.Objects.requireNonNull(dns.protocol()), dns.client(), server);
    if (dns.question().name() != null) {
      session.names.add(ArkimeSession.lower(dns.question().name()));
    }
    if (dns.response() != null) {
      for (ResourceRecord answer : dns.response().answers()) {
        if (answer.type() == 1 || answer.type() == 28) {
          session.answers.add(answer.data());
        }
      }
    }
  }

  private void add(HttpRecord http) {
    Endpoint server = java.util.Objects.requireNonNull(http.server());
    ArkimeSession session = session(6, http.client(), server);
    if (http.request().host() != null && !"CONNECT".equals(http.request().method())) {
      session.hosts.add(ArkimeSession.lower(http.request().host()));
    }
    if (http.request().path() != null) {
      session.paths.add(http.request().path());
    }
  }

  private static String end(Endpoint end) {
    return end(end.address(), end.port());
  }

  private static String end(Object address, int port) {
    return address + "|" + port;
  }

  private List<String> compare(Map<String, ArkimeSession> theirs) {
    List<String> differences = new ArrayList<>();
    TreeSet<String> keys = new TreeSet<>(theirs.keySet());
    keys.addAll(ours.keySet());
    for (String key : keys) {
      ArkimeSession own = ours.get(key);
      ArkimeSession their = theirs.get(key);
      if (own == null || their == null) {
        differences.add(key + ": only " + (own == null ? "theirs" : "ours"));
      } else {
        compare(key + " source", own.source, their.source, differences);
        compare(key + " packets", own.packets, their.packets, differences);
        compare(key + " bytes", own.bytes, their.bytes, differences);
        compare(key + " first", own.firstMillis, their.firstMillis, differences);
        compare(key + " last", own.lastMillis, their.lastMillis, differences);
        compare(key + " names", own.names, their.names, differences);
        compare(key + " answers", own.answers, their.answers, differences);
        if (their.isHttpCompared) {
          compare(key + " hosts", own.hosts, their.hosts, differences);
          compare(key + " paths", own.paths, their.paths, differences);
        }
      }
    }
    return differences;
  }

  private static void compare(String what, Object own, Object their, List<String> differences) {
    if (!own.equals(their)) {
      differences.add(what + ": ours " + own + ", theirs " + their);
    }
  }
}
