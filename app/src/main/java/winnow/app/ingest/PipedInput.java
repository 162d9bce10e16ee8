// SPDX-License-Identifier: Apache-2.0
package winnow.app.ingest;

import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.UUID;

/**
 * A file in a lake's folder for what comes through a pipe, which can be read only once while digest
 * and format come before the rows. It is deleted at the end. A process that is killed leaves it
 * behind, for {@link #deleteLeft} of a later one: a second file is locked for as long as the
 * process lives, wherever that is.
 */
public final class PipedInput implements Closeable {
  private static final String PREFIX = "stdin-";
  private static final String LOCK = ".lock";

  private final Path file;
  private final Path lockFile;
  private final FileChannel lock;

  private PipedInput(Path file, Path lockFile, FileChannel lock) {
    this.file = file;
    this.lockFile = lockFile;
    this.lock = lock;
  }

  /** A file that is not there yet, for this process alone, in the lake at {@code lake}. */
  static PipedInput open(Path lake) throws IOException {
    Path file = Files.createDirectories(folder(lake)).resolve(PREFIX + UUID.randomUUID());
    Path lockFile = lockFile(file);
    // In this order, so that the process's end by a signal deletes the lock last.
    lockFile.toFile().deleteOnExit();
    file.toFile().deleteOnExit();
    FileChannel lock = locked(lockFile);
    while (!Files.exists(lockFile)) {
      // Another process took it for one that was left, before it was locked.
      lock.close();
      lock = locked(lockFile);
    }
    return new PipedInput(file, lockFile, lock);
  }

  private static FileChannel locked(Path lockFile) throws IOException {
    FileChannel channel =
        FileChannel.open(lockFile, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    try {
      channel.lock();
      return channel;
    } catch (IOException | RuntimeException e) {
      channel.close();
      throw e;
    }
  }

  private static Path folder(Path lake) {
    return lake.resolve("tmp");
  }

  private static Path lockFile(Path file) {
    return file.resolveSibling(file.getFileName() + LOCK);
  }

  /** Where the file is to be. */
  Path file() {
    return file;
  }

  /** Deletes what processes that have ended left in the lake at {@code lake}. */
  public static void deleteLeft(Path lake) throws IOException {
    if (!Files.isDirectory(folder(lake))) {
      return;
    }
    try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder(lake), PREFIX + "*")) {
      for (Path entry : entries) {
        String name = entry.getFileName().toString();
        boolean isLock = name.endsWith(LOCK);
        deleteIfLeft(
            isLock
                ? entry.resolveSibling(name.substring(0, name.length() - LOCK.length()))
                : entry);
      }
    }
  }

  private static void deleteIfLeft(Path file) throws IOException {
    try (FileChannel channel = FileChannel.open(lockFile(file), StandardOpenOption.WRITE);
        FileLock lock = channel.tryLock()) {
      if (lock != null) {
        delete(file, lockFile(file));
      }
    } catch (NoSuchFileException e) {
      // The lock comes first and goes last.
      Files.deleteIfExists(file);
    } catch (OverlappingFileLockException | AccessDeniedException e) {
      // It is of this process, or of another user.
    }
  }

  private static void delete(Path file, Path lockFile) throws IOException {
    Files.deleteIfExists(file);
    Files.deleteIfExists(lockFile);
  }

  @Override
  public void close() throws IOException {
    try (lock) {
      delete(file, lockFile);
    }
  }
}
