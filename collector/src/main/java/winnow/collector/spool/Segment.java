// SPDX-License-Identifier: Apache-2.0
package winnow.collector.spool;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * A closed part of a spool: it does not change any more.
 *
 * @param path the file
 * @param id when it was begun; ascending within a source, also as text
 * @param sizeBytes its size
 */
public record Segment(Path path, String id, long sizeBytes) {
  private static final int BUFFER_BYTES = 1 << 20;

  /** SHA-256 of its bytes, lower-case hex: its identity in the ledger. */
  public String sha256() throws IOException {
    MessageDigest digest = sha256Digest();
    ByteBuffer buffer = ByteBuffer.allocateDirect(BUFFER_BYTES);
    try (FileChannel file = FileChannel.open(path, StandardOpenOption.READ)) {
      while (file.read(buffer) >= 0) {
        digest.update(buffer.flip());
        buffer.clear();
      }
    }
    return HexFormat.of().formatHex(digest.digest());
  }

  private static MessageDigest sha256Digest() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new UncheckedIOException(new IOException("every Java platform has SHA-256", e));
    }
  }
}
