// SPDX-License-Identifier: Apache-2.0
package winnow.collector.watch;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import winnow.collector.PathText;

/**
 * The files that need not be looked at again, also after a restart: a text file with a line of
 * size, time, key and path each. Only saves work: without it, the ledger says what is known. Not
 * thread-safe.
 */
final class DoneFiles {
  private static final Logger LOG = LoggerFactory.getLogger(DoneFiles.class);
  private static final int FIELDS = 4;

  private final Path file;
  private final Map<String, Seen> done = new HashMap<>();

  DoneFiles(Path file) {
    this.file = file;
  }

  /** Reads what an earlier process noted. */
  void load() throws IOException {
    if (!Files.exists(file)) {
      Files.createDirectories(file.toAbsolutePath().getParent());
      return;
    }
    // Of a file that is damaged, the lines that are not are taken.
    String text = new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
    for (String line : text.split("\n")) {
      String[] fields = line.split("\t", FIELDS);
      if (fields.length == FIELDS) {
        try {
          Seen seen = new Seen(Long.parseLong(fields[0]), Long.parseLong(fields[1]), fields[2]);
          done.put(fields[3], seen);
        } catch (NumberFormatException e) {
          LOG.debug("{}: a line that was cut off is left out: {}", file, line);
        }
      }
    }
  }

  /** How {@code path} looked when it was done with; null when it was not. */
  @Nullable Seen find(Path path) {
    return done.get(PathText.of(path));
  }

  /** Notes that {@code path} is done with. */
  void add(Path path, Seen seen) {
    String name = PathText.of(path);
    done.put(name, seen);
    write(List.of(line(name, seen)), StandardOpenOption.APPEND);
  }

  /** Forgets files that are not among {@code present}. */
  void retain(Set<Path> present) throws IOException {
    Set<String> names = present.stream().map(PathText::of).collect(Collectors.toSet());
    if (done.keySet().retainAll(names)) {
      List<String> lines = new ArrayList<>();
      done.forEach((name, seen) -> lines.add(line(name, seen)));
      Path fresh = file.resolveSibling(file.getFileName() + ".new");
      Files.write(fresh, lines, StandardCharsets.UTF_8);
      Files.move(fresh, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
    }
  }

  private void write(List<String> lines, StandardOpenOption how) {
    try {
      Files.write(file, lines, StandardCharsets.UTF_8, StandardOpenOption.CREATE, how);
    } catch (IOException e) {
      LOG.warn("{} cannot be written; after a restart files are read again to tell them", file, e);
    }
  }

  private static String line(String name, Seen seen) {
    return seen.sizeBytes() + "\t" + seen.modifiedMicros() + "\t" + seen.key() + "\t" + name;
  }
}
