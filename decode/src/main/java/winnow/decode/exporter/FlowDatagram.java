// SPDX-License-Identifier: Apache-2.0
package winnow.decode.exporter;

import org.jspecify.annotations.Nullable;
import winnow.schema.IpAddress;

/**
 * A message of an exporter: the payload of one UDP datagram. The bytes are shared and read only
 * while it is decoded.
 *
 * @param exporter address it came from; null when not known
 * @param bytes array that holds it
 * @param offset where it starts in {@code bytes}
 * @param length its length, bytes
 * @param inputOffset where it starts in the input as a whole, for rejections
 * @param receivedTimeMicros when it was received, microseconds since the epoch; null when not known
 * @param session which of the exporter's transport sessions it belongs to (RFC 7011 section 2): the
 *     UDP source port, or a number beyond all ports for a connection; 0 when not known
 */
public record FlowDatagram(
    @Nullable IpAddress exporter,
    byte[] bytes,
    int offset,
    int length,
    long inputOffset,
    @Nullable Long receivedTimeMicros,
    int session) {
  /** A message of which the transport session is not known. */
  public FlowDatagram(
      @Nullable IpAddress exporter,
      byte[] bytes,
      int offset,
      int length,
      long inputOffset,
      @Nullable Long receivedTimeMicros) {
    this(exporter, bytes, offset, length, inputOffset, receivedTimeMicros, 0);
  }
}
