// SPDX-License-Identifier: Apache-2.0
package winnow.collector.watch;

import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import winnow.collector.IngestSettings;

/**
 * A folder to be watched.
 *
 * @param folder where files come to, and below
 * @param ingest what is known about the files
 * @param stable how long nobody must have written to a file before it is read
 * @param rescan how often the folder is looked through although nothing was reported, as on network
 *     file systems, where nothing is
 * @param moveTo where files go that are in the lake; null when they stay
 */
public record WatchSettings(
    Path folder, IngestSettings ingest, Duration stable, Duration rescan, @Nullable Path moveTo) {
  /** Checks that files would not come back into the folder that they were moved out of. */
  public WatchSettings {
    folder = folder.toAbsolutePath().normalize();
    moveTo = moveTo == null ? null : moveTo.toAbsolutePath().normalize();
    if (moveTo != null && moveTo.startsWith(folder)) {
      throw new IllegalArgumentException(
          "files of " + folder + " cannot be moved to " + moveTo + ", which is in it");
    }
  }

  /** Files of {@code folder} stay where they are, and are read when they rested for 30 seconds. */
  public static WatchSettings of(Path folder, IngestSettings ingest) {
    return new WatchSettings(folder, ingest, Duration.ofSeconds(30), Duration.ofSeconds(60), null);
  }

  /** The same with other times. */
  public WatchSettings withTimes(Duration newStable, Duration newRescan) {
    return new WatchSettings(folder, ingest, newStable, newRescan, moveTo);
  }

  /** The same, but files that are in the lake go to {@code target}. */
  public WatchSettings movingTo(@Nullable Path target) {
    return new WatchSettings(folder, ingest, stable, rescan, target);
  }
}
