// SPDX-License-Identifier: Apache-2.0
package winnow.decode.netflow;

import java.util.Locale;
import org.jspecify.annotations.Nullable;
import winnow.decode.MacAddresses;
import winnow.decode.RejectReason;
import winnow.decode.exporter.ApplicationIds;
import winnow.decode.exporter.FirewallEvents;
import winnow.schema.Endpoint;
import winnow.schema.FlowRecord;
import winnow.schema.IpAddress;
import winnow.schema.Observer;
import winnow.schema.Routing;
import winnow.schema.Session;
import winnow.schema.Tls;
import winnow.schema.Traffic;
import winnow.schema.Translation;

/** Makes flow records of data records. */
final class FlowAssembler {
  private static final int ICMP = 1;
  private static final int ICMP6 = 58;

  private final MacAddresses macs = new MacAddresses();
  private Observer lastNamed = Observer.UNKNOWN;

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
                observer(domain, fields),
                fields.clock.startMicros(),
                fields.clock.durationMicros(),
                received(message, fields),
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
                tls(fields),
                translation(fields)));
  }

  /** Who saw the flow: the record may name another than the sender of the datagram. */
  private Observer observer(Domain domain, FlowFields fields) {
    Observer sender = domain.observer();
    if (fields.exporter == null && fields.observationDomain < 0) {
      return sender;
    }
    String name = fields.exporter == null ? sender.exporter() : fields.exporter.toString();
    long number = fields.observationDomain < 0 ? sender.domain() : fields.observationDomain;
    Observer named = new Observer(name, number);
    if (!named.equals(lastNamed)) {
      lastNamed = named;
    }
    return lastNamed;
  }

  private static @Nullable Long received(Message message, FlowFields fields) {
    Long received = message.datagram().receivedTimeMicros();
    return received == null && fields.receivedMillis > 0
        ? Long.valueOf(fields.receivedMillis * 1000)
        : received;
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
        fields.forwardingStatus == 0
            ? FirewallEvents.forwardingStatus(fields.firewallEvent)
            : fields.forwardingStatus,
        orNull(fields.direction));
  }

  private static Session session(Domain domain, FlowFields fields) {
    String application = application(domain, fields);
    if (application == null
        && fields.user == null
        && fields.service == null
        && fields.endReason < 0
        && fields.flowId == 0
        && fields.firewallEvent == 0
        && fields.payloadOctets < 0) {
      return Session.UNKNOWN;
    }
    return new Session(
        fields.flowId == 0 ? null : Long.toUnsignedString(fields.flowId),
        null,
        null,
        orNull(
            fields.endReason < 0
                ? FirewallEvents.endReason(fields.firewallEvent)
                : fields.endReason),
        fields.service == null ? null : fields.service.toLowerCase(Locale.ROOT),
        application,
        fields.user,
        fields.payloadOctets < 0 ? null : Long.valueOf(fields.payloadOctets),
        fields.reversePayloadOctets < 0 ? null : Long.valueOf(fields.reversePayloadOctets),
        null);
  }

  private static @Nullable String application(Domain domain, FlowFields fields) {
    if (fields.applicationName != null) {
      return fields.applicationName;
    }
    if (fields.applicationKey != 0) {
      String name = domain.application(fields.applicationKey);
      return name == null ? ApplicationIds.text(fields.applicationKey) : name;
    }
    return fields.applicationNumber == 0 ? null : "ndpi:" + fields.applicationNumber;
  }

  private static @Nullable Tls tls(FlowFields fields) {
    return fields.serverName == null
        ? null
        : new Tls(fields.serverName, null, null, null, null, null, null);
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
