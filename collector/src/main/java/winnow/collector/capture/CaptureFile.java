// SPDX-License-Identifier: Apache-2.0
package winnow.collector.capture;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import winnow.collector.InputFile;
import winnow.collector.InputFiles;

/**
 * A file as it looked a moment ago.
 *
 * @param path where it is
 * @param key identity in its file system, which outlasts its name; its path where there is none
 * @param sizeBytes its size
 * @param modifiedAt when it was last written to
 */
record CaptureFile(Path path, String key, long sizeBytes, Instant modifiedAt) {
  private static final Comparator<CaptureFile> BY_AGE =
      Comparator.comparing(CaptureFile::modifiedAt).thenComparing(CaptureFile::path);

  /**
   * The file at {@code path}, or those in the folder at {@code path} and below that are not hidden;
   * what was written to last comes last, so that what a writer has begun anew follows what it wrote
   * before.
   */
  static List<CaptureFile> at(Path path) throws IOException {
    List<CaptureFile> files = new ArrayList<>();
    if (Files.isDirectory(path)) {
      for (InputFile found : InputFiles.below(path).files()) {
        add(found.path(), files);
      }
    } else {
      add(path, files);
    }
    files.sort(BY_AGE);
    return files;
  }

  private static void add(Path path, List<CaptureFile> files) throws IOException {
    try {
      BasicFileAttributes attributes = Files.readAttributes(path, BasicFileAttributes.class);
      Object key = attributes.fileKey();
      if (attributes.isRegularFile()) {
        files.add(
            new CaptureFile(
                path,
                key == null ? path.toString() : key.toString(),
                attributes.size(),
                attributes.lastModifiedTime().toInstant()));
      }
    } catch (NoSuchFileException gone) {
      // Whatever was there is looked for under the names that there are.
    }
  }

  /** Whether nothing was written since it looked like {@code other}. */
  boolean looksLike(CaptureFile other) {
    return sizeBytes == other.sizeBytes && modifiedAt.equals(other.modifiedAt);
  }
}
