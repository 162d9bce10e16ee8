// SPDX-License-Identifier: Apache-2.0
package winnow.collector;

import java.net.URI;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;

/**
 * Paths as text that can be turned back. The name of a file is bytes; where they are no text in the
 * locale of the process, what {@link Path#toString} says is that of no file, or of another. Such a
 * path is written as its URI, which has the bytes.
 */
public final class PathText {
  private static final String SCHEME = "file:///";

  private PathText() {}

  /** The text of the absolute {@code path}; no other path has the same. */
  public static String of(Path path) {
    String text = path.toString();
    return isTurnedBack(text, path) ? text : path.toUri().toString();
  }

  /** The text of {@code path} from {@code folder} on, when it is in there; both are absolute. */
  public static String of(Path path, Path folder) {
    if (path.startsWith(folder) && !path.equals(folder)) {
      Path below = folder.relativize(path);
      if (isTurnedBack(below.toString(), below)) {
        return below.toString();
      }
    }
    return of(path);
  }

  private static boolean isTurnedBack(String text, Path path) {
    try {
      return text.chars().noneMatch(Character::isISOControl) && Path.of(text).equals(path);
    } catch (InvalidPathException e) {
      return false;
    }
  }

  /**
   * The path that {@code text} stands for.
   *
   * @throws IllegalArgumentException when it is none, as when it was written in another locale
   */
  public static Path path(String text) {
    return text.startsWith(SCHEME) ? Path.of(URI.create(text)) : Path.of(text);
  }

  /** The file beside {@code path} whose name goes on with {@code suffix}, letters of ASCII. */
  public static Path withSuffix(Path path, String suffix) {
    String uri = path.toUri().toString();
    int end = uri.endsWith("/") ? uri.length() - 1 : uri.length();
    return Path.of(URI.create(uri.substring(0, end) + suffix));
  }
}
