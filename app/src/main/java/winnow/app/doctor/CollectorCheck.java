// SPDX-License-Identifier: Apache-2.0
package winnow.app.doctor;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import winnow.collector.spool.Spool;
import winnow.collector.status.CollectorState;

/** Whether a collector of a lake runs: its spool's lock tells at once, also of one killed. */
final class CollectorCheck {
  /** What findings of collectors are of. */
  static final String NAME = "collector";

  private static final Duration MOST_AGE = Duration.ofMinutes(1);
  private static final String AGAIN =
      "; what live checks say is from then: start 'winnow collect' again";

  private CollectorCheck() {}

  /** Checks a collector that told of itself. */
  static Finding check(CollectorStatus collector, Instant now) {
    Instant updated = collector.updatedAt();
    try {
      if (!Spool.isInUse(collector.spool())) {
        return Finding.warn(NAME, "none runs: it " + end(collector) + AGAIN);
      }
    } catch (IOException e) {
      return Finding.warn(NAME, "no telling whether it runs: " + e);
    }
    return updated.isBefore(now.minus(MOST_AGE))
        ? Finding.warn(
            NAME,
            "runs, but has not told of its sources since "
                + seconds(updated)
                + ": see what it says of the lake and its disk")
        : Finding.ok(NAME, "runs; 'winnow sources' tells more");
  }

  /** Says that none told of itself that had its spool at {@code folder}. */
  static Finding unknown(Path folder) {
    return Finding.warn(
        NAME,
        "no collector is known at "
            + folder
            + ": see that --lake and --spool are those of 'winnow collect'");
  }

  private static String end(CollectorStatus collector) {
    CollectorState state = collector.state();
    if (state == null) {
      return "last told of itself at " + seconds(collector.updatedAt());
    }
    Instant stopped = state.stoppedAt();
    return stopped == null
        ? "ended after " + seconds(collector.updatedAt()) + " without being stopped"
        : "was stopped at " + seconds(stopped);
  }

  private static Instant seconds(Instant instant) {
    return instant.truncatedTo(ChronoUnit.SECONDS);
  }
}
