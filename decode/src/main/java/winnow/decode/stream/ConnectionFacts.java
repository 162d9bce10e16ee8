// SPDX-License-Identifier: Apache-2.0
package winnow.decode.stream;

import winnow.schema.Tls;

/**
 * Takes what payloads tell about the connection they travel in, for its flow record. Each call
 * replaces what was said before.
 */
public interface ConnectionFacts {
  /** Forgets what it is told. */
  ConnectionFacts NONE =
      new ConnectionFacts() {
        @Override
        public void service(String name) {}

        @Override
        public void tls(Tls handshake) {}
      };

  /** The application protocol, as Zeek names it: {@code http}, {@code ssl}, {@code dns}. */
  void service(String name);

  /** What the TLS handshake shows so far. */
  void tls(Tls handshake);
}
