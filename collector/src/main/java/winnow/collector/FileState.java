// SPDX-License-Identifier: Apache-2.0
package winnow.collector;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import org.jspecify.annotations.Nullable;

/**
 * What changes when a file is written to: digest and records of one read must be of the same bytes.
 *
 * @param sizeBytes its size
 * @param modified when it was last written to
 * @param key identity of the file in its file system; null where there is none
 */
record FileState(long sizeBytes, FileTime modified, @Nullable Object key) {
  /** The state of the file at {@code path} now. */
  static FileState of(Path path) throws IOException {
    BasicFileAttributes attributes = Files.readAttributes(path, BasicFileAttributes.class);
    return new FileState(attributes.size(), attributes.lastModifiedTime(), attributes.fileKey());
  }

  /**
   * Checks that nobody wrote to the file since.
   *
   * @throws IOException naming what changed
   */
  void requireUnchanged(Path path) throws IOException {
    FileState now = of(path);
    if (!now.equals(this)) {
      throw new IOException(
          "it changed while it was read (from "
              + sizeBytes
              + " to "
              + now.sizeBytes
              + " bytes); ingest it again when its writer is done");
    }
  }
}
