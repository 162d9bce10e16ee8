// SPDX-License-Identifier: Apache-2.0
package winnow.collector.spool;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What arrives live, on disk until it is in the lake: the buffer between receiving, which cannot
 * wait, and publishing, which sometimes has to. Of one process at a time. Thread-safe.
 */
public final class Spool implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Spool.class);
  private static final Duration LOOK = Duration.ofMillis(100);

  private final SpoolSettings settings;
  private final InstantSource clock;
  private final FileChannel lockFile;
  private final Quota quota;
  private final Map<String, SourceSpool> sources = new LinkedHashMap<>();

  private Spool(SpoolSettings settings, InstantSource clock, FileChannel lockFile) {
    this.settings = settings;
    this.clock = clock;
    this.lockFile = lockFile;
    quota = new Quota(settings.quotaBytes());
  }

  /**
   * Opens a spool, with all that an earlier process left in it.
   *
   * @throws IOException when another process has it open, or it cannot be read
   */
  public static Spool open(SpoolSettings settings, InstantSource clock) throws IOException {
    Files.createDirectories(settings.folder());
    FileChannel channel =
        FileChannel.open(
            lockFile(settings.folder()),
            StandardOpenOption.CREATE,
            StandardOpenOption.READ,
            StandardOpenOption.WRITE);
    try {
      if (!lock(channel) && !lockAfterALook(channel)) {
        throw new IOException(
            "the spool %s is in use by another winnow collect or serve%s: stop that one, or give this one a spool of its own with --spool DIR"
                .formatted(settings.folder(), owner(channel)));
      }
      noteOwner(channel);
      Spool spool = new Spool(settings, clock, channel);
      spool.recover();
      return spool;
    } catch (IOException | RuntimeException e) {
      channel.close();
      throw e;
    }
  }

  /**
   * Whether a process has the spool at {@code folder} open. The process itself must not ask this of
   * a spool that it has open: on POSIX systems the look would end its lock.
   *
   * @throws IOException when this process may not look
   */
  public static boolean isInUse(Path folder) throws IOException {
    Path file = lockFile(folder);
    if (!Files.exists(file)) {
      return false;
    }
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ);
        FileLock look = channel.tryLock(0, Long.MAX_VALUE, true)) {
      return look == null;
    } catch (OverlappingFileLockException e) {
      return true;
    }
  }

  private static Path lockFile(Path folder) {
    return folder.resolve("lock");
  }

  /** Who only looks whether the spool is in use holds the lock, but not for long. */
  private static boolean lockAfterALook(FileChannel channel) throws IOException {
    LockSupport.parkNanos(LOOK.toNanos());
    return lock(channel);
  }

  private static boolean lock(FileChannel channel) throws IOException {
    try {
      FileLock lock = channel.tryLock();
      return lock != null;
    } catch (OverlappingFileLockException e) {
      return false;
    }
  }

  private static void noteOwner(FileChannel channel) {
    try {
      channel.truncate(0);
      channel.write(US_ASCII.encode(Long.toString(ProcessHandle.current().pid())), 0);
    } catch (IOException e) {
      LOG.debug("the disk is full, perhaps; who is in the way is not told then", e);
    }
  }

  /** The process that noted itself as the owner, for people; empty when it could not. */
  private static String owner(FileChannel channel) throws IOException {
    ByteBuffer digits = ByteBuffer.allocate(Long.toString(Long.MAX_VALUE).length());
    channel.read(digits, 0);
    String process = US_ASCII.decode(digits.flip()).toString();
    return process.matches("[0-9]+") ? ", process " + process : "";
  }

  private void recover() throws IOException {
    List<Path> folders;
    try (Stream<Path> entries = Files.list(settings.folder())) {
      folders = entries.filter(Files::isDirectory).sorted().toList();
    }
    for (Path folder : folders) {
      for (Segment segment : StoredSegments.recover(folder)) {
        SegmentHeader header = header(segment);
        if (header != null) {
          source(header.source(), header.kind());
          break;
        }
      }
    }
  }

  private static @Nullable SegmentHeader header(Segment segment) throws IOException {
    try (SegmentReader reader = SegmentReader.open(segment)) {
      return reader.header();
    }
  }

  /**
   * The spool of a source, made when it is not there.
   *
   * @param name name of the source: letters, digits, dots, dashes and underscores
   * @param kind what decodes its messages; the segments that wait keep theirs
   * @throws IllegalArgumentException when the name cannot be one of a folder
   */
  public synchronized SourceSpool source(String name, String kind) throws IOException {
    if (!name.matches("[A-Za-z0-9_][A-Za-z0-9._-]{0,99}")) {
      throw new IllegalArgumentException(
          "source name \"" + name + "\": use letters, digits, dots, dashes and underscores");
    }
    SourceSpool known = sources.get(name);
    if (known != null && known.kind().equals(kind)) {
      return known;
    }
    if (known != null && known.arrivals().messages() > 0) {
      throw new IllegalArgumentException("two sources are called " + name);
    }
    if (known != null) {
      quota.release(known.waitingBytes());
    }
    Path folder = settings.folder().resolve(name);
    SegmentHeader header = new SegmentHeader(name, kind);
    SourceSpool spool = new SourceSpool(folder, header, settings, quota, clock);
    spool.recover();
    sources.put(name, spool);
    return spool;
  }

  /** All sources: those asked for, and those whose segments wait. */
  public synchronized List<SourceSpool> sources() {
    return List.copyOf(sources.values());
  }

  /** How it is set. */
  public SpoolSettings settings() {
    return settings;
  }

  /** Bytes in all segments. */
  public long heldBytes() {
    return quota.held();
  }

  /** Lets another process open it. Nobody may append any more. */
  @Override
  public void close() throws IOException {
    lockFile.close();
  }
}
