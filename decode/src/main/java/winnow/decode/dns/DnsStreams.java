// SPDX-License-Identifier: Apache-2.0
package winnow.decode.dns;

import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import winnow.decode.DecodeSink;
import winnow.decode.pcap.PacketView;
import winnow.schema.IpAddress;

/**
 * The directions of TCP connections that carry DNS (RFC 1035 section 4.2.2), each put in order on
 * its own. Both the number of streams and the bytes they hold are bounded; the one that was quiet
 * longest goes first.
 */
final class DnsStreams {
  /** How many streams are followed at a time. */
  static final int MAX_STREAMS = 8192;

  /** How many bytes the streams hold at a time. */
  static final long MAX_HELD_BYTES = 32L << 20;

  private static final int FIN = 1;
  private static final int SYN = 2;
  private static final int RST = 4;

  private final DnsStream.MessageTaker taker;
  private final LinkedHashMap<Key, DnsStream> streams = new LinkedHashMap<>(64, 0.75f, true);
  private long heldBytes;

  private record Key(IpAddress source, IpAddress destination, int ports) {}

  DnsStreams(DnsStream.MessageTaker taker) {
    this.taker = taker;
  }

  /**
   * Takes a TCP segment.
   *
   * @return false when it carries no data
   */
  boolean accept(PacketView packet, DecodeSink sink) {
    Key key =
        new Key(
            packet.source(),
            packet.destination(),
            packet.sourcePort() << 16 | packet.destinationPort());
    boolean hasData = packet.payloadLength() > 0;
    boolean starts = (packet.tcpFlags() & SYN) != 0;
    boolean ends = (packet.tcpFlags() & (FIN | RST)) != 0;
    DnsStream stream = streams.get(key);
    if (stream == null && (starts || hasData)) {
      stream = new DnsStream(taker);
      streams.put(key, stream);
      boundStreams(sink);
    }
    if (stream == null) {
      return false;
    }
    long before = stream.heldBytes();
    stream.accept(packet, starts, sink);
    heldBytes += stream.heldBytes() - before;
    if (ends && stream.isEmpty()) {
      streams.remove(key);
    }
    while (heldBytes > MAX_HELD_BYTES) {
      endEldest(sink);
    }
    return hasData;
  }

  /** Ends all streams. */
  void finish(DecodeSink sink) {
    while (!streams.isEmpty()) {
      endEldest(sink);
    }
  }

  private void boundStreams(DecodeSink sink) {
    if (streams.size() > MAX_STREAMS) {
      endEldest(sink);
    }
  }

  private void endEldest(DecodeSink sink) {
    Iterator<Map.Entry<Key, DnsStream>> eldest = streams.entrySet().iterator();
    DnsStream stream = eldest.next().getValue();
    eldest.remove();
    heldBytes -= stream.heldBytes();
    stream.end(sink);
  }
}
