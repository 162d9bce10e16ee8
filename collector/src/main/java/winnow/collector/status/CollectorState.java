// SPDX-License-Identifier: Apache-2.0
package winnow.collector.status;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/**
 * What the last collector with a spool left in a file beside its table of sources: where the spool
 * is, which tells whether it still runs, and whether it was stopped.
 *
 * @param spool the {@link SourceTables#place} of its spool
 * @param startedAt when it was started
 * @param stoppedAt when it was stopped; null while it runs, and for ever when it was killed
 */
public record CollectorState(String spool, Instant startedAt, @Nullable Instant stoppedAt) {
  private static final String SPOOL = "spool";
  private static final String STARTED_AT = "started-at";
  private static final String STOPPED_AT = "stopped-at";

  /** The same, of a collector that was stopped. */
  public CollectorState stopped(Instant at) {
    return new CollectorState(spool, startedAt, at);
  }

  /** Writes {@code file} anew, at once for whoever reads it. */
  public void write(Path file) throws IOException {
    Properties values = new Properties();
    values.setProperty(SPOOL, spool);
    values.setProperty(STARTED_AT, startedAt.toString());
    if (stoppedAt != null) {
      values.setProperty(STOPPED_AT, stoppedAt.toString());
    }
    Path temporary = file.resolveSibling(file.getFileName() + ".tmp");
    try (Writer writer = Files.newBufferedWriter(temporary)) {
      values.store(writer, null);
    }
    Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE);
  }

  /**
   * Reads what {@link #write} wrote; null when there is no {@code file}.
   *
   * @throws IOException when it cannot be read, or is damaged
   */
  public static @Nullable CollectorState read(Path file) throws IOException {
    if (!Files.exists(file)) {
      return null;
    }
    Properties values = new Properties();
    try (BufferedReader reader = Files.newBufferedReader(file)) {
      values.load(reader);
    } catch (IOException | IllegalArgumentException e) {
      throw new IOException(file + " cannot be read: " + e, e);
    }
    String spool = values.getProperty(SPOOL);
    String startedAt = values.getProperty(STARTED_AT);
    String stoppedAt = values.getProperty(STOPPED_AT);
    if (spool == null || startedAt == null) {
      throw new IOException(file + " is damaged: it names no spool or no start");
    }
    try {
      return new CollectorState(
          spool, Instant.parse(startedAt), stoppedAt == null ? null : Instant.parse(stoppedAt));
    } catch (DateTimeParseException e) {
      throw new IOException(file + " is damaged: " + e.getMessage(), e);
    }
  }
}
