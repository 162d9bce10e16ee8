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

  private final List<SourceRow> rows;
  private final Instant now;
  private final boolean severalSpools;

  private LiveChecks(List<SourceRow> rows, Instant now) {
    this.rows = rows;
    this.now = now;
    severalSpools = rows.stream().map(row -> row.get("spool")).distinct().count() > 1;
  }

  /** All checks of the {@code rows} of all tables. */
  static List<Finding> of(List<SourceRow> rows, Instant now) {
    return new LiveChecks(rows, now).all();
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
    for (SourceRow row : rows) {
      String text = look.apply(row);
      if (text != null) {
        String spool = severalSpools ? " with the spool " + row.get("spool") : "";
        found.add(name(row) + spool + " " + text);
      }
    }
    return found.isEmpty() ? Finding.ok(name, well) : Finding.warn(name, Finding.shortened(found));
  }

  /** What people call the source or exporter of a row. */
  static String name(SourceRow row) {
    return row.get("exporter").isEmpty()
        ? row.get("source")
        : row.get("exporter") + " (" + row.get("source") + ")";
  }

  /** What a collector that has ended told of its trouble is no longer so. */
  private @Nullable String trouble(SourceRow row) {
    boolean isOld = Instant.parse(row.get("updated_at")).isBefore(now.minus(MOST_AGE));
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
