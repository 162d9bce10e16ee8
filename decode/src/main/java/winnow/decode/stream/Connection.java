// SPDX-License-Identifier: Apache-2.0
package winnow.decode.stream;

import winnow.schema.Endpoint;

/**
 * The two ends of a connection.
 *
 * @param client who asks
 * @param server who is asked
 * @param facts takes what is learnt about the connection
 */
public record Connection(Endpoint client, Endpoint server, ConnectionFacts facts) {
  /** The same with the ends in each other's part. */
  Connection reversed() {
    return new Connection(server, client, facts);
  }
}
