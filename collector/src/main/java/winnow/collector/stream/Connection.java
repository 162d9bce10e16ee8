// SPDX-License-Identifier: Apache-2.0
package winnow.collector.stream;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import org.jspecify.annotations.Nullable;
import winnow.collector.spool.Sender;

/**
 * A connection that a sender made.
 *
 * @param input what it sends
 * @param output what it gets
 * @param sender who it is; null when the transport does not tell
 * @param socket ends the connection
 */
record Connection(InputStream input, OutputStream output, @Nullable Sender sender, Closeable socket)
    implements Closeable {
  @Override
  public void close() throws IOException {
    socket.close();
  }
}
