// SPDX-License-Identifier: Apache-2.0
package winnow.decode.tls;

import winnow.decode.DecodeSink;
import winnow.decode.stream.Arrival;
import winnow.decode.stream.Claim;
import winnow.decode.stream.Connection;
import winnow.decode.stream.StreamConsumer;

/** Reads the hellos of a TLS connection; what follows them is not read. */
public final class TlsConversation implements StreamConsumer {
  private static final int CLAIM_BYTES = 6;
  private static final int HANDSHAKE = 22;

  private final Handshake handshake;
  private final HandshakeReader client;
  private final HandshakeReader server;

  private TlsConversation(Connection connection) {
    handshake = new Handshake(connection.facts(), Ja4.Carrier.TCP);
    client = new HandshakeReader(handshake);
    server = new HandshakeReader(handshake);
    connection.facts().service("ssl");
  }

  /** Claims streams that start with a record that holds a hello. */
  public static Claim claim(byte[] bytes, int from, int to) {
    int length = to - from;
    boolean mayBe =
        bytes[from] == HANDSHAKE
            && (length < 2 || bytes[from + 1] == 3)
            && (length < 3 || bytes[from + 2] >= 0 && bytes[from + 2] <= 4)
            && (length < 4 || bytes[from + 3] >= 0 && bytes[from + 3] <= 0x48);
    if (!mayBe) {
      return Claim.Open.UNCLAIMED;
    }
    if (length < CLAIM_BYTES) {
      return Claim.Open.UNDECIDED;
    }
    int type = bytes[from + CLAIM_BYTES - 1];
    return type == Handshake.CLIENT_HELLO || type == Handshake.SERVER_HELLO
        ? new Claim.Claimed(type == Handshake.CLIENT_HELLO, TlsConversation::new)
        : Claim.Open.UNCLAIMED;
  }

  @Override
  public void data(
      boolean fromClient, byte[] bytes, int from, int to, Arrival arrival, DecodeSink sink) {
    HandshakeReader reader = fromClient ? client : server;
    reader.data(bytes, from, to, arrival.captureOffset(), sink);
    if (handshake.isClientSeen() && handshake.isServerSeen()) {
      client.stop();
      server.stop();
    }
  }

  @Override
  public void gap(boolean fromClient, long octets, long captureOffset, DecodeSink sink) {
    (fromClient ? client : server).stop();
  }

  /** Segments are no messages: those that are repeated count for nothing. */
  @Override
  public void repeated(boolean fromClient, DecodeSink sink) {}

  @Override
  public void end(boolean fromClient, long captureOffset, DecodeSink sink) {
    (fromClient ? client : server).stop();
  }

  @Override
  public boolean isDone() {
    return client.isOver() && server.isOver();
  }

  @Override
  public long heldBytes() {
    return client.heldBytes() + server.heldBytes();
  }
}
