// SPDX-License-Identifier: Apache-2.0
package winnow.decode.dnstap;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import winnow.decode.BigEndian;
import winnow.decode.InputBuffer;
import winnow.decode.RejectReason;
import winnow.decode.text.BadValueException;

/**
 * The reading end of a Frame Streams stream of dnstap: a file, which starts with START, or a
 * connection, whose writer says READY and is answered with ACCEPT, and says STOP and is answered
 * with FINISH. Frames are a length of 32 bits, big-endian, and that many bytes; length 0 escapes to
 * a control frame, which has a length, a type and fields. Several streams may follow each other.
 */
public final class FrameStream {
  /** The content type of dnstap. */
  public static final String CONTENT_TYPE = "protobuf:dnstap.Dnstap";

  /** How long a data frame may be, bytes; longer ones are passed over. */
  public static final int MAX_FRAME_BYTES = 1 << 20;

  private static final int MAX_CONTROL_BYTES = 512;
  private static final int ACCEPT = 1;
  private static final int START = 2;
  private static final int STOP = 3;
  private static final int READY = 4;
  private static final int FINISH = 5;
  private static final int CONTENT_TYPE_FIELD = 1;

  private final InputBuffer input;
  private final Reply reply;
  private boolean isConnection;
  private int frameLength;

  /** Takes the bytes to send back to the writer of a connection. */
  @FunctionalInterface
  public interface Reply {
    /** Sends {@code frame}. */
    void send(byte[] frame) throws IOException;

    /** A file has nobody to answer. */
    static Reply none() {
      return frame -> {};
    }
  }

  /** Reads {@code stream}; control frames are answered with {@code reply}. */
  public FrameStream(InputStream stream, Reply reply) {
    input = new InputBuffer(stream);
    this.reply = reply;
  }

  /** Whether an input that starts with {@code head} is a stream of dnstap. */
  public static boolean recognizes(byte[] head) {
    if (head.length < 12 || BigEndian.u32(head, 0) != 0) {
      return false;
    }
    long length = BigEndian.u32(head, 4);
    long type = BigEndian.u32(head, 8);
    if ((type != START && type != READY) || length < 4 || length > MAX_CONTROL_BYTES) {
      return false;
    }
    int end = (int) Math.min(head.length, 8 + length);
    return contentTypes(head, 12, end).contains(CONTENT_TYPE);
  }

  /**
   * Goes to the next data frame; control frames on the way are answered.
   *
   * @return false at the end of the input
   * @throws BadValueException when the input ends in a frame, a frame is too long, or the stream is
   *     of another content; the next call goes on after it, if it can
   */
  public boolean next() throws IOException, BadValueException {
    input.advance(frameLength);
    frameLength = 0;
    while (input.fill(4)) {
      long length = BigEndian.u32(input.bytes(), input.position());
      if (length != 0) {
        input.advance(4);
        return data(length);
      }
      control();
    }
    if (input.available() > 0) {
      throw cut(4);
    }
    return false;
  }

  /** The array that holds the frame. */
  public byte[] bytes() {
    return input.bytes();
  }

  /** Index in {@link #bytes} of the first byte of the frame. */
  public int from() {
    return input.position();
  }

  /** Index in {@link #bytes} after the last byte of the frame. */
  public int to() {
    return input.position() + frameLength;
  }

  /** Offset in the input of the frame, or of where reading stopped. */
  public long offset() {
    return input.offset();
  }

  private boolean data(long length) throws IOException, BadValueException {
    if (length > MAX_FRAME_BYTES) {
      input.skip(length);
      throw new BadValueException(
          RejectReason.MALFORMED, "frame of " + length + " bytes, longer than " + MAX_FRAME_BYTES);
    }
    if (!input.fill((int) length)) {
      throw cut(length);
    }
    frameLength = (int) length;
    return true;
  }

  private BadValueException cut(long wanted) {
    int there = input.available();
    input.advance(there);
    return new BadValueException(
        RejectReason.TRUNCATED, "the input ends after " + there + " of " + wanted + " bytes");
  }

  private void control() throws IOException, BadValueException {
    long length = input.fill(8) ? BigEndian.u32(input.bytes(), input.position() + 4) : -1;
    if (length < 0) {
      throw cut(8);
    }
    if (length < 4 || length > MAX_CONTROL_BYTES) {
      input.advance(8);
      throw new BadValueException(
          RejectReason.MALFORMED, "control frame of " + length + " bytes, expected 4 to 512");
    }
    if (!input.fill(8 + (int) length)) {
      throw cut(8 + length);
    }
    int at = input.position() + 8;
    int end = at + (int) length;
    int type = (int) BigEndian.u32(input.bytes(), at);
    List<String> contents = contentTypes(input.bytes(), at + 4, end);
    input.advance(8 + (int) length);
    take(type, contents);
  }

  private void take(int type, List<String> contents) throws IOException, BadValueException {
    boolean isOther = !contents.isEmpty() && !contents.contains(CONTENT_TYPE);
    if (type == READY) {
      isConnection = true;
      reply.send(controlFrame(ACCEPT, CONTENT_TYPE));
    } else if (type == STOP && isConnection) {
      reply.send(controlFrame(FINISH, ""));
    }
    if (isOther && (type == READY || type == START)) {
      throw new BadValueException(
          RejectReason.UNSUPPORTED,
          "the stream holds "
              + BadValueException.shown(String.join(", ", contents))
              + ", expected \""
              + CONTENT_TYPE
              + "\"");
    }
  }

  private static List<String> contentTypes(byte[] bytes, int from, int end) {
    List<String> types = new ArrayList<>();
    int at = from;
    while (end - at >= 8) {
      long length = BigEndian.u32(bytes, at + 4);
      if (length > end - at - 8) {
        break;
      }
      if (BigEndian.u32(bytes, at) == CONTENT_TYPE_FIELD) {
        types.add(new String(bytes, at + 8, (int) length, StandardCharsets.US_ASCII));
      }
      at += 8 + (int) length;
    }
    return types;
  }

  private static byte[] controlFrame(int type, String contentType) {
    byte[] content = contentType.getBytes(StandardCharsets.US_ASCII);
    int field = content.length == 0 ? 0 : 8 + content.length;
    ByteBuffer frame = ByteBuffer.allocate(12 + field).putInt(0).putInt(4 + field).putInt(type);
    if (field > 0) {
      frame.putInt(CONTENT_TYPE_FIELD).putInt(content.length).put(content);
    }
    return frame.array();
  }
}
