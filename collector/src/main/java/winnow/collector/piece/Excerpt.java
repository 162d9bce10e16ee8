// SPDX-License-Identifier: Apache-2.0
package winnow.collector.piece;

import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import winnow.schema.TelemetryKind;

/**
 * What a decoder rejected of an input, as an input of the same format: of it the decoder accepts
 * nothing. Every rejection is either in it or counted as left out.
 *
 * @param bytes the input; empty when nothing could be kept
 * @param pieces how many pieces are in it
 * @param kinds the kinds of records to ask for when it is read again; others were made already
 * @param found pieces in which something was rejected, by where they start, without what holds
 *     them; also such as are not in the excerpt
 * @param leftOut rejections that are not in it, by why
 */
public record Excerpt(
    byte[] bytes,
    int pieces,
    Set<TelemetryKind> kinds,
    NavigableMap<Long, byte[]> found,
    Map<String, Long> leftOut) {
  /** How large it becomes, bytes. */
  public static final int MAX_BYTES = 16 * 1024 * 1024;
}
