// SPDX-License-Identifier: Apache-2.0
package winnow.decode.stream;

/** Tells from the first bytes of a side who reads a connection. */
@FunctionalInterface
public interface Claimant {
  /**
   * Looks at the first bytes of a side, or at the first ones of a segment where those before were
   * of no use.
   *
   * @param connection whose client is the side that sent them
   */
  Claim claim(Connection connection, byte[] bytes, int from, int to);
}
