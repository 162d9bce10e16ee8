// SPDX-License-Identifier: Apache-2.0
package winnow.synth.emit;

import java.util.Set;
import winnow.schema.TelemetryKind;
import winnow.synth.traffic.Conversation;
import winnow.synth.traffic.DnsExchange;
import winnow.synth.traffic.WebRequest;

/**
 * Writes one kind of file from the traffic of one day. What starts after midnight is left out, so
 * that each day stands alone. I/O errors come as {@link java.io.UncheckedIOException}.
 */
public interface Emitter extends AutoCloseable {
  /** What it looks at. */
  Set<TelemetryKind> needs();

  /** A conversation. */
  default void conversation(Conversation conversation) {}

  /** A name look-up. */
  default void exchange(DnsExchange exchange) {}

  /** A web request. */
  default void request(WebRequest request) {}

  /** Nothing that starts before {@code timeMicros} comes any more. */
  void advance(long timeMicros);

  /** How many records were written. */
  long records();

  @Override
  void close();
}
