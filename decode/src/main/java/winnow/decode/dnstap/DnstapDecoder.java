// SPDX-License-Identifier: Apache-2.0
package winnow.decode.dnstap;

import java.io.IOException;
import java.io.InputStream;
import winnow.decode.DecodeSink;
import winnow.decode.Decoder;
import winnow.decode.Rejection;
import winnow.decode.text.BadValueException;

/**
 * Reads dnstap: the messages that a DNS server receives and sends, in protobuf, in Frame Streams.
 * Queries and responses become transactions; a response that says when its query came is one by
 * itself. Records are handed on while the stream goes on, so that it may be a connection.
 */
public final class DnstapDecoder implements Decoder {
  private final FrameStream.Reply reply;
  private final DnstapFrames messages = new DnstapFrames();

  /** A decoder of one file. */
  public DnstapDecoder() {
    this(FrameStream.Reply.none());
  }

  /** A decoder of one connection, whose writer gets {@code reply}. */
  public DnstapDecoder(FrameStream.Reply reply) {
    this.reply = reply;
  }

  @Override
  public void decode(InputStream input, DecodeSink sink) throws IOException {
    FrameStream frames = new FrameStream(input, reply);
    boolean more = true;
    while (more) {
      long offset = frames.offset();
      try {
        more = frames.next();
        offset = frames.offset();
        if (more) {
          messages.decode(frames.bytes(), frames.from(), frames.to(), offset, sink);
        }
      } catch (BadValueException e) {
        sink.reject(new Rejection(e.reason(), offset, e.sentence()));
      }
    }
    messages.finish(sink);
  }
}
