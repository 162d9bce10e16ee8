// SPDX-License-Identifier: Apache-2.0
package winnow.decode.capture;

import java.util.Set;
import winnow.decode.DecodeSink;
import winnow.decode.dns.DnsPacketDecoder;
import winnow.decode.http.HttpClaimant;
import winnow.decode.pcap.PacketView;
import winnow.decode.stream.Claim;
import winnow.decode.stream.Connection;
import winnow.decode.stream.ConnectionFacts;
import winnow.decode.stream.TcpConnections;
import winnow.decode.tls.TlsConversation;
import winnow.decode.tls.UdpHandshakes;
import winnow.schema.TelemetryKind;

/**
 * Reads what the payloads of UDP and TCP say: telemetry of their own, and facts about the
 * connections they travel in. One per capture, packets in order; {@link #finish} at its end.
 */
public final class PayloadDecoder {
  private final boolean wantsDns;
  private final boolean wantsConnections;
  private final boolean wantsFlows;
  private final DnsPacketDecoder dns = new DnsPacketDecoder();
  private final UdpHandshakes handshakes = new UdpHandshakes();
  private final HttpClaimant http;
  private final TcpConnections connections = new TcpConnections(this::claim);

  /** Reads what records of {@code kinds} are made of. */
  public PayloadDecoder(Set<TelemetryKind> kinds) {
    wantsDns = kinds.contains(TelemetryKind.DNS);
    wantsFlows = kinds.contains(TelemetryKind.FLOW);
    wantsConnections = kinds.contains(TelemetryKind.HTTP) || wantsFlows;
    http = new HttpClaimant(this::claim, kinds.contains(TelemetryKind.HTTP));
  }

  /**
   * Takes a packet.
   *
   * @param flow is told what is found out about the flow of the packet
   * @return whether the packet carries data that is read
   */
  public boolean accept(PacketView packet, ConnectionFacts flow, DecodeSink sink) {
    if (packet.isTcp()) {
      return isWanted(packet) && connections.accept(packet, flow, sink);
    }
    if (wantsFlows && packet.isUdp()) {
      handshakes.accept(packet, flow, sink);
    }
    return wantsDns && dns.accept(packet, flow, sink);
  }

  /** Hands on what waited too long for the rest of it by {@code nowMicros}. */
  public void expire(long nowMicros, DecodeSink sink) {
    dns.expire(nowMicros, sink);
  }

  /** Hands on what still waits for the rest of it. */
  public void finish(DecodeSink sink) {
    connections.finish(sink);
    dns.finish(sink);
  }

  private boolean isWanted(PacketView packet) {
    return wantsConnections
        || wantsDns && DnsPacketDecoder.isDns(packet.sourcePort(), packet.destinationPort());
  }

  private Claim claim(Connection connection, byte[] bytes, int from, int to) {
    Claim claim = wantsDns ? dns.claim(connection, bytes, from, to) : Claim.Open.UNCLAIMED;
    if (claim == Claim.Open.UNCLAIMED && wantsConnections) {
      claim = TlsConversation.claim(bytes, from, to);
      return claim == Claim.Open.UNCLAIMED ? http.claim(connection, bytes, from, to) : claim;
    }
    return claim;
  }
}
