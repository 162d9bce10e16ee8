// SPDX-License-Identifier: Apache-2.0
package winnow.decode.dns;

import winnow.decode.DecodeSink;
import winnow.decode.Rejection;
import winnow.decode.pcap.PacketView;
import winnow.decode.text.BadValueException;

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
      int to = from + packet.payloadLength();
      int octets = packet.payloadWireLength();
      message(Arrival.of(packet), UDP, octets, packet.bytes(), from, to, cut, sink);
      return true;
    }
    return packet.isTcp() && streams.accept(packet, sink);
  }

  /** Hands on what still waits: queries without response, pieces of messages. */
  public void finish(DecodeSink sink) {
    streams.finish(sink);
    transactions.finish(sink);
  }

  private void message(Arrival arrival, byte[] bytes, int from, int to, DecodeSink sink) {
    message(arrival, TCP, to - from, bytes, from, to, false, sink);
  }

  private void message(
      Arrival arrival,
      int protocol,
      int octets,
      byte[] bytes,
      int from,
      int to,
      boolean cut,
      DecodeSink sink) {
    DnsMessage message;
    try {
      message = parser.parse(bytes, from, to, cut);
    } catch (BadValueException e) {
      sink.reject(new Rejection(e.reason(), arrival.captureOffset(), e.sentence()));
      return;
    }
    transactions.accept(
        new DnsTransactions.Sighting(
            message,
            arrival.timestampMicros(),
            message.isResponse() ? arrival.destination() : arrival.source(),
            message.isResponse() ? arrival.source() : arrival.destination(),
            protocol,
            octets,
            arrival.wireLength(),
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
