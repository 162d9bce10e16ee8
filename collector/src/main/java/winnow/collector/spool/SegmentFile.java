// SPDX-License-Identifier: Apache-2.0
package winnow.collector.spool;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A segment that is being written. Not thread-safe. */
final class SegmentFile {
  static final String OPEN_SUFFIX = ".open";
  static final String CLOSED_SUFFIX = ".segment";
  private static final Logger LOG = LoggerFactory.getLogger(SegmentFile.class);

  private final Path path;
  private final String id;
  private final long begunMicros;
  private final FileChannel channel;
  private long bytes;

  private SegmentFile(Path path, String id, long begunMicros, FileChannel channel) {
    this.path = path;
    this.id = id;
    this.begunMicros = begunMicros;
    this.channel = channel;
  }

  /** Begins a segment in {@code folder}. */
  static SegmentFile begin(Path folder, String id, long nowMicros, SegmentHeader header)
      throws IOException {
    Files.createDirectories(folder);
    Path path = folder.resolve(id + OPEN_SUFFIX);
    FileChannel channel =
        FileChannel.open(path, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
    SegmentFile file = new SegmentFile(path, id, nowMicros, channel);
    try {
      file.write(ByteBuffer.wrap(header.toBytes()));
      return file;
    } catch (IOException e) {
      channel.close();
      Files.deleteIfExists(path);
      throw e;
    }
  }

  long begunMicros() {
    return begunMicros;
  }

  long bytes() {
    return bytes;
  }

  /** Writes all of {@code frames}; the file ends where it did when that fails. */
  void write(ByteBuffer frames) throws IOException {
    int size = frames.remaining();
    try {
      while (frames.hasRemaining()) {
        channel.write(frames);
      }
    } catch (IOException e) {
      cut(e);
      throw e;
    }
    bytes += size;
  }

  private void cut(IOException cause) {
    try {
      channel.truncate(bytes);
    } catch (IOException e) {
      cause.addSuppressed(e);
    }
  }

  /** Whether more can be written; an interrupt of a writer closes the file beneath it. */
  boolean isOpen() {
    return channel.isOpen();
  }

  /**
   * Closes the segment; it is to be read from now on.
   *
   * @param force whether the disk shall have it soon; nobody waits for that, since whoever closes
   *     has to receive
   */
  Segment close(boolean force) throws IOException {
    Path closed = path.resolveSibling(id + CLOSED_SUFFIX);
    Files.move(path, closed, StandardCopyOption.ATOMIC_MOVE);
    if (force && channel.isOpen()) {
      Thread.ofPlatform().daemon().name("winnow-force").start(() -> forceAndClose(closed));
    } else {
      channel.close();
    }
    return new Segment(closed, id, Files.size(closed));
  }

  private void forceAndClose(Path file) {
    try (channel) {
      channel.force(false);
    } catch (IOException e) {
      LOG.warn("{} may not survive a power cut: {}", file, e.getMessage());
    }
  }
}
