// SPDX-License-Identifier: Apache-2.0
package winnow.decode.sflow;

import winnow.decode.DecodeSink;
import winnow.decode.SkipReason;
import winnow.schema.FlowBuilder;
import winnow.schema.FlowRecord;

/**
 * Reads flow samples, one sampled packet each, as flows of one packet. An sFlow sample has no time
 * of its own: the packet passed when the datagram came.
 */
final class FlowSamples {
  private static final int DISCARDED = 1;
  private static final int INTERFACE_INDEX = 0;
  private static final int INTERNAL_INTERFACE = 0x3fff_ffff;

  /** Discard reasons of sFlow, RFC 7270 codes for the same. */
  private static final int ACL = 257;

  private static final int RED = 259;
  private static final int POLICER = 260;
  private static final int STATUS_DROPPED = 128;
  private static final int STATUS_DROPPED_ACL = 129;
  private static final int STATUS_DROPPED_UNROUTABLE = 131;
  private static final int STATUS_DROPPED_POLICER = 138;
  private static final int STATUS_DROPPED_RED = 139;

  private final FlowBuilder flow = new FlowBuilder();
  private final SampledPacket packet = new SampledPacket(flow);
  private final XdrReader body = new XdrReader();

  /**
   * Reads a sample.
   *
   * @param agent who sent it
   * @param timeMicros when its datagram came, microseconds since the epoch
   * @param expanded whether it is in the form for large interface numbers
   * @return what is wrong with it, empty when nothing is
   */
  String read(XdrReader in, Agent agent, long timeMicros, boolean expanded, DecodeSink sink) {
    flow.reset();
    flow.observer(agent.observer());
    flow.eventTimeMicros = timeMicros;
    flow.receivedTimeMicros = timeMicros;
    packet.reset();
    in.u32();
    long source = expanded ? in.u32() << 32 | in.u32() : in.u32();
    flow.samplingInterval = agent.samplingInterval(in.u32());
    in.u32();
    agent.drops(source, in.i32());
    interfaces(in, expanded);
    long count = in.u32();
    for (long i = 0; i < count; i++) {
      long format = in.u32();
      long length = in.u32();
      if (in.isCut() || length > in.left()) {
        return "ends inside record %d of %d".formatted(i + 1, count);
      }
      body.begin(in.bytes(), in.position(), in.position() + (int) length);
      packet.read(format, body);
      if (body.isCut()) {
        return "has a record of format %d of %d bytes, which is too short"
            .formatted(format, length);
      }
      in.skip(length);
    }
    emit(agent, sink);
    return "";
  }

  private void emit(Agent agent, DecodeSink sink) {
    if (!packet.settle()) {
      sink.skip(SkipReason.OTHER_PROTOCOL, 1);
      return;
    }
    flow.packets = 1;
    FlowRecord record = flow.build();
    agent.monitor().record();
    sink.accept(record);
  }

  private void interfaces(XdrReader in, boolean expanded) {
    long inputFormat = expanded ? in.u32() : 0;
    long input = in.u32();
    long outputFormat = expanded ? in.u32() : 0;
    long output = in.u32();
    if (!expanded) {
      inputFormat = input >>> 30;
      input &= INTERNAL_INTERFACE;
      outputFormat = output >>> 30;
      output &= INTERNAL_INTERFACE;
    }
    flow.inputInterface = index(inputFormat, input, expanded);
    flow.outputInterface = index(outputFormat, output, expanded);
    if (outputFormat == DISCARDED) {
      flow.forwardingStatus = droppedStatus(output);
    }
  }

  private static long index(long format, long value, boolean expanded) {
    boolean internal = value == (expanded ? 0xffff_ffffL : INTERNAL_INTERFACE);
    return format == INTERFACE_INDEX && !internal ? value : 0;
  }

  /** Reasons below 256 are codes of ICMP's destination unreachable. */
  private static int droppedStatus(long reason) {
    if (reason < 256) {
      return STATUS_DROPPED_UNROUTABLE;
    }
    return switch ((int) reason) {
      case ACL -> STATUS_DROPPED_ACL;
      case RED -> STATUS_DROPPED_RED;
      case POLICER -> STATUS_DROPPED_POLICER;
      default -> STATUS_DROPPED;
    };
  }
}
