// SPDX-License-Identifier: Apache-2.0
package winnow.decode.stream;

import org.jspecify.annotations.Nullable;
import winnow.schema.Tls;

/**
 * Takes what payloads tell about the connection they travel in, for its flow record, and tells
 * which that is. Each call replaces what was said before.
 */
public interface ConnectionFacts {
  /** Forgets what it is told. */
  ConnectionFacts NONE =
      new ConnectionFacts() {
        @Override
        public @Nullable String uid() {
          return null;
        }

        @Override
        public void service(String name) {}

        @Override
        public void tls(Tls handshake) {}
      };

  /** The id of the flow that the packet at hand belongs to; null when it has none. */
  @Nullable String uid();

  /** The application protocol, as Zeek names it: {@code http}, {@code ssl}, {@code dns}. */
  void service(String name);

  /** What the TLS handshake shows so far. */
  void tls(Tls handshake);
}
