// SPDX-License-Identifier: Apache-2.0
package winnow.schema;

import org.jspecify.annotations.Nullable;
import winnow.schema.inspection.Inspection;

/**
 * Packets that share a 5-tuple, summed up (RFC 7011 section 2). Unidirectional unless {@link
 * #reverse} is present (RFC 5103).
 *
 * @param observer who saw it
 * @param eventTimeMicros first packet, microseconds since the epoch, UTC
 * @param durationMicros from first to last packet
 * @param receivedTimeMicros when the collector received it; null when the input does not say
 * @param source the sender of the first packet
 * @param destination its addressee
 * @param protocol IANA protocol number
 * @param icmpType ICMP type, null unless ICMP
 * @param icmpCode ICMP code, null unless ICMP
 * @param forward what the source sent
 * @param reverse what the destination sent; null when the exporter reports one direction only
 * @param samplingInterval 1 of how many packets was looked at; 1 when all were, and when the
 *     counters have been multiplied already: counters times interval estimate the traffic
 * @param routing where it passed
 * @param session what a sensor adds
 * @param tls what the handshake shows; null when there was none or nobody looked
 * @param translation NAT, null when there was none or nobody looked
 * @param inspection what was found in the conversation; null when nothing was or nobody looked
 */
public record FlowRecord(
    Observer observer,
    long eventTimeMicros,
    long durationMicros,
    @Nullable Long receivedTimeMicros,
    Endpoint source,
    Endpoint destination,
    int protocol,
    @Nullable Integer icmpType,
    @Nullable Integer icmpCode,
    Traffic forward,
    @Nullable Traffic reverse,
    long samplingInterval,
    Routing routing,
    Session session,
    @Nullable Tls tls,
    @Nullable Translation translation,
    @Nullable Inspection inspection)
    implements TelemetryRecord {
  /** A flow whose exporter does not look into conversations. */
  public FlowRecord(
      Observer observer,
      long eventTimeMicros,
      long durationMicros,
      @Nullable Long receivedTimeMicros,
      Endpoint source,
      Endpoint destination,
      int protocol,
      @Nullable Integer icmpType,
      @Nullable Integer icmpCode,
      Traffic forward,
      @Nullable Traffic reverse,
      long samplingInterval,
      Routing routing,
      Session session,
      @Nullable Tls tls,
      @Nullable Translation translation) {
    this(
        observer,
        eventTimeMicros,
        durationMicros,
        receivedTimeMicros,
        source,
        destination,
        protocol,
        icmpType,
        icmpCode,
        forward,
        reverse,
        samplingInterval,
        routing,
        session,
        tls,
        translation,
        null);
  }

  /** The same flow with what was found out about it elsewhere. */
  public FlowRecord with(@Nullable Tls handshake, @Nullable Inspection found) {
    return new FlowRecord(
        observer,
        eventTimeMicros,
        durationMicros,
        receivedTimeMicros,
        source,
        destination,
        protocol,
        icmpType,
        icmpCode,
        forward,
        reverse,
        samplingInterval,
        routing,
        session,
        handshake,
        translation,
        found);
  }

  @Override
  public FlowRecord withObserver(Observer seenBy) {
    return new FlowRecord(
        seenBy,
        eventTimeMicros,
        durationMicros,
        receivedTimeMicros,
        source,
        destination,
        protocol,
        icmpType,
        icmpCode,
        forward,
        reverse,
        samplingInterval,
        routing,
        session,
        tls,
        translation,
        inspection);
  }
}
