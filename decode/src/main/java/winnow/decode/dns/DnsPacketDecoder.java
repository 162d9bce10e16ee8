// SPDX-License-Identifier: Apache-2.0
package winnow.decode.dns;

import org.jspecify.annotations.Nullable;
import winnow.decode.DecodeSink;
import winnow.decode.Rejection;
import winnow.decode.pcap.PacketView;
import winnow.decode.stream.Arrival;
import winnow.decode.stream.Claim;
import winnow.decode.stream.Claimant;
import winnow.decode.stream.Connection;
import winnow.decode.stream.ConnectionFacts;
import winnow.decode.text.BadValueException;
import winnow.schema.Endpoint;
import winnow.schema.IpAddress;
import winnow.schema.Observer;

/**
 * Finds the DNS in packets: DNS, mDNS (RFC 6762) and LLMNR (RFC 4795) by their ports, over UDP, and
 * over TCP when it is made the {@link Claimant} of streams. One decoder per capture, packets in
 * order; {@link #finish} at its end.
 */
public final class DnsPacketDecoder implements Claimant {
  private static final int DNS_PORT = 53;
  private static final int MDNS_PORT = 5353;
  private static final int LLMNR_PORT = 5355;
  private static final String SERVICE = "dns";
  private static final int UDP = 17;
  private static final int TCP = 6;

  private final DnsMessageParser parser = new DnsMessageParser();
  private final DnsTransactions transactions = new DnsTransactions();

  /** Whether packets between two ports carry DNS. */
  public static boolean isDns(int sourcePort, int destinationPort) {
    return isDns(sourcePort) || isDns(destinationPort);
  }

  /**
   * Takes a UDP datagram.
   *
   * @return false when it carries no DNS, and nothing was done
   */
  public boolean accept(PacketView packet, ConnectionFacts flow, DecodeSink sink) {
    if (packet.payloadLength() == 0
        || !packet.isUdp()
        || !isDns(packet.sourcePort(), packet.destinationPort())) {
      return false;
    }
    flow.service(SERVICE);
    int from = packet.payloadOffset();
    message(
        Arrival.of(packet),
        new Endpoint(packet.source(), packet.sourcePort()),
        new Endpoint(packet.destination(), packet.destinationPort()),
        UDP,
        packet.payloadWireLength(),
        packet.bytes(),
        from,
        from + packet.payloadLength(),
        packet.isCut() || packet.isFragment(),
        flow.uid(),
        sink);
    return true;
  }

  @Override
  public Claim claim(Connection connection, byte[] bytes, int from, int to) {
    return isDns(connection.client().port(), connection.server().port())
        ? new Claim.Claimed(true, claimed -> new DnsConversation(claimed, this::message))
        : Claim.Open.UNCLAIMED;
  }

  /** Hands on the queries that waited too long for their response by {@code nowMicros}. */
  public void expire(long nowMicros, DecodeSink sink) {
    transactions.expire(nowMicros, sink);
  }

  /** Hands on what still waits: queries without response. */
  public void finish(DecodeSink sink) {
    transactions.finish(sink);
  }

  private void message(
      Connection connection,
      boolean fromClient,
      Arrival arrival,
      byte[] bytes,
      int from,
      int to,
      DecodeSink sink) {
    Endpoint source = fromClient ? connection.client() : connection.server();
    Endpoint destination = fromClient ? connection.server() : connection.client();
    String uid = connection.facts().uid();
    message(arrival, source, destination, TCP, to - from, bytes, from, to, false, uid, sink);
  }

  private void message(
      Arrival arrival,
      Endpoint source,
      Endpoint destination,
      int protocol,
      int octets,
      byte[] bytes,
      int from,
      int to,
      boolean cut,
      @Nullable String uid,
      DecodeSink sink) {
    DnsMessage message;
    try {
      message = parser.parse(bytes, from, to, cut);
    } catch (BadValueException e) {
      sink.reject(new Rejection(e.reason(), arrival.captureOffset(), e.sentence()));
      return;
    }
    boolean isAnnouncement = message.isResponse() && isMulticast(destination.address());
    boolean goesBack = message.isResponse() && !isAnnouncement;
    transactions.accept(
        new DnsTransactions.Sighting(
            message,
            new Envelope(
                Observer.UNKNOWN,
                arrival.timestampMicros(),
                null,
                goesBack ? destination : source,
                goesBack ? source : destination,
                protocol,
                uid),
            octets,
            arrival.wireLength(),
            DnsMessageMatcher.hash(message, bytes, from, to)),
        sink);
  }

  private static boolean isDns(int port) {
    return port == DNS_PORT || port == MDNS_PORT || port == LLMNR_PORT;
  }

  /** Whether an address is that of a group, which cannot ask. */
  private static boolean isMulticast(IpAddress address) {
    return address.isIpv4() ? (address.low() >>> 28 & 0xf) == 0xe : address.high() >>> 56 == 0xff;
  }
}
