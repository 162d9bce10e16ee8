// SPDX-License-Identifier: Apache-2.0
package winnow.collector.capture;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/**
 * Which capture a file holds: it begins so, and is called so or is the same file under another
 * name. What a ring of files overwrites is another capture.
 *
 * @param headBytes how many of its first bytes are known
 * @param headSum their CRC-32C (RFC 3720)
 * @param fileKey identity of the file in its file system; empty where there is none
 * @param path what it was called at first
 */
record CaptureId(int headBytes, long headSum, String fileKey, String path) {
  /** Holds the headers before the first packet, and its time. */
  private static final int MOST_HEAD_BYTES = 4096;

  private static final int FIELDS = 4;

  /** The capture in {@code file}, of which a packet was read. */
  static CaptureId of(FileChannel file, String fileKey, Path path) throws IOException {
    int headBytes = (int) Math.min(MOST_HEAD_BYTES, file.size());
    return new CaptureId(headBytes, headSum(file, headBytes), fileKey, path.toString());
  }

  /** Whether {@code file} begins as this capture did. */
  boolean isHeadOf(FileChannel file) throws IOException {
    return file.size() >= headBytes && headSum(file, headBytes) == headSum;
  }

  /** Whether {@code file} holds this capture. */
  boolean isIn(FileChannel file, String itsKey, Path itsPath) throws IOException {
    boolean isSame = !itsKey.isEmpty() && fileKey.equals(itsKey);
    return (isSame || path.equals(itsPath.toString())) && isHeadOf(file);
  }

  private static long headSum(FileChannel file, int bytes) throws IOException {
    ByteBuffer head = ByteBuffer.allocate(bytes);
    int read = 0;
    while (head.hasRemaining() && read >= 0) {
      read = file.read(head, head.position());
    }
    CRC32C sum = new CRC32C();
    sum.update(head.flip());
    return sum.getValue();
  }

  /** A line of text. */
  String text() {
    return headBytes + "\t" + headSum + "\t" + fileKey + "\t" + path;
  }

  /** What {@link #text} was made of; null when it is none. */
  static @Nullable CaptureId parse(String text) {
    String[] fields = text.split("\t", FIELDS);
    try {
      return fields.length < FIELDS
          ? null
          : new CaptureId(
              Integer.parseInt(fields[0]), Long.parseLong(fields[1]), fields[2], fields[3]);
    } catch (NumberFormatException e) {
      return null;
    }
  }
}
