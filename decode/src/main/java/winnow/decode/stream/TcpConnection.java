// SPDX-License-Identifier: Apache-2.0
package winnow.decode.stream;

import winnow.decode.DecodeSink;
import winnow.decode.pcap.PacketView;
import winnow.schema.Endpoint;

/** A TCP connection that is followed: its two streams and who reads them. */
final class TcpConnection {
  private static final int FIN = 1;
  private static final int SYN = 2;
  private static final int RST = 4;
  private static final int ACK = 16;

  private final KnownFacts facts;
  private final Conversation conversation;
  private final TcpStream client;
  private final TcpStream server;

  /** Whether the client is the end that {@link ConnectionKey} keeps first. */
  private final boolean clientIsLow;

  private boolean closed;
  private long latestMicros;

  /** A connection whose first packet seen is {@code packet}. */
  TcpConnection(PacketView packet, boolean fromLow, ConnectionFacts flow, Claimant claimant) {
    facts = new KnownFacts(flow);
    boolean answers = (packet.tcpFlags() & (SYN | ACK)) == (SYN | ACK);
    clientIsLow = fromLow != answers;
    Endpoint source = new Endpoint(packet.source(), packet.sourcePort());
    Endpoint destination = new Endpoint(packet.destination(), packet.destinationPort());
    conversation =
        new Conversation(
            new Connection(answers ? destination : source, answers ? source : destination, facts),
            claimant);
    client = new TcpStream(true, conversation);
    server = new TcpStream(false, conversation);
  }

  /** Whether {@code packet} opens a connection anew between the same ports. */
  boolean isReopenedBy(PacketView packet, boolean fromLow) {
    return (packet.tcpFlags() & (SYN | ACK)) == SYN
        && (closed || stream(fromLow).isOtherThan(packet.tcpSequence()));
  }

  /** Takes a segment. */
  void accept(PacketView packet, boolean fromLow, ConnectionFacts flow, DecodeSink sink) {
    latestMicros = packet.timestampMicros();
    facts.follow(flow);
    if (closed) {
      if (packet.payloadWireLength() > 0) {
        conversation.repeated(fromLow == clientIsLow, sink);
      }
      return;
    }
    int flags = packet.tcpFlags();
    TcpStream stream = stream(fromLow);
    boolean starts = (flags & SYN) != 0;
    long sequence = packet.tcpSequence() + (starts ? 1 : 0);
    if (starts) {
      stream.start(packet.tcpSequence());
    }
    if ((flags & ACK) != 0) {
      stream(!fromLow).acknowledged(packet.tcpAcknowledgment(), sink);
    }
    stream.accept(packet, sequence, sink);
    if ((flags & FIN) != 0) {
      stream.finish(sequence + packet.payloadWireLength());
    }
    if (stream.isFinished()) {
      stream.end(sink);
    }
    if ((flags & RST) != 0 || client.isFinished() && server.isFinished()) {
      close(sink);
    } else if (conversation.isDone()) {
      closed = true;
    }
  }

  /** Ends both streams; nothing is read afterwards. */
  void close(DecodeSink sink) {
    if (!closed) {
      client.end(sink);
      server.end(sink);
      closed = true;
    }
  }

  /** Gives up all gaps, so that nothing waits for them. */
  void flush(DecodeSink sink) {
    client.flush(sink);
    server.flush(sink);
  }

  boolean isClaimed() {
    return conversation.isClaimed();
  }

  /** When a packet came last, microseconds since the epoch. */
  long latestMicros() {
    return latestMicros;
  }

  /** Bytes that wait for others. */
  long heldBytes() {
    return closed ? 0 : client.waitingBytes() + server.waitingBytes() + conversation.heldBytes();
  }

  private TcpStream stream(boolean fromLow) {
    return fromLow == clientIsLow ? client : server;
  }
}
