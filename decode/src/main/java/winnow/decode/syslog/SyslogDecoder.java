// SPDX-License-Identifier: Apache-2.0
package winnow.decode.syslog;

import java.time.Instant;
import java.time.ZoneId;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import winnow.decode.DecodeSink;
import winnow.decode.RejectReason;
import winnow.decode.Rejection;
import winnow.decode.SkipReason;
import winnow.decode.datagram.FlowDatagramDecoder;
import winnow.decode.exporter.ExportProtocol;
import winnow.schema.IpAddress;

/**
 * Decodes the logs that syslog messages carry. Messages are gathered by sender and program, whose
 * format is told by what they say, as with a file; so a proxy and a firewall may use one port.
 * Memory is bounded: when too much is gathered, the largest part is decoded early. Not thread-safe.
 */
public final class SyslogDecoder {
  private static final int MOST_BYTES_OF_SENDER = 4 << 20;
  private static final long MOST_BYTES = 32L << 20;
  private static final int MOST_SENDERS = 10_000;

  private final ZoneId zone;
  private final Map<Key, SyslogLines> senders = new LinkedHashMap<>(16, 0.75f, true);
  private long bytes;

  /**
   * A decoder that has seen nothing.
   *
   * @param zone time zone of times without one, as those of RFC 3164 are
   */
  public SyslogDecoder(ZoneId zone) {
    this.zone = zone;
  }

  private record Key(@Nullable IpAddress sender, String host, String program) {}

  /**
   * Takes a message. Its records and rejections come now or by the next {@link #flush}.
   *
   * @param sender where it came from; null when not known
   * @param receivedAt when it was received
   * @param inputOffset where it starts in the input, for rejections
   */
  public void decode(
      @Nullable IpAddress sender,
      Instant receivedAt,
      byte[] content,
      int offset,
      int length,
      long inputOffset,
      DecodeSink sink) {
    ExportProtocol other = flowProtocol(content, offset, length);
    if (other != null) {
      String from = sender == null ? "a datagram" : "a datagram of " + sender;
      String why = from + " looks like " + other.label() + ": send it to --netflow";
      sink.reject(new Rejection(RejectReason.UNSUPPORTED, inputOffset, why));
      return;
    }
    SyslogMessage message = SyslogMessage.parse(content, offset, length);
    if (message.text().isBlank()) {
      sink.skip(SkipReason.EMPTY, 1);
      return;
    }
    Key key = new Key(sender, message.host(), message.program());
    SyslogLines lines = senders.get(key);
    if (lines == null) {
      lines = new SyslogLines(key.sender, key.host, key.program, zone);
      senders.put(key, lines);
      bytes += lines.bytes();
    }
    bytes += lines.add(message, inputOffset, receivedAt);
    if (lines.bytes() >= MOST_BYTES_OF_SENDER) {
      bytes -= lines.bytes();
      lines.flush(sink);
      senders.remove(key);
    }
    if (bytes > MOST_BYTES || senders.size() > MOST_SENDERS) {
      Iterator<SyslogLines> eldest = senders.values().iterator();
      SyslogLines silent = eldest.next();
      bytes -= silent.bytes();
      silent.flush(sink);
      eldest.remove();
    }
  }

  /** Flow datagrams start with the first byte of their version, 0, and no text does. */
  private static @Nullable ExportProtocol flowProtocol(byte[] content, int offset, int length) {
    return length == 0 || content[offset] != 0
        ? null
        : FlowDatagramDecoder.protocolOf(content, offset, length);
  }

  /** Decodes all that was gathered. */
  public void flush(DecodeSink sink) {
    senders.values().forEach(lines -> lines.flush(sink));
    senders.clear();
    bytes = 0;
  }

  /** About how much memory is taken by what was gathered; bounded, and 0 after {@link #flush}. */
  public long heldBytes() {
    return bytes;
  }
}
