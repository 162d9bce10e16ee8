// SPDX-License-Identifier: Apache-2.0
package winnow.collector.capture;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import winnow.collector.spool.FrameBatch;
import winnow.collector.spool.SpooledMessage;
import winnow.decode.BigEndian;
import winnow.decode.Rejection;

/**
 * What messages about packets look like, big-endian: 8 bytes, namely the link type u16, what it is
 * u16, and the length of the packet on the wire u32; then
 *
 * <ul>
 *   <li>{@link #PACKET}: its captured bytes;
 *   <li>{@link #END}: nothing; a capture ends there and nothing follows;
 *   <li>{@link #FILE}: how many pieces, i64, were taken before from the capture of which the
 *       packets and rejections up to the next such message are, or {@link #FORGOTTEN}; and its
 *       {@link CaptureId};
 *   <li>{@link #REJECTED}: the {@link Rejection#text}.
 * </ul>
 */
final class PacketFrames {
  static final int PACKET = 0;
  static final int END = 1;
  static final int FILE = 2;
  static final int REJECTED = 3;

  /** Bytes before those of the packet. */
  static final int HEADER_BYTES = 8;

  /** Stands for the pieces taken of a capture that is gone. */
  static final long FORGOTTEN = -1;

  /** Most captured bytes of a packet that a message can hold. */
  static final int MOST_PACKET_BYTES = FrameBatch.MAX_MESSAGE_BYTES - HEADER_BYTES;

  private static final int MOST_TEXT_BYTES = 4096;

  private PacketFrames() {}

  /** Puts what comes before the captured bytes of a packet. */
  static void putHeader(ByteBuffer slot, int linkType, long originalLength) {
    slot.putShort((short) linkType).putShort((short) PACKET).putInt((int) originalLength);
  }

  /** The message that says that a capture ends. */
  static ByteBuffer end() {
    return ByteBuffer.allocate(HEADER_BYTES).putShort(2, (short) END);
  }

  /** Puts of which capture the following is, and how many pieces of it came before. */
  static void putFile(ByteBuffer slot, CaptureId capture, long taken) {
    slot.putShort((short) 0).putShort((short) FILE).putInt(0).putLong(taken);
    slot.put(capture.text().getBytes(StandardCharsets.UTF_8));
  }

  /** Puts a piece that no packet was found in. */
  static void putRejection(ByteBuffer slot, CaptureId capture, Rejection rejection) {
    slot.putShort((short) 0).putShort((short) REJECTED).putInt(0);
    byte[] text = rejection.text(capture.path()).getBytes(StandardCharsets.UTF_8);
    slot.put(text, 0, Math.min(text.length, MOST_TEXT_BYTES));
  }

  /** What {@code message} is. */
  static int what(SpooledMessage message) {
    return BigEndian.u16(message.bytes(), message.offset() + 2);
  }

  /** How many pieces of its capture came before a {@link #FILE} message. */
  static long taken(SpooledMessage file) {
    return BigEndian.i64(file.bytes(), file.offset() + HEADER_BYTES);
  }

  /** The capture of a {@link #FILE} message. */
  static @Nullable CaptureId capture(SpooledMessage file) {
    return CaptureId.parse(text(file, HEADER_BYTES + Long.BYTES));
  }

  /** What a {@link #REJECTED} message says. */
  static Rejection rejection(SpooledMessage message) {
    return Rejection.parse(message.segmentOffset(), text(message, HEADER_BYTES));
  }

  private static String text(SpooledMessage message, int skipped) {
    return new String(
        message.bytes(),
        message.offset() + skipped,
        message.length() - skipped,
        StandardCharsets.UTF_8);
  }
}
