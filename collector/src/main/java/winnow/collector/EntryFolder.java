// SPDX-License-Identifier: Apache-2.0
package winnow.collector;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.Writer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What an entry of the quarantine consists of on disk: a folder of three files. */
final class EntryFolder {
  static final String SAMPLES = "samples.csv";
  static final String PIECES = "pieces";
  private static final Logger LOG = LoggerFactory.getLogger(EntryFolder.class);
  private static final String ENTRY = "entry.properties";

  private EntryFolder() {}

  /** Writes an entry to the new folder {@code made}; it is on disk when this returns. */
  static void write(Path made, QuarantineEntry entry, String samples, Quarantine.Content content)
      throws IOException {
    content.write(made.resolve(PIECES));
    Files.writeString(made.resolve(SAMPLES), samples, StandardCharsets.UTF_8);
    try (Writer writer = Files.newBufferedWriter(made.resolve(ENTRY))) {
      entry.toProperties().store(writer, null);
    }
    for (String name : List.of(PIECES, SAMPLES, ENTRY)) {
      if (Files.exists(made.resolve(name))) {
        force(made.resolve(name), StandardOpenOption.WRITE);
      }
    }
    force(made, StandardOpenOption.READ);
    Instant writtenAt = entry.options().writtenAt();
    if (writtenAt != null && Files.exists(made.resolve(PIECES))) {
      Files.setLastModifiedTime(made.resolve(PIECES), FileTime.from(writtenAt));
    }
  }

  private static void force(Path path, StandardOpenOption how) throws IOException {
    try (FileChannel channel = FileChannel.open(path, how)) {
      channel.force(true);
    }
  }

  /** Whether nobody began to delete it. */
  static boolean isWhole(Path folder) {
    return Files.exists(folder.resolve(ENTRY));
  }

  /**
   * The entry in {@code folder}.
   *
   * @throws IOException naming the folder when the entry is damaged
   */
  static QuarantineEntry read(Path folder) throws IOException {
    try {
      return QuarantineEntry.of(properties(folder));
    } catch (NoSuchFileException e) {
      throw e;
    } catch (IOException | RuntimeException e) {
      throw new IOException(folder + " is damaged: " + e.getMessage(), e);
    }
  }

  private static Properties properties(Path folder) throws IOException {
    Properties values = new Properties();
    try (BufferedReader reader = Files.newBufferedReader(folder.resolve(ENTRY))) {
      values.load(reader);
    }
    return values;
  }

  /** Whether the entry in {@code folder} is {@code entry} with {@code samples}, but for its age. */
  static boolean says(Path folder, QuarantineEntry entry, String samples) {
    try {
      Properties values = entry.toProperties();
      Properties kept = properties(folder);
      values.remove(QuarantineEntry.KEPT_AT);
      kept.remove(QuarantineEntry.KEPT_AT);
      return kept.equals(values) && Files.readString(folder.resolve(SAMPLES)).equals(samples);
    } catch (IOException | RuntimeException e) {
      LOG.debug("{} is not there, or damaged", folder, e);
      return false;
    }
  }

  /** The entry in {@code folder}; one that is damaged is warned of, and none, as one that goes. */
  static Optional<QuarantineEntry> find(Path folder) {
    try {
      return isWhole(folder) ? Optional.of(read(folder)) : Optional.empty();
    } catch (NoSuchFileException e) {
      LOG.debug("{} was deleted meanwhile", folder, e);
    } catch (IOException e) {
      LOG.warn("{}; it is passed over, and may be deleted", e.getMessage());
    }
    return Optional.empty();
  }

  /** Moves a folder; false when it is not there, as when another process was first. */
  static boolean move(Path from, Path to) throws IOException {
    try {
      Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
      return true;
    } catch (NoSuchFileException e) {
      return false;
    }
  }

  /** Deletes a folder, if it is there. */
  static void delete(Path folder) throws IOException {
    if (Files.exists(folder)) {
      // Without its description it is no entry, should the process end here.
      Files.deleteIfExists(folder.resolve(ENTRY));
      Files.deleteIfExists(folder.resolve(PIECES));
      Files.deleteIfExists(folder.resolve(SAMPLES));
      Files.deleteIfExists(folder);
    }
  }
}
