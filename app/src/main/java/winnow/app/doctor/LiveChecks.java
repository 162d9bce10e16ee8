// SPDX-License-Identifier: Apache-2.0
package winnow.app.doctor;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import winnow.collector.status.SourceRow;

/** Whether live sources and their exporters do well, told from the table of sources. */
final class LiveChecks {
  private static final double MOST_LAG_SECONDS = 60;
  private static final double MOST_SKEW_SECONDS = 30;

  /** Part of what was sent that is worth a word. */
  private static final double MANY_MISSED_PERCENT = 0.1;

  private static final double MANY_SAME_PERCENT = 10;

  private static final Duration MOST_AGE = Duration.ofMinutes(1);

  private final LiveStatus live;
  private final Instant now;

  private LiveChecks(LiveStatus live, Instant now) {
    this.live = live;
    this.now = now;
  }

  /** All checks of what all collectors tell. */
  static List<Finding> of(LiveStatus live, Instant now) {
    return new LiveChecks(live, now).all();
  }

  private List<Finding> all() {
    return List.of(
        check("live sources", this::trouble, "none is in trouble"),
        check("lost by the system", LiveChecks::lost, "nothing"),
        check("dropped by the spool", LiveChecks::dropped, "nothing"),
        check("sequence numbers", LiveChecks::missed, "less than 0.1 % missing of each exporter"),
        check("exporters' clocks", LiveChecks::skew, "all within 30 seconds"),
        check("lag", LiveChecks::lag, "all sources within a minute"),
        check("same flows", LiveChecks::same, "no exporter reports those of another"));
  }

  /** A finding of all rows of which {@code look} says something. */
  private Finding check(String name, Function<SourceRow, @Nullable String> look, String well) {
    List<String> found = new ArrayList<>();
    for (CollectorStatus collector : live.collectors()) {
      for (SourceRow row : collector.rows()) {
        String text = look.apply(row);
        if (text != null) {
          found.add(live.name(collector, row) + " " + text);
        }
      }
    }
    return found.isEmpty() ? Finding.ok(name, well) : Finding.warn(name, Finding.shortened(found));
  }

  /** What a collector that has ended told of its trouble is no longer so. */
  private @Nullable String trouble(SourceRow row) {
    boolean isOld = row.updatedAt().isBefore(now.minus(MOST_AGE));
    return row.get("trouble").isEmpty() || isOld ? null : "is in trouble: " + row.get("trouble");
  }

  private static @Nullable String lost(SourceRow row) {
    return row.number("lost") == 0
        ? null
        : "lost "
            + row.get("lost")
            + " messages before they could be read, "
            + row.get("messages")
            + " came: sysctl -w net.core.rmem_max=33554432, or give the machine more cores";
  }

  private static @Nullable String dropped(SourceRow row) {
    return row.number("dropped") == 0
        ? null
        : "dropped "
            + row.get("dropped")
            + " messages: raise --spool-quota, free the spool's disk, see why the lake is slow";
  }

  private static @Nullable String missed(SourceRow row) {
    boolean isRecords = row.number("missed_records") > 0;
    return row.number("missed_percent") < MANY_MISSED_PERCENT
        ? null
        : "sent "
            + (isRecords
                ? row.get("missed_records") + " records"
                : row.get("missed_datagrams") + " datagrams")
            + " that never came, "
            + row.get("missed_percent")
            + " %: unless the system lost them here, look at the path and at the exporter's own"
            + " drops";
  }

  private static @Nullable String skew(SourceRow row) {
    double skew = row.number("clock_skew_seconds");
    return Math.abs(skew) <= MOST_SKEW_SECONDS
        ? null
        : String.format(
            Locale.ROOT,
            "is %.0f s %s: set its clock by NTP",
            Math.abs(skew),
            skew > 0 ? "ahead" : "behind");
  }

  private static @Nullable String lag(SourceRow row) {
    return row.number("lag_seconds") <= MOST_LAG_SECONDS
        ? null
        : "is "
            + row.get("lag_seconds")
            + " s behind: see what the collector says of the lake, and whether the machine is"
            + " busy";
  }

  private static @Nullable String same(SourceRow row) {
    return row.number("same_flows_percent") < MANY_SAME_PERCENT
        ? null
        : row.get("same_flows_percent")
            + " % of its flows also come from "
            + row.get("same_flows_as")
            + ", and count twice: let one of them export";
  }
}
