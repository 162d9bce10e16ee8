// SPDX-License-Identifier: Apache-2.0
package winnow.collector.piece;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import winnow.collector.spool.SegmentHeader;
import winnow.collector.spool.SegmentReader;
import winnow.collector.spool.SpooledMessage;

/**
 * The messages of a segment, each with the frame around it, behind a header without the name of a
 * source: so that all messages of a segment are never the segment, which is in the ledger.
 */
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
  public int frameBytes() {
    return message == null ? 0 : (int) (end - offset) - message.length();
  }

  @Override
  public byte @Nullable [] bytes() {
    SpooledMessage framed = message;
    if (framed == null) {
      SegmentHeader header = reader.header();
      return header == null ? null : new SegmentHeader("", header.kind()).toBytes();
    }
    int to = framed.offset() + framed.length();
    return Arrays.copyOfRange(framed.bytes(), to - (int) (end - offset), to);
  }
}
