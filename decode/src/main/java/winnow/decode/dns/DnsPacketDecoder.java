// SPDX-License-Identifier: Apache-2.0
package winnow.decode.dns;

import winnow.decode.DecodeSink;
import winnow.decode.Rejection;
import winnow.decode.pcap.PacketView;
import winnow.decode.text.BadValueException;
import winnow.schema.Endpoint;

/**
 * Finds the DNS in packets: DNS, mDNS (RFC 6762) and LLMNR (RFC 4795) by their ports, over UDP and
 * TCP. One decoder per capture, packets in order; {@link #finish} at its end.
 */
public final class DnsPacketDecoder {
  private static final int DNS_PORT = 53;
  private static final int MDNS_PORT = 5353;
  private static final int LLMNR_PORT = 5355;
  private static final int UDP = 17;
  private static final int TCP = 6;

  private final DnsMessageParser parser = new DnsMessageParser();
  private final DnsTransactions transactions = new DnsTransactions();
  private final DnsStreams streams = new DnsStreams(this::message);

  /**
   * Takes a packet.
   *
   * @return false when it carries no DNS, and nothing was done
   */
  public boolean accept(PacketView packet, DecodeSink sink) {
    if (packet.payloadLength() == 0 && !packet.isTcp()) {
      return false;
    }
    if (!isDns(packet.sourcePort()) && !isDns(packet.destinationPort())) {
      return false;
    }
    if (packet.isUdp()) {
      int from = packet.payloadOffset();
      boolean cut = packet.isCut() || packet.isFragment();
      message(packet, UDP, packet.bytes(), from, from + packet.payloadLength(), cut, sink);
      return true;
    }
    return packet.isTcp() && streams.accept(packet, sink);
  }

  /** Hands on what still waits: queries without response, pieces of messages. */
  public void finish(DecodeSink sink) {
    streams.finish(sink);
    transactions.finish(sink);
  }

  private void message(PacketView packet, byte[] bytes, int from, int to, DecodeSink sink) {
    message(packet, TCP, bytes, from, to, false, sink);
  }

  private void message(
      PacketView packet,
      int protocol,
      byte[] bytes,
      int from,
      int to,
      boolean cut,
      DecodeSink sink) {
    DnsMessage message;
    try {
      message = parser.parse(bytes, from, to, cut);
    } catch (BadValueException e) {
      sink.reject(new Rejection(e.reason(), packet.captureOffset(), e.sentence()));
      return;
    }
    Endpoint source = new Endpoint(packet.source(), packet.sourcePort());
    Endpoint destination = new Endpoint(packet.destination(), packet.destinationPort());
    transactions.accept(
        new DnsTransactions.Sighting(
            message,
            packet.timestampMicros(),
            message.isResponse() ? destination : source,
            message.isResponse() ? source : destination,
            protocol,
            protocol == UDP ? packet.payloadWireLength() : to - from,
            packet.wireLength(),
            hash(bytes, from, to)),
        sink);
  }

  private static boolean isDns(int port) {
    return port == DNS_PORT || port == MDNS_PORT || port == LLMNR_PORT;
  }

  private static int hash(byte[] bytes, int from, int to) {
    int hash = to - from;
    for (int i = from; i < to; i++) {
      hash = 31 * hash + bytes[i];
    }
    return hash;
  }
}
