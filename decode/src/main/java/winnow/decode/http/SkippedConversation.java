// SPDX-License-Identifier: Apache-2.0
package winnow.decode.http;

import winnow.decode.DecodeSink;
import winnow.decode.SkipReason;
import winnow.decode.stream.Arrival;
import winnow.decode.stream.StreamConsumer;

/** A connection in a protocol that is known and not read: it is counted as skipped, once. */
final class SkippedConversation implements StreamConsumer {
  private boolean counted;

  @Override
  public void data(
      boolean fromClient, byte[] bytes, int from, int to, Arrival arrival, DecodeSink sink) {
    if (!counted) {
      sink.skip(SkipReason.OTHER_PROTOCOL, 1);
      counted = true;
    }
  }

  @Override
  public void gap(boolean fromClient, long octets, long captureOffset, DecodeSink sink) {}

  @Override
  public void repeated(boolean fromClient, DecodeSink sink) {}

  @Override
  public void end(boolean fromClient, long captureOffset, DecodeSink sink) {}

  @Override
  public boolean isDone() {
    return counted;
  }

  @Override
  public long heldBytes() {
    return 0;
  }
}
