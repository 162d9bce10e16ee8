// SPDX-License-Identifier: Apache-2.0
package winnow.collector.capture;

import java.util.Set;
import org.jspecify.annotations.Nullable;
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
 * Packets as messages of a spool, and what decodes them; {@link PacketFrames} says how they look.
 *
 * <p>All that a segment holds is counted in flows when the segment ends: a flow that goes on is
 * handed on in slices. What joins several packets, as a query its response, is remembered in memory
 * alone; how much of which capture was taken is part of the state.
 */
public final class PacketMessages implements MessageDecoder {
  /** What segments call them. */
  public static final String NAME = "packets";

  private final CaptureDecoder decoder;
  private final PacketView packet = new PacketView();
  private final CaptureProgress progress;

  private PacketMessages(Set<TelemetryKind> kinds, byte @Nullable [] state) {
    progress = CaptureProgress.from(state);
    decoder = new CaptureDecoder(DecodeOptions.named(NAME).only(kinds));
  }

  /** The kind of packets that records of {@code kinds} are made of. */
  public static MessageKind kind(Set<TelemetryKind> kinds) {
    return new MessageKind(NAME, state -> new PacketMessages(kinds, state));
  }

  @Override
  public void decode(SpooledMessage message, DecodeSink sink) {
    progress.note(message);
    switch (PacketFrames.what(message)) {
      case PacketFrames.PACKET -> decodePacket(message, sink);
      case PacketFrames.REJECTED -> sink.reject(PacketFrames.rejection(message));
      case PacketFrames.END -> decoder.finish(sink);
      default -> {} // where the following packets are from is noted
    }
  }

  private void decodePacket(SpooledMessage message, DecodeSink sink) {
    byte[] bytes = message.bytes();
    int at = message.offset();
    packet.read(
        bytes,
        at + PacketFrames.HEADER_BYTES,
        message.length() - PacketFrames.HEADER_BYTES,
        BigEndian.u32(bytes, at + 4),
        BigEndian.u16(bytes, at),
        message.receivedMicros(),
        message.segmentOffset() + PacketFrames.HEADER_BYTES);
    decoder.accept(packet, sink);
  }

  @Override
  public void endSegment(DecodeSink sink) {
    decoder.slice(sink);
  }

  @Override
  public byte @Nullable [] state() {
    return progress.isEmpty() ? null : progress.toBytes();
  }
}
