// SPDX-License-Identifier: Apache-2.0
package winnow.collector.spool;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What waits in a spool to be published, as anybody sees it who looks into its folder.
 *
 * @param bytes bytes of all segments, also of those that grow
 * @param oldest when the oldest segment was last written to; null when there is none
 */
public record SpoolBacklog(long bytes, @Nullable Instant oldest) {
  private static final SpoolBacklog NONE = new SpoolBacklog(0, null);

  /** What waits in the spool at {@code folder}, which may be in use, or not be there. */
  public static SpoolBacklog in(Path folder) throws IOException {
    SpoolBacklog sum = NONE;
    if (!Files.isDirectory(folder)) {
      return sum;
    }
    for (Path source : children(folder).stream().filter(Files::isDirectory).toList()) {
      for (Path file : children(source)) {
        if (isSegment(file)) {
          sum = sum.plus(file);
        }
      }
    }
    return sum;
  }

  private static List<Path> children(Path folder) throws IOException {
    try (Stream<Path> list = Files.list(folder)) {
      return list.toList();
    }
  }

  private static boolean isSegment(Path file) {
    String name = String.valueOf(file.getFileName());
    return name.endsWith(SegmentFile.OPEN_SUFFIX) || name.endsWith(SegmentFile.CLOSED_SUFFIX);
  }

  private SpoolBacklog plus(Path segment) throws IOException {
    try {
      BasicFileAttributes file = Files.readAttributes(segment, BasicFileAttributes.class);
      Instant written = file.lastModifiedTime().toInstant();
      boolean isOldest = oldest == null || written.isBefore(oldest);
      return new SpoolBacklog(bytes + file.size(), isOldest ? written : oldest);
    } catch (NoSuchFileException e) {
      // It was published, or closed under another name, in the meantime.
      return this;
    }
  }
}
