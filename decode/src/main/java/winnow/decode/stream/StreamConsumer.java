// SPDX-License-Identifier: Apache-2.0
package winnow.decode.stream;

import winnow.decode.DecodeSink;

/**
 * Reads what the two sides of one TCP connection say. Bytes of a side come in their order and once;
 * what is missing between them is told. Sides are told apart by {@code fromClient}.
 */
public interface StreamConsumer {
  /** Takes {@code bytes[from, to)}; they are valid during the call only. */
  void data(boolean fromClient, byte[] bytes, int from, int to, Arrival arrival, DecodeSink sink);

  /**
   * The next {@code octets} bytes of a side are not in the capture.
   *
   * @param captureOffset offset in the capture of the latest packet of the side
   */
  void gap(boolean fromClient, long octets, long captureOffset, DecodeSink sink);

  /** A segment of a side repeats bytes that were there already. */
  void repeated(boolean fromClient, DecodeSink sink);

  /** No more bytes of a side will come. */
  void end(boolean fromClient, long captureOffset, DecodeSink sink);

  /** Whether it needs no more bytes of either side; once true it stays so. */
  boolean isDone();

  /** Bytes that wait for the rest of their message. */
  long heldBytes();
}
