// SPDX-License-Identifier: Apache-2.0
package winnow.collector.piece;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import winnow.collector.spool.SegmentReader;
import winnow.collector.spool.SpooledMessage;

/** The messages of a segment, each with the frame around it, behind the segment's header. */
final class SegmentPieces implements PieceReader {
  private final SegmentReader reader;
  private long offset;
  private long end;
  private @Nullable SpooledMessage message;

  SegmentPieces(InputStream input) throws IOException {
    reader = new SegmentReader(input);
  }

  @Override
  public boolean next() throws IOException {
    if (reader.header() == null) {
      return false;
    }
    boolean isFirst = end == 0;
    offset = end;
    message = isFirst ? null : reader.next();
    end = reader.offset();
    return isFirst || message != null;
  }

  @Override
  public long offset() {
    return offset;
  }

  @Override
  public long end() {
    return end;
  }

  @Override
  public boolean isContext() {
    return message == null;
  }

  @Override
  public byte @Nullable [] bytes() {
    SpooledMessage framed = message;
    if (framed == null) {
      return reader.header() == null ? null : reader.header().toBytes();
    }
    int to = framed.offset() + framed.length();
    return Arrays.copyOfRange(framed.bytes(), to - (int) (end - offset), to);
  }
}
