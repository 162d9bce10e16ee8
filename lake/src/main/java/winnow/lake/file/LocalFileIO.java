// SPDX-License-Identifier: Apache-2.0
package winnow.lake.file;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.apache.iceberg.io.FileInfo;
import org.apache.iceberg.io.InputFile;
import org.apache.iceberg.io.OutputFile;
import org.apache.iceberg.io.SupportsPrefixOperations;
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

  @Override
  public Iterable<FileInfo> listPrefix(String prefix) {
    Path start = resolve(prefix);
    if (!Files.exists(start)) {
      return List.of();
    }
    try (Stream<Path> paths = Files.walk(start)) {
      return paths.filter(Files::isRegularFile).map(this::info).toList();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot list " + prefix, e);
    }
  }

  @Override
  public void deletePrefix(String prefix) {
    listPrefix(prefix).forEach(file -> deleteFile(file.location()));
  }

  private FileInfo info(Path path) {
    try {
      return new FileInfo(
          location + "/" + folder.relativize(path),
          Files.size(path),
          Files.getLastModifiedTime(path).toMillis());
    } catch (IOException e) {
      throw new UncheckedIOException("cannot look at " + path, e);
    }
  }

  private Path resolve(String path) {
    if (!path.startsWith(location + "/")) {
      throw new LakeException("file " + path + " is outside of the lake " + location);
    }
    return folder.resolve(path.substring(location.length() + 1));
  }
}
