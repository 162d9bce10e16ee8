// SPDX-License-Identifier: Apache-2.0
package winnow.collector.piece;

/**
 * A piece of an input.
 *
 * @param offset where it starts in the decompressed input
 * @param bytes as it is in the input
 * @param frameBytes how many of them, at the start, are of what holds the piece
 * @param rejections how often a decoder rejected something in it; 0 for one that says how those
 *     behind it are to be read
 */
record Piece(long offset, byte[] bytes, int frameBytes, int rejections) {
  boolean isContext() {
    return rejections == 0;
  }
}
