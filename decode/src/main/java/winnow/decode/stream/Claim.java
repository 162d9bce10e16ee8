// SPDX-License-Identifier: Apache-2.0
package winnow.decode.stream;

import java.util.function.Function;

/** Whether somebody reads a stream that starts with certain bytes. */
public sealed interface Claim {
  /** The claims that name no reader. */
  enum Open implements Claim {
    /** The bytes may be the start of something, more of them will tell. */
    UNDECIDED,
    /** Nobody reads this. */
    UNCLAIMED
  }

  /**
   * Somebody does.
   *
   * @param senderIsClient whether the side that sent the bytes is the client
   * @param reader makes the reader of a connection
   */
  record Claimed(boolean senderIsClient, Function<Connection, StreamConsumer> reader)
      implements Claim {}
}
