// SPDX-License-Identifier: Apache-2.0
package winnow.decode.suricata;

import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import winnow.decode.DecodeSink;
import winnow.decode.SkipReason;
import winnow.decode.join.FlowNotes;
import winnow.decode.join.WaitingNotes;
import winnow.decode.text.BadValueException;
import winnow.schema.FlowBuilder;
import winnow.schema.FlowRecord;

/**
 * Makes rows of flow events, and keeps what other events told about a flow until it ends. What
 * waits takes at most {@link #MAX_WAITING_BYTES}; the eldest gives way. An alert is never lost:
 * where its flow does not come, it becomes a row with what the alert itself knew of the flow.
 */
final class FlowEvents {
  /** How much may wait for flows to end, bytes. */
  static final long MAX_WAITING_BYTES = 64L << 20;

  private static final int IDLE_TIMEOUT = 1;
  private static final int FORCED_END = 4;

  private final WaitingNotes waiting;

  FlowEvents(long maxWaitingBytes) {
    waiting = new WaitingNotes(maxWaitingBytes);
  }

  FlowRecord flow(EveEvent event, DecodeSink sink) throws BadValueException {
    FlowRecord flow = bidirectional(event);
    FlowNotes notes = event.flowId == null ? null : waiting.take(event.flowId);
    if (notes == null) {
      return flow;
    }
    notes.count(SkipReason.JOINED, 0, sink);
    return notes.onto(flow);
  }

  FlowRecord netflow(EveEvent event) throws BadValueException {
    put(event);
    event.flow.reverseTcpFlags = null;
    return event.flow.build();
  }

  /** Keeps what an event tells about a flow. */
  void note(EveEvent event, Consumer<FlowNotes> teller, DecodeSink sink) throws BadValueException {
    event.require();
    if (event.flowId == null) {
      sink.skip(SkipReason.OTHER_LINE, 1);
      return;
    }
    waiting.tell(
        event.flowId,
        notes -> {
          notes.row();
          teller.accept(notes);
        },
        lost -> end(lost, SkipReason.NO_ROOM, sink));
  }

  /** Keeps an alert, with the flow as the alert knows it. */
  void alert(EveEvent event, DecodeSink sink) throws BadValueException {
    event.turnToFlow();
    FlowRecord known = bidirectional(event);
    if (event.flowId == null) {
      WaitingNotes alone = new WaitingNotes(Long.MAX_VALUE);
      alone.tell("", notes -> EveNotes.alert(event, known, notes), lost -> {});
      alone.drain(notes -> end(notes, SkipReason.JOINED, sink));
    } else {
      note(event, notes -> EveNotes.alert(event, known, notes), sink);
    }
  }

  /** Hands on the alerts whose flows did not come, and counts what else did not find its flow. */
  void finish(DecodeSink sink) {
    waiting.drain(notes -> end(notes, SkipReason.OTHER_LINE, sink));
  }

  private static void end(FlowNotes notes, SkipReason reason, DecodeSink sink) {
    FlowRecord standIn = notes.standIn();
    if (standIn == null) {
      notes.count(reason, 0, sink);
    } else {
      notes.count(SkipReason.JOINED, 1, sink);
      sink.accept(standIn);
    }
  }

  private static FlowRecord bidirectional(EveEvent event) throws BadValueException {
    put(event);
    FlowBuilder flow = event.flow;
    if (zero(flow.reversePackets) && zero(flow.reverseOctets)) {
      flow.reversePackets = null;
      flow.reverseOctets = null;
      flow.reverseTcpFlags = null;
    }
    return flow.build();
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
