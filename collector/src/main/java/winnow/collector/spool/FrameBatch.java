// SPDX-License-Identifier: Apache-2.0
package winnow.collector.spool;

import java.nio.ByteBuffer;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/**
 * Messages on their way into the spool, in a buffer outside the heap: what is received into {@link
 * #slot} is not copied again before it is in the file. One thread.
 */
public final class FrameBatch {
  /** The longest message. */
  public static final int MAX_MESSAGE_BYTES = 1 << 20;

  private final ByteBuffer frames;
  private final ByteBuffer checked;
  private final CRC32C checksum = new CRC32C();
  private final int mostMessageBytes;
  private int messages;
  private int messageBytes;

  /**
   * Room for messages.
   *
   * @param capacityBytes size of the buffer
   * @param mostMessageBytes length of the longest message
   */
  public FrameBatch(int capacityBytes, int mostMessageBytes) {
    if (mostMessageBytes > MAX_MESSAGE_BYTES || capacityBytes < Frame.PAYLOAD + mostMessageBytes) {
      throw new IllegalArgumentException(
          "no room for messages of " + mostMessageBytes + " bytes in " + capacityBytes);
    }
    this.mostMessageBytes = mostMessageBytes;
    frames = ByteBuffer.allocateDirect(capacityBytes);
    checked = frames.duplicate();
  }

  /** Whether another message of any length fits. */
  public boolean hasRoom() {
    return frames.capacity() - frames.position() >= Frame.PAYLOAD + mostMessageBytes;
  }

  /** How many messages are in it. */
  public int messages() {
    return messages;
  }

  /** Bytes of the messages that are in it. */
  public int messageBytes() {
    return messageBytes;
  }

  /** Bytes it takes in a segment. */
  public int bytes() {
    return frames.position();
  }

  /**
   * Where the next message goes: to be filled from its position, then {@link #end}ed. Needs {@link
   * #hasRoom}.
   */
  public ByteBuffer slot() {
    int payload = frames.position() + Frame.PAYLOAD;
    checked.limit(payload + mostMessageBytes).position(payload);
    return checked;
  }

  /**
   * Ends the message that was put into the {@link #slot}.
   *
   * @param sender where it came from; null when not known
   * @param receivedMicros when it was received, microseconds since the epoch
   */
  public void end(@Nullable Sender sender, long receivedMicros) {
    int start = frames.position();
    end(sender, receivedMicros, 0);
    messages++;
    messageBytes += frames.position() - start - Frame.PAYLOAD;
  }

  /** Says that a connection begins or has ended; needs {@link #hasRoom}. */
  public void boundary(Sender connection, long atMicros) {
    slot();
    end(connection, atMicros, Frame.BOUNDARY);
  }

  private void end(@Nullable Sender sender, long receivedMicros, int flags) {
    int start = frames.position();
    int end = checked.position();
    frames.putInt(end - start - Frame.PAYLOAD);
    frames.putInt(0);
    frames.putLong(receivedMicros);
    frames.putLong(sender == null ? 0 : sender.address().high());
    frames.putLong(sender == null ? 0 : sender.address().low());
    frames.putShort((short) (sender == null ? 0 : sender.port()));
    frames.put((byte) (flags | flags(sender)));
    frames.put((byte) 0);
    checked.limit(end).position(start + Frame.RECEIVED);
    checksum.reset();
    checksum.update(checked);
    frames.putInt(start + Frame.CHECKSUM, (int) checksum.getValue());
    frames.position(end);
  }

  private static int flags(@Nullable Sender sender) {
    if (sender == null) {
      return 0;
    }
    return sender.isConnection() ? Frame.SENDER_KNOWN | Frame.CONNECTION : Frame.SENDER_KNOWN;
  }

  /** Adds a message; needs {@link #hasRoom}. */
  public void add(@Nullable Sender sender, long receivedMicros, ByteBuffer message) {
    slot().put(message);
    end(sender, receivedMicros);
  }

  /** The frames, from position to limit; valid until the next change. */
  ByteBuffer content() {
    return checked.limit(frames.position()).position(0);
  }

  /** Forgets all messages. */
  public void clear() {
    frames.clear();
    messages = 0;
    messageBytes = 0;
  }
}
