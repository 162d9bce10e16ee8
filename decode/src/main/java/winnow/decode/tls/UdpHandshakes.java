// SPDX-License-Identifier: Apache-2.0
package winnow.decode.tls;

import java.util.Iterator;
import java.util.LinkedHashMap;
import winnow.decode.DecodeSink;
import winnow.decode.pcap.PacketView;
import winnow.decode.stream.ConnectionFacts;
import winnow.decode.stream.ConnectionKey;

/**
 * Finds the handshakes of DTLS and QUIC among UDP datagrams, by their content. At most {@link
 * #MAX_HANDSHAKES} are followed at a time, the one heard of longest ago goes first, so that what
 * they hold is bounded.
 */
public final class UdpHandshakes {
  /** How many handshakes are followed. */
  static final int MAX_HANDSHAKES = 2048;

  private final ConnectionKey key = new ConnectionKey();
  private final LinkedHashMap<ConnectionKey, Entry> entries = new LinkedHashMap<>(64, 0.75f, true);

  private record Entry(ConnectionFacts flow, Handshake handshake, QuicInitials initials) {
    Entry(ConnectionFacts flow, Handshake handshake) {
      this(flow, handshake, new QuicInitials(handshake));
    }
  }

  /** Takes a UDP datagram, and tells {@code flow} what its handshake shows. */
  public void accept(PacketView packet, ConnectionFacts flow, DecodeSink sink) {
    byte[] bytes = packet.bytes();
    int from = packet.payloadOffset();
    int to = from + packet.payloadLength();
    boolean isQuic = QuicInitials.isInitial(bytes, from, to);
    if (!isQuic && !DtlsRecords.isHandshake(bytes, from, to)) {
      return;
    }
    Entry entry = entry(packet, flow, isQuic ? Ja4.Carrier.QUIC : Ja4.Carrier.DTLS);
    if (!isQuic) {
      DtlsRecords.read(entry.handshake(), bytes, from, to, packet.captureOffset(), sink);
    } else if (!entry.initials().isDone()) {
      entry.initials().datagram(bytes, from, to, packet.captureOffset(), sink);
    }
  }

  private Entry entry(PacketView packet, ConnectionFacts flow, Ja4.Carrier carrier) {
    key.read(packet);
    Entry entry = entries.get(key);
    if (entry == null || entry.flow() != flow) {
      flow.service(carrier == Ja4.Carrier.QUIC ? "quic" : "dtls");
      entry = new Entry(flow, new Handshake(flow, carrier));
      entries.put(key.copy(), entry);
      if (entries.size() > MAX_HANDSHAKES) {
        Iterator<Entry> eldest = entries.values().iterator();
        eldest.next();
        eldest.remove();
      }
    }
    return entry;
  }
}
