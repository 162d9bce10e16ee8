// SPDX-License-Identifier: Apache-2.0
package winnow.collector.piece;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** What was rejected of an input, piece by piece, each behind the context that it needs. */
final class Pieces {
  private final List<Piece> kept = new ArrayList<>();
  private final List<Piece> context = new ArrayList<>();
  private int bytes;
  private int contextBytes;
  private long beyond;

  /**
   * Takes from {@code reader} the pieces in which there is one of {@code offsets}.
   *
   * @param offsets ascending
   * @param firstIsContext whether the first piece says how the others are to be read
   */
  void take(PieceReader reader, long[] offsets, boolean firstIsContext) throws IOException {
    int next = 0;
    boolean isFirst = firstIsContext;
    while (next < offsets.length && reader.next()) {
      int from = next;
      while (next < offsets.length && offsets[next] < reader.end()) {
        next++;
      }
      if (next > from) {
        keep(reader, next - from);
      } else if (reader.isContext() || isFirst) {
        keepContext(reader);
      }
      isFirst &= reader.isContext();
    }
  }

  private void keep(PieceReader reader, int rejections) {
    byte[] piece = reader.bytes();
    if (piece == null || bytes + contextBytes + piece.length > Excerpt.MAX_BYTES) {
      beyond += rejections;
      return;
    }
    kept.addAll(context);
    kept.add(new Piece(reader.offset(), piece, reader.frameBytes(), rejections));
    bytes += contextBytes + piece.length;
    context.clear();
    contextBytes = 0;
  }

  private void keepContext(PieceReader reader) {
    byte[] piece = reader.bytes();
    if (piece == null || bytes + contextBytes + piece.length > Excerpt.MAX_BYTES) {
      // Without it, nothing behind it can be read.
      bytes = Excerpt.MAX_BYTES;
    } else {
      context.add(new Piece(reader.offset(), piece, 0, 0));
      contextBytes += piece.length;
    }
  }

  /** Pieces, each behind its context, in order of the input. */
  List<Piece> kept() {
    return kept;
  }

  /** Rejections for which there was no room. */
  long beyond() {
    return beyond;
  }
}
