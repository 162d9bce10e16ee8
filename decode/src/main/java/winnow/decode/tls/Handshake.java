// SPDX-License-Identifier: Apache-2.0
package winnow.decode.tls;

import org.jspecify.annotations.Nullable;
import winnow.decode.DecodeSink;
import winnow.decode.Rejection;
import winnow.decode.stream.ConnectionFacts;
import winnow.decode.text.BadValueException;
import winnow.schema.Tls;

/** The hellos of a handshake, told to its connection as they come. */
final class Handshake {
  static final int CLIENT_HELLO = 1;
  static final int SERVER_HELLO = 2;

  private final ConnectionFacts facts;
  private final Ja4.Carrier carrier;
  private boolean clientSeen;
  private boolean serverSeen;
  private @Nullable String serverName;
  private @Nullable String alpn;
  private @Nullable String version;
  private @Nullable String ja3;
  private @Nullable String ja3s;
  private @Nullable String ja4;

  Handshake(ConnectionFacts facts, Ja4.Carrier carrier) {
    this.facts = facts;
    this.carrier = carrier;
  }

  /** Whether the client has said hello. */
  boolean isClientSeen() {
    return clientSeen;
  }

  /** Whether the server has said hello. */
  boolean isServerSeen() {
    return serverSeen;
  }

  /** Takes the body of a handshake message of {@code type}; what is no hello is passed over. */
  void message(int type, byte[] bytes, int from, int to, long captureOffset, DecodeSink sink) {
    try {
      if (type == CLIENT_HELLO && !clientSeen) {
        client(ClientHello.parse(bytes, from, to, carrier == Ja4.Carrier.DTLS));
      } else if (type == SERVER_HELLO && !serverSeen) {
        server(ServerHello.parse(bytes, from, to));
      }
    } catch (BadValueException e) {
      sink.reject(new Rejection(e.reason(), captureOffset, e.sentence()));
      clientSeen |= type == CLIENT_HELLO;
      serverSeen |= type == SERVER_HELLO;
    }
  }

  private void client(ClientHello hello) {
    clientSeen = true;
    serverName = hello.serverName;
    alpn = alpn == null ? hello.alpn() : alpn;
    ja3 = Ja3.of(hello);
    ja4 = Ja4.of(hello, carrier);
    tell();
  }

  private void server(ServerHello hello) {
    version = TlsVersions.name(hello.version());
    if (!hello.isRetryRequest()) {
      serverSeen = true;
      alpn = hello.alpn() == null ? alpn : hello.alpn();
      ja3s = Ja3.of(hello);
    }
    tell();
  }

  private void tell() {
    facts.tls(new Tls(serverName, alpn, version, ja3, ja3s, ja4, null));
  }
}
