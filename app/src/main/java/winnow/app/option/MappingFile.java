// SPDX-License-Identifier: Apache-2.0
package winnow.app.option;

import java.io.IOException;
import java.nio.charset.MalformedInputException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import winnow.decode.mapping.Mapping;
import winnow.decode.mapping.MappingException;

/** The option that names a mapping file. */
public final class MappingFile {
  @Option(
      names = "--mapping",
      paramLabel = "FILE",
      description =
          "mapping file that says which fields of CSV, TSV or JSON lines become which columns")
  @Nullable Path file;

  /** What the file says; null when none is given. */
  public @Nullable Mapping read() throws IOException {
    return file == null ? null : read(file);
  }

  /**
   * What {@code file} says.
   *
   * @throws IllegalArgumentException with all that is wrong with it, line by line
   */
  public static Mapping read(Path file) throws IOException {
    try {
      return Mapping.parse(Files.readString(file));
    } catch (MappingException e) {
      throw new IllegalArgumentException(file + ": " + e.getMessage(), e);
    } catch (MalformedInputException e) {
      throw new IllegalArgumentException(file + " is not text in UTF-8", e);
    }
  }
}
