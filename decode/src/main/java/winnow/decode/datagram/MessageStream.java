// SPDX-License-Identifier: Apache-2.0
package winnow.decode.datagram;

import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;
import winnow.decode.BigEndian;
import winnow.decode.DecodeSink;
import winnow.decode.InputBuffer;
import winnow.decode.RejectReason;
import winnow.decode.Rejection;
import winnow.decode.exporter.FlowDatagram;
import winnow.schema.IpAddress;

/**
 * Cuts a stream of bytes, as it comes over TCP or TLS, into IPFIX messages (RFC 7011 section 10.4).
 * Holds one message at most. One thread, blocks as its input does.
 */
public final class MessageStream {
  private static final int HEADER = 16;
  private static final int IPFIX = 10;

  private final InputBuffer input;
  private final @Nullable IpAddress exporter;
  private int length;

  /**
   * A stream at its start.
   *
   * @param input the bytes
   * @param exporter the peer; null when not known
   */
  public MessageStream(InputStream input, @Nullable IpAddress exporter) {
    this.input = new InputBuffer(input);
    this.exporter = exporter;
  }

  /**
   * Waits for the next message.
   *
   * @return false when the stream has ended, or what follows is no IPFIX message: then it has been
   *     rejected, and the connection is to be closed (RFC 7011 section 10.4)
   */
  public boolean next(DecodeSink sink) throws IOException {
    input.advance(length);
    length = 0;
    if (!input.fill(HEADER)) {
      if (input.available() > 0) {
        reject(sink, RejectReason.TRUNCATED, "header has %d of 16 bytes", input.available());
      }
      return false;
    }
    int version = BigEndian.u16(input.bytes(), input.position());
    int claimed = BigEndian.u16(input.bytes(), input.position() + 2);
    if (version != IPFIX || claimed < HEADER) {
      reject(sink, RejectReason.MALFORMED, "has version %d and %d bytes", version, claimed);
      return false;
    }
    if (!input.fill(claimed)) {
      reject(sink, RejectReason.TRUNCATED, "has %d of %d bytes", input.available(), claimed);
      return false;
    }
    length = claimed;
    return true;
  }

  /**
   * The message, valid until the next call of {@link #next}.
   *
   * @param receivedTimeMicros when it came, microseconds since the epoch; null when not known
   */
  public FlowDatagram message(@Nullable Long receivedTimeMicros) {
    return new FlowDatagram(
        exporter, input.bytes(), input.position(), length, input.offset(), receivedTimeMicros);
  }

  private void reject(DecodeSink sink, RejectReason reason, String format, Object... values) {
    String from = exporter == null ? "" : " from " + exporter;
    String detail = "IPFIX message in a stream " + format.formatted(values) + from;
    sink.reject(new Rejection(reason, input.offset(), detail));
  }
}
