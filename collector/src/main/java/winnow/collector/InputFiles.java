// SPDX-License-Identifier: Apache-2.0
package winnow.collector;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Finds the files that paths given by a person stand for. */
public final class InputFiles {
  private InputFiles() {}

  /**
   * Files among {@code paths}, and those in folders among them and below, by name. Hidden files and
   * files that a capture program is still writing (`*.current*`) are left out of folders.
   *
   * @throws NoSuchFileException naming a path that is not there
   */
  public static List<InputFile> find(List<Path> paths) throws IOException {
    List<InputFile> files = new ArrayList<>();
    for (Path path : paths) {
      if (Files.isDirectory(path)) {
        files.addAll(inFolder(path));
      } else if (Files.exists(path)) {
        files.add(InputFile.of(path));
      } else {
        throw new NoSuchFileException(path.toString(), null, "no such file or folder");
      }
    }
    return files;
  }

  private static List<InputFile> inFolder(Path folder) throws IOException {
    List<InputFile> files = new ArrayList<>();
    List<Path> found;
    try (Stream<Path> walk = Files.walk(folder)) {
      found = walk.filter(Files::isRegularFile).filter(InputFiles::isFinished).sorted().toList();
    }
    for (Path path : found) {
      files.add(InputFile.of(path));
    }
    return files;
  }

  private static boolean isFinished(Path path) {
    String name = String.valueOf(path.getFileName());
    return !name.startsWith(".") && !name.contains(".current");
  }
}
