// SPDX-License-Identifier: Apache-2.0
package winnow.collector.spool;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** Finds the segments of a source in its folder. */
final class StoredSegments {
  private StoredSegments() {}

  /**
   * The segments in {@code folder}, the oldest first. One that was being written when the process
   * ended counts as closed from now on.
   */
  static List<Segment> recover(Path folder) throws IOException {
    List<Segment> segments = new ArrayList<>();
    for (Path file : files(folder)) {
      String name = file.getFileName().toString();
      if (name.endsWith(SegmentFile.OPEN_SUFFIX)) {
        String id = strip(name, SegmentFile.OPEN_SUFFIX);
        Path closed = folder.resolve(id + SegmentFile.CLOSED_SUFFIX);
        Files.move(file, closed, StandardCopyOption.ATOMIC_MOVE);
        segments.add(new Segment(closed, id, Files.size(closed)));
      } else if (name.endsWith(SegmentFile.CLOSED_SUFFIX)) {
        String id = strip(name, SegmentFile.CLOSED_SUFFIX);
        segments.add(new Segment(file, id, Files.size(file)));
      }
    }
    segments.sort(Comparator.comparing(Segment::id));
    return segments;
  }

  private static String strip(String name, String suffix) {
    return name.substring(0, name.length() - suffix.length());
  }

  private static List<Path> files(Path folder) throws IOException {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(folder)) {
      return files.toList();
    }
  }
}
