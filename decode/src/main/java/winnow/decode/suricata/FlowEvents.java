// SPDX-License-Identifier: Apache-2.0
package winnow.decode.suricata;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import winnow.decode.DecodeSink;
import winnow.decode.SkipReason;
import winnow.decode.text.BadValueException;
import winnow.schema.FlowBuilder;
import winnow.schema.FlowRecord;

/**
 * Makes rows of flow events, and keeps what handshakes told until the flow of the same id ends. At
 * most {@link #MAX_HANDSHAKES} wait; the eldest gives way.
 */
final class FlowEvents {
  /** How many handshakes wait for their flows at a time. */
  static final int MAX_HANDSHAKES = 65_536;

  private static final int IDLE_TIMEOUT = 1;
  private static final int FORCED_END = 4;

  private final LinkedHashMap<String, Handshake> handshakes = new LinkedHashMap<>();

  /** What handshake events of a flow told, and how many there were. */
  private record Handshake(
      @Nullable String serverName,
      @Nullable String alpn,
      @Nullable String version,
      @Nullable String ja3,
      @Nullable String ja3s,
      @Nullable String ja4,
      long events) {}

  FlowRecord flow(EveEvent event, DecodeSink sink) throws BadValueException {
    FlowBuilder flow = event.flow;
    put(event);
    if (zero(flow.reversePackets) && zero(flow.reverseOctets)) {
      flow.reversePackets = null;
      flow.reverseOctets = null;
      flow.reverseTcpFlags = null;
    }
    Handshake handshake = event.flowId == null ? null : handshakes.remove(event.flowId);
    if (handshake != null) {
      flow.serverName = handshake.serverName();
      flow.alpn = handshake.alpn();
      flow.tlsVersion = handshake.version();
      flow.ja3 = handshake.ja3();
      flow.ja3s = handshake.ja3s();
      flow.ja4 = handshake.ja4();
      sink.skip(SkipReason.JOINED, handshake.events());
    }
    return flow.build();
  }

  FlowRecord netflow(EveEvent event) throws BadValueException {
    put(event);
    event.flow.reverseTcpFlags = null;
    return event.flow.build();
  }

  private static void put(EveEvent event) throws BadValueException {
    event.require();
    FlowBuilder flow = event.flow;
    flow.observer(event.observer());
    flow.eventTimeMicros = event.startMicros >= 0 ? event.startMicros : event.timeMicros;
    flow.durationMicros = Math.max(0, event.endMicros - flow.eventTimeMicros);
    flow.sourceAddress = event.client().address();
    flow.destinationAddress = event.server().address();
    flow.sourcePort = event.sourcePort;
    flow.destinationPort = event.destinationPort;
    flow.protocol = event.protocol;
    flow.uid = event.flowId;
    if ("failed".equals(flow.service) || "unknown".equals(flow.service)) {
      flow.service = null;
    } else if ("tls".equals(flow.service)) {
      flow.service = "ssl";
    }
  }

  /** Keeps what a handshake event tells. */
  void handshake(EveEvent event, DecodeSink sink) throws BadValueException {
    event.require();
    if (event.flowId == null) {
      sink.skip(SkipReason.OTHER_LINE, 1);
      return;
    }
    FlowBuilder flow = event.flow;
    Handshake known = handshakes.remove(event.flowId);
    String offered = event.clientAlpns.isEmpty() ? null : event.clientAlpns.getFirst();
    Handshake told =
        new Handshake(
            flow.serverName,
            flow.alpn == null ? offered : flow.alpn,
            flow.tlsVersion,
            flow.ja3,
            flow.ja3s,
            flow.ja4,
            1);
    handshakes.put(event.flowId, known == null ? told : merged(known, told));
    if (handshakes.size() > MAX_HANDSHAKES) {
      forget(handshakes.pollFirstEntry(), sink);
    }
  }

  /** Counts the handshakes whose flows did not come. */
  void finish(DecodeSink sink) {
    while (!handshakes.isEmpty()) {
      forget(handshakes.pollFirstEntry(), sink);
    }
  }

  private static void forget(Map.Entry<String, Handshake> eldest, DecodeSink sink) {
    sink.skip(SkipReason.OTHER_LINE, eldest.getValue().events());
  }

  private static Handshake merged(Handshake known, Handshake told) {
    return new Handshake(
        either(told.serverName(), known.serverName()),
        either(told.alpn(), known.alpn()),
        either(told.version(), known.version()),
        either(told.ja3(), known.ja3()),
        either(told.ja3s(), known.ja3s()),
        either(told.ja4(), known.ja4()),
        known.events() + told.events());
  }

  private static @Nullable String either(@Nullable String first, @Nullable String second) {
    return first == null ? second : first;
  }

  /** The flowEndReason of IPFIX (136) for the reason that Suricata gives. */
  static @Nullable Integer endReason(CharSequence reason) {
    return switch (reason.toString()) {
      case "timeout" -> IDLE_TIMEOUT;
      case "forced", "shutdown", "tcp_reuse" -> FORCED_END;
      default -> null;
    };
  }

  /** The name of a version as Zeek writes it: `TLSv12` for `TLS 1.2`. */
  static @Nullable String tlsVersion(CharSequence version) {
    String text = version.toString();
    return switch (text) {
      case "UNDETERMINED" -> null;
      case "TLSv1", "TLS 1.0" -> "TLSv10";
      default -> text.startsWith("TLS ") ? "TLSv" + text.substring(4).replace(".", "") : text;
    };
  }

  private static boolean zero(@Nullable Long count) {
    return count == null || count == 0;
  }
}
