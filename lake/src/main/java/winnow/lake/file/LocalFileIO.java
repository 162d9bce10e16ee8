// SPDX-License-Identifier: Apache-2.0
package winnow.lake.file;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import org.apache.iceberg.io.FileInfo;
import org.apache.iceberg.io.InputFile;
import org.apache.iceberg.io.OutputFile;
import org.apache.iceberg.io.SupportsPrefixOperations;
import org.jspecify.annotations.Nullable;
import winnow.lake.catalog.LakeException;

/**
 * Files of a lake on a local disk. A file appears under its name only when it is complete and on
 * disk. Locations start with the location that the lake was made at, wherever it is now.
 */
public final class LocalFileIO implements SupportsPrefixOperations {
  private static final long serialVersionUID = 1;

  private final String location;
  private final transient Path folder;

  /**
   * Access to a lake.
   *
   * @param location what the locations of its files begin with
   * @param folder where it is
   */
  public LocalFileIO(String location, Path folder) {
    this.location = location;
    this.folder = folder;
  }

  @Override
  public InputFile newInputFile(String path) {
    return new LocalInputFile(path, resolve(path));
  }

  @Override
  public OutputFile newOutputFile(String path) {
    return new LocalOutputFile(path, resolve(path));
  }

  @Override
  public void deleteFile(String path) {
    try {
      Path file = resolve(path);
      if (!Files.deleteIfExists(file)) {
        Files.deleteIfExists(LocalOutputFile.partial(file));
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot delete " + path, e);
    }
  }

  /** The files that are there now; those that come or vanish meanwhile may be among them. */
  @Override
  public Iterable<FileInfo> listPrefix(String prefix) {
    Listing listing = new Listing();
    try {
      Files.walkFileTree(resolve(prefix), listing);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot list " + prefix, e);
    }
    return listing.files;
  }

  /** Gathers files; others may be deleting some of them. */
  private final class Listing extends SimpleFileVisitor<Path> {
    private final List<FileInfo> files = new ArrayList<>();

    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
      if (attributes.isRegularFile()) {
        String name = location + "/" + folder.relativize(file);
        long millis = attributes.lastModifiedTime().toMillis();
        files.add(new FileInfo(name, attributes.size(), millis));
      }
      return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFileFailed(Path file, IOException cause) throws IOException {
      return unlessGone(cause);
    }

    @Override
    public FileVisitResult postVisitDirectory(Path directory, @Nullable IOException cause)
        throws IOException {
      return cause == null ? FileVisitResult.CONTINUE : unlessGone(cause);
    }

    private static FileVisitResult unlessGone(IOException cause) throws IOException {
      if (cause instanceof NoSuchFileException) {
        return FileVisitResult.CONTINUE;
      }
      throw cause;
    }
  }

  @Override
  public void deletePrefix(String prefix) {
    listPrefix(prefix).forEach(file -> deleteFile(file.location()));
  }

  private Path resolve(String path) {
    if (!path.startsWith(location + "/")) {
      throw new LakeException("file " + path + " is outside of the lake " + location);
    }
    return folder.resolve(path.substring(location.length() + 1));
  }
}
