// SPDX-License-Identifier: Apache-2.0
package winnow.app.doctor;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;
import winnow.collector.spool.Spool;
import winnow.collector.status.CollectorState;

/** Whether the collector of a lake runs: its spool's lock tells at once, also of one killed. */
final class CollectorCheck {
  private static final String CHECK = "collector";
  private static final Duration MOST_AGE = Duration.ofMinutes(1);
  private static final String AGAIN =
      "; what live checks say is from then: start 'winnow collect' again";

  private CollectorCheck() {}

  /**
   * Checks the collector.
   *
   * @param live what it tells of itself
   * @param spool folder of its spool
   */
  static Finding check(LiveStatus live, Path spool, Instant now) {
    Instant updated = live.updatedAt();
    try {
      if (!Spool.isInUse(spool)) {
        return ended(live.state(), updated);
      }
    } catch (IOException e) {
      return Finding.warn(CHECK, "no telling whether it runs: " + e);
    }
    return updated.isBefore(now.minus(MOST_AGE))
        ? Finding.warn(
            CHECK,
            "runs, but has not told of its sources since "
                + seconds(updated)
                + ": see what it says of the lake and its disk")
        : Finding.ok(CHECK, "runs; 'winnow sources' tells more");
  }

  private static Finding ended(@Nullable CollectorState state, Instant updated) {
    Instant stopped = state == null ? null : state.stoppedAt();
    String how =
        stopped == null
            ? "it ended after " + seconds(updated) + " without being stopped"
            : "it was stopped at " + seconds(stopped);
    return Finding.warn(CHECK, "none runs: " + how + AGAIN);
  }

  private static Instant seconds(Instant instant) {
    return instant.truncatedTo(ChronoUnit.SECONDS);
  }
}
