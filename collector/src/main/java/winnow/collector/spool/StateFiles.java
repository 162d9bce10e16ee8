// SPDX-License-Identifier: Apache-2.0
package winnow.collector.spool;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What the decoder of a source remembers after each of its segments, in files beside them: the
 * state after a segment is written before the segment is published, and holds once the segment is
 * gone. So whoever reads a segment again finds the state that its first reader had. One thread.
 */
public final class StateFiles {
  private static final String SUFFIX = ".state";

  private final Path folder;

  StateFiles(Path folder) {
    this.folder = folder;
  }

  /** Id of the segment of the newest state; null when there is none. */
  @Nullable String newest() throws IOException {
    List<String> ids = ids();
    return ids.isEmpty() ? null : ids.getFirst();
  }

  /** Writes the state of a decoder of {@code kind} after {@code segment}, to the disk. */
  public void write(Segment segment, String kind, byte[] state) throws IOException {
    Path temporary = folder.resolve(segment.id() + SUFFIX + ".tmp");
    try (FileChannel file =
        FileChannel.open(
            temporary,
            StandardOpenOption.CREATE,
            StandardOpenOption.TRUNCATE_EXISTING,
            StandardOpenOption.WRITE)) {
      writeAll(file, new SegmentHeader("", kind).toBytes());
      writeAll(file, state);
      file.force(true);
    }
    Files.move(temporary, file(segment.id()), StandardCopyOption.ATOMIC_MOVE);
  }

  private static void writeAll(FileChannel file, byte[] bytes) throws IOException {
    ByteBuffer content = ByteBuffer.wrap(bytes);
    while (content.hasRemaining()) {
      file.write(content);
    }
  }

  /** The state after the last segment that is gone; null when there is none of {@code kind}. */
  public byte @Nullable [] read(String kind) throws IOException {
    for (String id : ids()) {
      if (!Files.exists(folder.resolve(id + SegmentFile.CLOSED_SUFFIX))) {
        ByteBuffer content = ByteBuffer.wrap(Files.readAllBytes(file(id)));
        SegmentHeader header = SegmentHeader.read(content);
        if (header == null || !header.kind().equals(kind)) {
          return null;
        }
        byte[] state = new byte[content.remaining()];
        content.get(state);
        return state;
      }
    }
    return null;
  }

  /** Deletes the states that came before the one of {@code segment}. */
  public void forgetBefore(Segment segment) throws IOException {
    for (String id : ids()) {
      if (id.compareTo(segment.id()) < 0) {
        Files.deleteIfExists(file(id));
      }
    }
  }

  private Path file(String id) {
    return folder.resolve(id + SUFFIX);
  }

  /** Ids of all states, the newest first. */
  private List<String> ids() throws IOException {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(name -> name.endsWith(SUFFIX))
          .map(name -> name.substring(0, name.length() - SUFFIX.length()))
          .sorted(Comparator.reverseOrder())
          .toList();
    }
  }
}
