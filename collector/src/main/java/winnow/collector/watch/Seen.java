// SPDX-License-Identifier: Apache-2.0
package winnow.collector.watch;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * How a file looked.
 *
 * @param sizeBytes its size
 * @param modifiedMicros when it was last written to, microseconds since the epoch
 * @param key identity in its file system; empty where there is none
 */
record Seen(long sizeBytes, long modifiedMicros, String key) {
  static Seen of(Path file) throws IOException {
    BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
    Object key = attributes.fileKey();
    return new Seen(
        attributes.size(),
        ChronoUnit.MICROS.between(Instant.EPOCH, attributes.lastModifiedTime().toInstant()),
        key == null ? "" : key.toString());
  }
}
