// SPDX-License-Identifier: Apache-2.0
package winnow.schema;

import java.util.Objects;
import org.jspecify.annotations.Nullable;
import winnow.schema.inspection.InspectionBuilder;

/**
 * Collects the fields of a {@link FlowRecord} one by one, in the flat form of its table. Fields are
 * public because decoders and column declarations write them directly; a builder serves one record
 * at a time and one thread. {@link #reset} makes it fit for the next.
 */
public final class FlowBuilder implements RecordBuilder<FlowRecord> {
  public Observer observer;
  public long eventTimeMicros;
  public long durationMicros;
  public @Nullable Long receivedTimeMicros;
  public @Nullable IpAddress sourceAddress;
  public @Nullable IpAddress destinationAddress;
  public int sourcePort;
  public int destinationPort;
  public int protocol;
  public @Nullable Integer icmpType;
  public @Nullable Integer icmpCode;
  public long octets;
  public long packets;
  public int tcpFlags;
  public int tos;
  public @Nullable Long reverseOctets;
  public @Nullable Long reversePackets;
  public @Nullable Integer reverseTcpFlags;
  public @Nullable Integer reverseTos;
  public long samplingInterval;
  public long inputInterface;
  public long outputInterface;
  public @Nullable IpAddress nextHop;
  public @Nullable IpAddress bgpNextHop;
  public long sourceAs;
  public long destinationAs;
  public int sourcePrefixLength;
  public int destinationPrefixLength;
  public @Nullable String sourceMac;
  public @Nullable String destinationMac;
  public int vlan;
  public int postVlan;
  public int forwardingStatus;
  public @Nullable Integer direction;
  public @Nullable String uid;
  public @Nullable String state;
  public @Nullable String history;
  public @Nullable Integer endReason;
  public @Nullable String service;
  public @Nullable String application;
  public @Nullable String user;
  public @Nullable Long payloadOctets;
  public @Nullable Long reversePayloadOctets;
  public @Nullable Long missedOctets;
  public @Nullable String serverName;
  public @Nullable String alpn;
  public @Nullable String tlsVersion;
  public @Nullable String ja3;
  public @Nullable String ja3s;
  public @Nullable String ja4;
  public @Nullable String ja4s;
  public @Nullable IpAddress translatedSource;
  public @Nullable IpAddress translatedDestination;
  public int translatedSourcePort;
  public int translatedDestinationPort;
  public final InspectionBuilder inspection = new InspectionBuilder();

  /** A builder with nothing set. */
  public FlowBuilder() {
    observer = Observer.UNKNOWN;
    samplingInterval = 1;
  }

  @Override
  public void observer(Observer seenBy) {
    observer = seenBy;
  }

  @Override
  public Observer observer() {
    return observer;
  }

  /** Forgets everything but the observer. */
  @Override
  public void reset() {
    eventTimeMicros = 0;
    durationMicros = 0;
    receivedTimeMicros = null;
    sourceAddress = null;
    destinationAddress = null;
    sourcePort = 0;
    destinationPort = 0;
    protocol = 0;
    icmpType = null;
    icmpCode = null;
    octets = 0;
    packets = 0;
    tcpFlags = 0;
    tos = 0;
    reverseOctets = null;
    reversePackets = null;
    reverseTcpFlags = null;
    reverseTos = null;
    samplingInterval = 1;
    inputInterface = 0;
    outputInterface = 0;
    nextHop = null;
    bgpNextHop = null;
    sourceAs = 0;
    destinationAs = 0;
    sourcePrefixLength = 0;
    destinationPrefixLength = 0;
    sourceMac = null;
    destinationMac = null;
    vlan = 0;
    postVlan = 0;
    forwardingStatus = 0;
    direction = null;
    resetSession();
    resetTls();
    translatedSource = null;
    translatedDestination = null;
    translatedSourcePort = 0;
    translatedDestinationPort = 0;
    inspection.reset();
  }

  private void resetSession() {
    uid = null;
    state = null;
    history = null;
    endReason = null;
    service = null;
    application = null;
    user = null;
    payloadOctets = null;
    reversePayloadOctets = null;
    missedOctets = null;
  }

  private void resetTls() {
    serverName = null;
    alpn = null;
    tlsVersion = null;
    ja3 = null;
    ja3s = null;
    ja4 = null;
    ja4s = null;
  }

  /**
   * The record.
   *
   * @throws NullPointerException when an address was not set: a decoder rejects such input itself
   */
  @Override
  public FlowRecord build() {
    return new FlowRecord(
        observer,
        eventTimeMicros,
        durationMicros,
        receivedTimeMicros,
        new Endpoint(Objects.requireNonNull(sourceAddress, "source address"), sourcePort),
        new Endpoint(
            Objects.requireNonNull(destinationAddress, "destination address"), destinationPort),
        protocol,
        icmpType,
        icmpCode,
        new Traffic(octets, packets, tcpFlags, tos),
        reverse(),
        samplingInterval,
        routing(),
        session(),
        tls(),
        translation(),
        inspection.build());
  }

  private @Nullable Traffic reverse() {
    if (reverseOctets == null
        && reversePackets == null
        && reverseTcpFlags == null
        && reverseTos == null) {
      return null;
    }
    return new Traffic(
        reverseOctets == null ? 0 : reverseOctets,
        reversePackets == null ? 0 : reversePackets,
        reverseTcpFlags == null ? 0 : reverseTcpFlags,
        reverseTos == null ? 0 : reverseTos);
  }

  private Routing routing() {
    return new Routing(
        inputInterface,
        outputInterface,
        nextHop,
        bgpNextHop,
        sourceAs,
        destinationAs,
        sourcePrefixLength,
        destinationPrefixLength,
        sourceMac,
        destinationMac,
        vlan,
        postVlan,
        forwardingStatus,
        direction);
  }

  private Session session() {
    Session session =
        new Session(
            uid,
            state,
            history,
            endReason,
            service,
            application,
            user,
            payloadOctets,
            reversePayloadOctets,
            missedOctets);
    return session.equals(Session.UNKNOWN) ? Session.UNKNOWN : session;
  }

  /** What is known of the TLS handshake, null when that is nothing. */
  public @Nullable Tls tls() {
    if (serverName == null
        && alpn == null
        && tlsVersion == null
        && ja3 == null
        && ja3s == null
        && ja4 == null
        && ja4s == null) {
      return null;
    }
    return new Tls(serverName, alpn, tlsVersion, ja3, ja3s, ja4, ja4s);
  }

  private @Nullable Translation translation() {
    if (translatedSource == null
        && translatedDestination == null
        && translatedSourcePort == 0
        && translatedDestinationPort == 0) {
      return null;
    }
    return new Translation(
        translatedSource, translatedDestination, translatedSourcePort, translatedDestinationPort);
  }
}
