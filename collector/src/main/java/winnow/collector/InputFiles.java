// SPDX-License-Identifier: Apache-2.0
package winnow.collector;

import java.io.File;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemLoopException;
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
import org.jspecify.annotations.Nullable;
import winnow.decode.CompressedDataException;

/** Finds the files that paths given by a person stand for. */
public final class InputFiles {
  private static final List<String> UNFINISHED_SUFFIXES =
      List.of("~", ".tmp", ".temp", ".part", ".partial", ".filepart", ".swp", ".inprogress");

  private static final String NO_FILE =
      "it is no file but a pipe, a socket or a device; the path - reads a pipe";

  private InputFiles() {}

  /**
   * What is at paths or in a folder.
   *
   * @param files finished files, by path
   * @param folders the folders looked through
   * @param refused what is no file that can be read, and why
   */
  public record Found(
      List<InputFile> files, Set<Path> folders, List<IngestOutcome.Refused> refused) {
    private Found() {
      this(new ArrayList<>(), new TreeSet<>(), new ArrayList<>());
    }

    private void refuse(InputFile file, String why) {
      refused.add(new IngestOutcome.Refused(file, why));
    }
  }

  /**
   * Files among {@code paths}, and those in folders among them and below, by name, called by their
   * paths in these folders. Hidden files and files that a program is still writing (`*.current*`,
   * `*.tmp`, `*.part` and the like) are left out of folders.
   *
   * @throws NoSuchFileException naming a path that is not there
   */
  public static Found find(List<Path> paths) throws IOException {
    Found found = new Found();
    for (Path path : paths) {
      if (Files.isDirectory(path)) {
        walk(path, found);
      } else if (Files.isRegularFile(path)) {
        found.files.add(InputFile.of(path));
      } else if (Files.exists(path)) {
        found.refuse(new InputFile(path, path.toString(), 0), NO_FILE);
      } else {
        throw new NoSuchFileException(path.toString(), null, "no such file or folder");
      }
    }
    return found;
  }

  /** Looks through {@code folder}; what goes away meanwhile is left out. */
  public static Found below(Path folder) throws IOException {
    Found found = new Found();
    walk(folder, found);
    return found;
  }

  private static void walk(Path folder, Found found) throws IOException {
    int first = found.files.size();
    Files.walkFileTree(
        folder,
        EnumSet.of(FileVisitOption.FOLLOW_LINKS),
        Integer.MAX_VALUE,
        new FinishedFiles(folder, found));
    found.files.subList(first, found.files.size()).sort(Comparator.comparing(InputFile::path));
  }

  /** Adds what is finished in a folder and below; nothing in it keeps the rest from being found. */
  private static final class FinishedFiles extends SimpleFileVisitor<Path> {
    private final Path folder;
    private final Found found;

    FinishedFiles(Path folder, Found found) {
      this.folder = folder;
      this.found = found;
    }

    @Override
    public FileVisitResult preVisitDirectory(Path path, BasicFileAttributes attributes) {
      if (!path.equals(folder) && !isFinished(path)) {
        return FileVisitResult.SKIP_SUBTREE;
      }
      found.folders.add(path);
      return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFile(Path path, BasicFileAttributes attributes) {
      if (isFinished(path)) {
        if (attributes.isRegularFile()) {
          found.files.add(named(path, attributes.size()));
        } else {
          String why = attributes.isSymbolicLink() ? "what it links to is not there" : NO_FILE;
          found.refuse(named(path, 0), why);
        }
      }
      return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFileFailed(Path path, IOException e) throws IOException {
      if (path.equals(folder)) {
        throw e;
      }
      if (!(e instanceof NoSuchFileException) && isFinished(path)) {
        found.refuse(named(path, 0), why(e));
      }
      return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult postVisitDirectory(Path path, @Nullable IOException e) {
      if (e != null) {
        found.refuse(named(path, 0), why(e));
      }
      return FileVisitResult.CONTINUE;
    }

    private InputFile named(Path path, long sizeBytes) {
      String name = folder.relativize(path).toString().replace(File.separatorChar, '/');
      return new InputFile(path, name.isEmpty() ? path.toString() : name, sizeBytes);
    }
  }

  /** Why something could not be read, in words. */
  static String why(IOException e) {
    return switch (e) {
      case FileSystemLoopException loop -> "it links to a folder that it is in";
      case AccessDeniedException denied -> "this user may not read it";
      case CompressedDataException damaged -> String.valueOf(damaged.getMessage());
      default -> e.toString();
    };
  }

  private static boolean isFinished(Path path) {
    String name = String.valueOf(path.getFileName());
    return !name.startsWith(".")
        && !name.contains(".current")
        && UNFINISHED_SUFFIXES.stream().noneMatch(name::endsWith);
  }
}
