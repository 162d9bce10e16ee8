// SPDX-License-Identifier: Apache-2.0
package winnow.synth.emit;

import java.io.BufferedOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import org.jspecify.annotations.Nullable;

/** A series of files, a new one with a header for every hour (or whatever the name tells apart). */
final class HourlyFiles implements Closeable {
  private static final int BUFFER_OCTETS = 1 << 16;
  private static final long HOUR_MICROS = 3_600_000_000L;

  private final Path folder;
  private final DateTimeFormatter name;
  private final byte[] header;
  private @Nullable OutputStream out;
  private String currentName = "";
  private long hourEnd = Long.MIN_VALUE;

  /** Files in {@code folder}; {@code pattern} gives their names from the time, UTC. */
  HourlyFiles(Path folder, String pattern, byte[] header) {
    this.folder = folder;
    this.header = header;
    name = DateTimeFormatter.ofPattern(pattern).withZone(ZoneOffset.UTC);
  }

  /** The file for a time; times do not go back. */
  OutputStream at(long timeMicros) throws IOException {
    OutputStream current = out;
    if (current != null && timeMicros < hourEnd) {
      return current;
    }
    hourEnd = timeMicros - Math.floorMod(timeMicros, HOUR_MICROS) + HOUR_MICROS;
    String wanted = name.format(Instant.ofEpochSecond(timeMicros / 1_000_000));
    if (current != null && wanted.equals(currentName)) {
      return current;
    }
    close();
    currentName = wanted;
    current =
        new BufferedOutputStream(Files.newOutputStream(folder.resolve(wanted)), BUFFER_OCTETS);
    current.write(header);
    out = current;
    return current;
  }

  @Override
  public void close() throws IOException {
    if (out != null) {
      out.close();
      out = null;
    }
  }
}
