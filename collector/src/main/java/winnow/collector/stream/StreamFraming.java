// SPDX-License-Identifier: Apache-2.0
package winnow.collector.stream;

import java.io.IOException;
import java.nio.ByteBuffer;
import winnow.decode.RejectReason;

/** Cuts what a connection brings into messages. */
@FunctionalInterface
interface StreamFraming {
  /** Takes what is found. */
  interface Taker {
    /** A message; its bytes are valid during the call. */
    void message(ByteBuffer bytes);

    /** Something that is no message. */
    void problem(RejectReason reason, String detail);
  }

  /** Reads a connection to its end, or until it makes no sense. */
  void read(Connection connection, Taker taker) throws IOException;
}
