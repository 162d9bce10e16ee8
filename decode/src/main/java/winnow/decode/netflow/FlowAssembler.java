// SPDX-License-Identifier: Apache-2.0
package winnow.decode.netflow;

import org.jspecify.annotations.Nullable;
import winnow.decode.MacAddresses;
import winnow.decode.RejectReason;
import winnow.schema.Endpoint;
import winnow.schema.FlowRecord;
import winnow.schema.IpAddress;
import winnow.schema.Routing;
import winnow.schema.Session;
import winnow.schema.Traffic;
import winnow.schema.Translation;

/** Makes flow records of data records. */
final class FlowAssembler {
  private static final int ICMP = 1;
  private static final int ICMP6 = 58;

  private final MacAddresses macs = new MacAddresses();

  /** Hands on the flow in {@code fields}, whose bytes start at index {@code at}. */
  void emit(Message message, int at, FlowFields fields) {
    if (!fields.clock.settle(fields.bootMillis)) {
      String time = "flow began at " + fields.clock.startMicros() + " us and took ";
      message.reject(RejectReason.BAD_TIME, at, time + fields.clock.durationMicros() + " us");
      return;
    }
    boolean icmp = fields.protocol == ICMP || fields.protocol == ICMP6;
    if (icmp && fields.icmpType < 0 && fields.destinationPort != 0) {
      fields.icmpType = fields.destinationPort >> 8;
      fields.icmpCode = fields.destinationPort & 0xff;
    }
    Domain domain = message.domain();
    domain.monitor().record();
    message
        .sink()
        .accept(
            new FlowRecord(
                domain.observer(),
                fields.clock.startMicros(),
                fields.clock.durationMicros(),
                message.datagram().receivedTimeMicros(),
                endpoint(fields.sourceHigh, fields.sourceLow, icmp ? 0 : fields.sourcePort),
                endpoint(
                    fields.destinationHigh,
                    fields.destinationLow,
                    icmp ? 0 : fields.destinationPort),
                fields.protocol,
                icmp ? orNull(fields.icmpType) : null,
                icmp ? orNull(fields.icmpCode) : null,
                new Traffic(fields.octets, fields.packets, fields.tcpFlags, fields.tos),
                reverse(fields),
                domain.samplingInterval(fields.samplingInterval(), fields.samplerId),
                routing(fields),
                session(domain, fields),
                null,
                translation(fields)));
  }

  private static Endpoint endpoint(long high, long low, int port) {
    return new Endpoint(new IpAddress(high, low), port);
  }

  private static @Nullable Integer orNull(int value) {
    return value < 0 ? null : Integer.valueOf(value);
  }

  private static @Nullable Traffic reverse(FlowFields fields) {
    return fields.hasReverse
        ? new Traffic(
            fields.reverseOctets, fields.reversePackets, fields.reverseTcpFlags, fields.reverseTos)
        : null;
  }

  private Routing routing(FlowFields fields) {
    return new Routing(
        fields.inputInterface,
        fields.outputInterface,
        fields.nextHop,
        fields.bgpNextHop,
        fields.sourceAs,
        fields.destinationAs,
        fields.sourcePrefix,
        fields.destinationPrefix,
        fields.sourceMac == 0 ? null : macs.text(fields.sourceMac),
        fields.destinationMac == 0 ? null : macs.text(fields.destinationMac),
        fields.vlan,
        fields.postVlan,
        fields.forwardingStatus,
        orNull(fields.direction));
  }

  private static Session session(Domain domain, FlowFields fields) {
    String application = application(domain, fields);
    if (application == null && fields.user == null && fields.endReason < 0) {
      return Session.UNKNOWN;
    }
    return new Session(
        null,
        null,
        null,
        orNull(fields.endReason),
        null,
        application,
        fields.user,
        null,
        null,
        null);
  }

  /** The name, or the id as RFC 6759 writes it: classification engine and selector. */
  private static @Nullable String application(Domain domain, FlowFields fields) {
    if (fields.applicationName != null || fields.applicationKey == 0) {
      return fields.applicationName;
    }
    String name = domain.application(fields.applicationKey);
    if (name != null) {
      return name;
    }
    long selector = fields.applicationKey & 0x00ff_ffff_ffff_ffffL;
    return (fields.applicationKey >>> 56) + ":" + selector;
  }

  private static @Nullable Translation translation(FlowFields fields) {
    if (fields.natSource == null
        && fields.natDestination == null
        && fields.natSourcePort == 0
        && fields.natDestinationPort == 0) {
      return null;
    }
    return new Translation(
        fields.natSource, fields.natDestination, fields.natSourcePort, fields.natDestinationPort);
  }
}
