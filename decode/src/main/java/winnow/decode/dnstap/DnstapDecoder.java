// SPDX-License-Identifier: Apache-2.0
package winnow.decode.dnstap;

import java.io.IOException;
import java.io.InputStream;
import winnow.decode.DecodeSink;
import winnow.decode.Decoder;
import winnow.decode.Rejection;
import winnow.decode.SkipReason;
import winnow.decode.dns.DnsMessageMatcher;
import winnow.decode.dns.Envelope;
import winnow.decode.text.BadValueException;

/**
 * Reads dnstap: the messages that a DNS server receives and sends, in protobuf, in Frame Streams.
 * Queries and responses become transactions; a response that says when its query came is one by
 * itself. Records are handed on while the stream goes on, so that it may be a connection.
 */
public final class DnstapDecoder implements Decoder {
  private final FrameStream.Reply reply;
  private final DnstapMessage message = new DnstapMessage();
  private final DnsMessageMatcher matcher = new DnsMessageMatcher();

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
          frame(frames, sink);
        }
      } catch (BadValueException e) {
        sink.reject(new Rejection(e.reason(), offset, e.sentence()));
      }
    }
    matcher.finish(sink);
  }

  private void frame(FrameStream frames, DecodeSink sink) throws BadValueException {
    message.read(frames.bytes(), frames.from(), frames.to());
    Envelope envelope = message.envelope();
    if (envelope == null) {
      sink.skip(SkipReason.OTHER_PROTOCOL, 1);
    } else {
      matcher.accept(envelope, frames.bytes(), message.from(), message.to(), sink);
    }
  }
}
