// SPDX-License-Identifier: Apache-2.0
package winnow.collector;

import java.io.IOException;
import java.nio.file.FileVisitOption;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Finds the files that paths given by a person stand for. */
public final class InputFiles {
  private static final List<String> UNFINISHED_SUFFIXES =
      List.of("~", ".tmp", ".temp", ".part", ".partial", ".filepart", ".swp", ".inprogress");

  private InputFiles() {}

  /**
   * Files among {@code paths}, and those in folders among them and below, by name. Hidden files and
   * files that a program is still writing (`*.current*`, `*.tmp`, `*.part` and the like) are left
   * out of folders.
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
    for (Path path : below(folder).files()) {
      files.add(InputFile.of(path));
    }
    return files;
  }

  /**
   * What is in a folder.
   *
   * @param files finished files in it and below, by path
   * @param folders the folder and all below that are not hidden
   */
  public record Found(List<Path> files, Set<Path> folders) {}

  /** Looks through {@code folder}; what goes away meanwhile is left out. */
  public static Found below(Path folder) throws IOException {
    List<Path> files = new ArrayList<>();
    Set<Path> folders = new TreeSet<>();
    Files.walkFileTree(
        folder,
        EnumSet.of(FileVisitOption.FOLLOW_LINKS),
        Integer.MAX_VALUE,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult preVisitDirectory(Path path, BasicFileAttributes attributes) {
            if (!path.equals(folder) && !isFinished(path)) {
              return FileVisitResult.SKIP_SUBTREE;
            }
            folders.add(path);
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFile(Path path, BasicFileAttributes attributes) {
            if (attributes.isRegularFile() && isFinished(path)) {
              files.add(path);
            }
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFileFailed(Path path, IOException e) throws IOException {
            if (path.equals(folder) || !(e instanceof NoSuchFileException)) {
              throw e;
            }
            return FileVisitResult.CONTINUE;
          }
        });
    files.sort(Comparator.naturalOrder());
    return new Found(files, folders);
  }

  private static boolean isFinished(Path path) {
    String name = String.valueOf(path.getFileName());
    return !name.startsWith(".")
        && !name.contains(".current")
        && UNFINISHED_SUFFIXES.stream().noneMatch(name::endsWith);
  }
}
