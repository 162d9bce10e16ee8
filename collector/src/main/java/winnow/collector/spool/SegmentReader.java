// SPDX-License-Identifier: Apache-2.0
package winnow.collector.spool;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.StandardOpenOption;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;
import winnow.decode.BigEndian;
import winnow.decode.InputBuffer;
import winnow.schema.IpAddress;

/**
 * Reads the messages of a segment in order, up to its end or the first frame that is cut or does
 * not agree with its checksum, as a frame that was being written when the machine stopped.
 */
public final class SegmentReader implements Closeable {
  /** Ends the names of the formats of segments, which begin with the kind of their messages. */
  public static final String FORMAT_SUFFIX = "-segment";

  private static final int MAX_HEADER_BYTES = 8 + 2 * (2 + 0xffff);

  private final InputStream stream;
  private final InputBuffer input;
  private final CRC32C checksum = new CRC32C();
  private final @Nullable SegmentHeader header;
  private @Nullable Sender sender;
  private int pending;

  /** Reads a segment from {@code stream}. */
  public SegmentReader(InputStream stream) throws IOException {
    this.stream = stream;
    input = new InputBuffer(stream);
    input.fill(MAX_HEADER_BYTES);
    ByteBuffer start = ByteBuffer.wrap(input.bytes(), input.position(), input.available());
    header = SegmentHeader.read(start);
    if (header != null) {
      input.advance(start.position());
    }
  }

  /** Opens {@code segment}. */
  public static SegmentReader open(Segment segment) throws IOException {
    InputStream stream = Files.newInputStream(segment.path(), StandardOpenOption.READ);
    try {
      return new SegmentReader(stream);
    } catch (IOException | RuntimeException e) {
      stream.close();
      throw e;
    }
  }

  /** What the segment says about itself; null when not even that was written. */
  public @Nullable SegmentHeader header() {
    return header;
  }

  /** The next message; null when there is none. */
  public @Nullable SpooledMessage next() throws IOException {
    input.advance(pending);
    pending = 0;
    if (header == null || !input.fill(Frame.PAYLOAD)) {
      return null;
    }
    int length = BigEndian.i32(input.bytes(), input.position() + Frame.LENGTH);
    if (length < 0
        || length > FrameBatch.MAX_MESSAGE_BYTES
        || !input.fill(Frame.PAYLOAD + length)) {
      return null;
    }
    byte[] bytes = input.bytes();
    int at = input.position();
    checksum.reset();
    checksum.update(bytes, at + Frame.RECEIVED, Frame.PAYLOAD - Frame.RECEIVED + length);
    if ((int) checksum.getValue() != BigEndian.i32(bytes, at + Frame.CHECKSUM)) {
      return null;
    }
    pending = Frame.PAYLOAD + length;
    return new SpooledMessage(
        sender(bytes, at),
        BigEndian.i64(bytes, at + Frame.RECEIVED),
        bytes,
        at + Frame.PAYLOAD,
        length,
        input.offset() + Frame.PAYLOAD,
        (bytes[at + Frame.FLAGS] & Frame.BOUNDARY) != 0);
  }

  /** Mostly the one of the message before. */
  private @Nullable Sender sender(byte[] bytes, int at) {
    if ((bytes[at + Frame.FLAGS] & Frame.SENDER_KNOWN) == 0) {
      return null;
    }
    boolean isConnection = (bytes[at + Frame.FLAGS] & Frame.CONNECTION) != 0;
    long high = BigEndian.i64(bytes, at + Frame.ADDRESS_HIGH);
    long low = BigEndian.i64(bytes, at + Frame.ADDRESS_LOW);
    int port = BigEndian.u16(bytes, at + Frame.PORT);
    Sender last = sender;
    if (last == null
        || last.port() != port
        || last.isConnection() != isConnection
        || last.address().low() != low
        || last.address().high() != high) {
      last = new Sender(new IpAddress(high, low), port, isConnection);
      sender = last;
    }
    return last;
  }

  /** Where the next message would start. */
  public long offset() {
    return input.offset() + pending;
  }

  /** Bytes after the last good message; 0 for a segment that was closed well. To be asked last. */
  public long tornBytes() throws IOException {
    long end = offset();
    input.advance(pending);
    pending = 0;
    while (input.fill(1)) {
      input.advance(input.available());
    }
    return input.offset() - end;
  }

  @Override
  public void close() throws IOException {
    stream.close();
  }
}
