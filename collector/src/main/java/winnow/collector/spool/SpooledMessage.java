// SPDX-License-Identifier: Apache-2.0
package winnow.collector.spool;

import org.jspecify.annotations.Nullable;

/**
 * A message as it was received. Its bytes are valid until the next one is read.
 *
 * @param sender where it came from; null when not known
 * @param receivedMicros when it was received, microseconds since the epoch
 * @param bytes array that holds it
 * @param offset where it starts in {@code bytes}
 * @param length its length, bytes
 * @param segmentOffset where it starts in its segment, for rejections
 * @param isBoundary whether it is none, but says that the sender's connection begins or has ended
 */
public record SpooledMessage(
    @Nullable Sender sender,
    long receivedMicros,
    byte[] bytes,
    int offset,
    int length,
    long segmentOffset,
    boolean isBoundary) {}
