// SPDX-License-Identifier: Apache-2.0
package winnow.collector.live;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * Something that telemetry arrives from: a port, a folder, a pipe. Does nothing until it is
 * started. Reads on threads of its own, which nobody interrupts.
 */
public interface LiveSource extends AutoCloseable {
  /** What it counts; also has its name. */
  SourceTally tally();

  /** What it listens to or reads, as people write it: `udp 0.0.0.0:2055`. */
  String endpoint();

  /**
   * Begins to receive.
   *
   * @throws IOException when it cannot, as when the port is taken; the message says which
   */
  void start() throws IOException;

  /** Messages lost by the system before they could be read, since the start; 0 if unknown. */
  default long lostMessages() {
    return 0;
  }

  /** Why nothing is received at present; null when it could be. */
  default @Nullable String trouble() {
    return null;
  }

  /** Stops receiving; what was received is in the spool, or in the lake, when it returns. */
  @Override
  void close() throws IOException;
}
