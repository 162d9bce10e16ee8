// SPDX-License-Identifier: Apache-2.0
package winnow.collector.stream;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import javax.net.ServerSocketFactory;
import winnow.collector.live.Endpoint;
import winnow.decode.DecodeSink;
import winnow.decode.RejectReason;
import winnow.decode.Rejection;
import winnow.decode.SkipReason;
import winnow.decode.datagram.MessageStream;
import winnow.decode.dnstap.FrameStream;
import winnow.decode.exporter.FlowDatagram;
import winnow.decode.syslog.SyslogStream;
import winnow.decode.text.BadValueException;
import winnow.schema.TelemetryRecord;

/** What to listen to, and how to cut what comes into messages. */
public final class StreamSettings {
  private final String name;
  private final Opening opening;
  private final StreamFraming framing;

  StreamSettings(String name, Opening opening, StreamFraming framing) {
    this.name = name;
    this.opening = opening;
    this.framing = framing;
  }

  /** Opens the listener of the source that is called so. */
  @FunctionalInterface
  interface Opening {
    Listener open(String source) throws IOException;
  }

  /** IPFIX over TCP (RFC 7011 section 10.4). */
  public static StreamSettings ipfix(InetSocketAddress address) {
    Endpoint place = new Endpoint("tcp", address);
    return new StreamSettings(
        place.toString(),
        source -> Listener.tcp(source, place, ServerSocketFactory.getDefault()),
        StreamSettings::ipfixMessages);
  }

  /** IPFIX over TLS over TCP (RFC 7011 section 11). */
  public static StreamSettings ipfix(InetSocketAddress address, TlsFiles tls) {
    Endpoint place = new Endpoint("tls", address);
    return new StreamSettings(
        place.toString(),
        source -> Listener.tcp(source, place, tls.serverSockets()),
        StreamSettings::ipfixMessages);
  }

  /** Syslog over TCP (RFC 6587). */
  public static StreamSettings syslog(InetSocketAddress address) {
    Endpoint place = new Endpoint("tcp", address);
    return new StreamSettings(
        place.toString(),
        source -> Listener.tcp(source, place, ServerSocketFactory.getDefault()),
        StreamSettings::syslogMessages);
  }

  /** Syslog over TLS (RFC 5425). */
  public static StreamSettings syslog(InetSocketAddress address, TlsFiles tls) {
    Endpoint place = new Endpoint("tls", address);
    return new StreamSettings(
        place.toString(),
        source -> Listener.tcp(source, place, tls.serverSockets()),
        StreamSettings::syslogMessages);
  }

  private static void syslogMessages(Connection connection, StreamFraming.Taker taker)
      throws IOException {
    SyslogStream stream = new SyslogStream(connection.input());
    while (stream.next()) {
      if (stream.wholeLength() > stream.length()) {
        String detail = "message has %d of %d bytes; up to %d are read";
        taker.problem(
            RejectReason.TRUNCATED,
            detail.formatted(stream.length(), stream.wholeLength(), SyslogStream.MAX_BYTES));
      } else {
        taker.message(ByteBuffer.wrap(stream.bytes(), 0, stream.length()));
      }
    }
  }

  /** dnstap over TCP. */
  public static StreamSettings dnstap(InetSocketAddress address) {
    Endpoint place = new Endpoint("tcp", address);
    return new StreamSettings(
        place.toString(),
        source -> Listener.tcp(source, place, ServerSocketFactory.getDefault()),
        StreamSettings::dnstapFrames);
  }

  /** dnstap over a Unix domain socket. */
  public static StreamSettings dnstap(Path socket) {
    return new StreamSettings(
        "unix " + socket, source -> Listener.unix(source, socket), StreamSettings::dnstapFrames);
  }

  private static void ipfixMessages(Connection connection, StreamFraming.Taker taker)
      throws IOException {
    MessageStream stream = new MessageStream(connection.input(), null);
    DecodeSink problems = new FramingProblems(taker);
    while (stream.next(problems)) {
      FlowDatagram message = stream.message(null);
      taker.message(ByteBuffer.wrap(message.bytes(), message.offset(), message.length()));
    }
  }

  private static void dnstapFrames(Connection connection, StreamFraming.Taker taker)
      throws IOException {
    FrameStream.Reply reply =
        frame -> {
          connection.output().write(frame);
          connection.output().flush();
        };
    FrameStream frames = new FrameStream(connection.input(), reply);
    boolean more = true;
    while (more) {
      try {
        more = frames.next();
        if (more) {
          int length = frames.to() - frames.from();
          taker.message(ByteBuffer.wrap(frames.bytes(), frames.from(), length));
        }
      } catch (BadValueException e) {
        taker.problem(e.reason(), e.sentence());
      }
    }
  }

  /** Hands on what a decoder of streams rejects. */
  private record FramingProblems(StreamFraming.Taker taker) implements DecodeSink {
    @Override
    public void accept(TelemetryRecord record) {
      throw new IllegalStateException("a stream is cut into messages, not into records");
    }

    @Override
    public void reject(Rejection rejection) {
      taker.problem(rejection.reason(), rejection.detail());
    }

    @Override
    public void skip(SkipReason reason, long count) {}
  }

  String name() {
    return name;
  }

  Opening opening() {
    return opening;
  }

  StreamFraming framing() {
    return framing;
  }
}
