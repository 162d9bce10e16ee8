// SPDX-License-Identifier: Apache-2.0
package winnow.collector.capture;

import java.nio.ByteBuffer;
import java.util.Set;
import winnow.collector.live.MessageDecoder;
import winnow.collector.live.MessageKind;
import winnow.collector.spool.SpooledMessage;
import winnow.decode.BigEndian;
import winnow.decode.DecodeOptions;
import winnow.decode.DecodeSink;
import winnow.decode.capture.CaptureDecoder;
import winnow.decode.pcap.PacketView;
import winnow.schema.TelemetryKind;

/**
 * Packets as messages of a spool, and what decodes them. A message is the link type as u16, 1 as
 * u16 when the capture ends there and nothing follows, else 0; the length of the packet on the wire
 * as u32; and its captured bytes.
 *
 * <p>All that a segment holds is counted in flows when the segment ends: a flow that goes on is
 * handed on in slices. What joins several packets, as a query its response, is remembered in memory
 * alone.
 */
public final class PacketMessages implements MessageDecoder {
  /** What segments call them. */
  public static final String NAME = "packets";

  /** Bytes before those of the packet. */
  static final int HEADER_BYTES = 8;

  private static final int END = 1;

  private final CaptureDecoder decoder;
  private final PacketView packet = new PacketView();

  private PacketMessages(Set<TelemetryKind> kinds) {
    decoder = new CaptureDecoder(DecodeOptions.named(NAME).only(kinds));
  }

  /** The kind of packets that records of {@code kinds} are made of. */
  public static MessageKind kind(Set<TelemetryKind> kinds) {
    return new MessageKind(NAME, state -> new PacketMessages(kinds));
  }

  /** Puts what comes before the captured bytes of a packet. */
  static void putHeader(ByteBuffer slot, int linkType, long originalLength) {
    slot.putShort((short) linkType).putShort((short) 0).putInt((int) originalLength);
  }

  /** The message that says that a capture ends. */
  static ByteBuffer end() {
    return ByteBuffer.allocate(HEADER_BYTES).putShort(2, (short) END);
  }

  @Override
  public void decode(SpooledMessage message, DecodeSink sink) {
    byte[] bytes = message.bytes();
    int at = message.offset();
    if (BigEndian.u16(bytes, at + 2) == END) {
      decoder.finish(sink);
      return;
    }
    packet.read(
        bytes,
        at + HEADER_BYTES,
        message.length() - HEADER_BYTES,
        BigEndian.u32(bytes, at + 4),
        BigEndian.u16(bytes, at),
        message.receivedMicros(),
        message.segmentOffset() + HEADER_BYTES);
    decoder.accept(packet, sink);
  }

  @Override
  public void endSegment(DecodeSink sink) {
    decoder.slice(sink);
  }
}
