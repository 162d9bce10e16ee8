// SPDX-License-Identifier: Apache-2.0
package winnow.app.doctor;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import winnow.app.terminal.Amounts;
import winnow.collector.status.SourceRow;

/** Flow data whose templates do not come: what waits for them, and what waited in vain. */
final class TemplateCheck {
  private static final String CHECK = "templates";
  private static final Duration MOST_DELAY = Duration.ofMinutes(10);

  private final LiveStatus live;
  private final Set<String> lateSources = new HashSet<>();
  private final Set<String> otherSources = new HashSet<>();
  private final List<String> late = new ArrayList<>();
  private final List<String> early = new ArrayList<>();

  private TemplateCheck(LiveStatus live) {
    this.live = live;
  }

  /**
   * Finds what is without a template, or was when its collector last told of it. A collector that
   * has ended awaits none.
   *
   * @param live what collectors tell of exporters
   * @param rejected pieces rejected for want of a template lately, by source
   */
  static Finding check(LiveStatus live, Map<String, Long> rejected) {
    TemplateCheck check = new TemplateCheck(live);
    live.running().forEach(check::look);
    rejected.forEach(check::reject);
    return check.finding();
  }

  private void look(CollectorStatus collector) {
    Instant latest = collector.updatedAt().minus(MOST_DELAY);
    Set<String> lateHere = new HashSet<>();
    for (SourceRow row : collector.rows()) {
      Instant since = row.time("template_missing_since");
      if (since != null) {
        boolean isLate = !since.isAfter(latest);
        (isLate ? late : early).add(text(live.name(collector, row), row, since));
        if (isLate) {
          lateHere.add(row.get("source"));
        }
      }
    }
    lateSources.addAll(lateHere);
    collector.rows().stream()
        .map(row -> row.get("source"))
        .filter(source -> !lateHere.contains(source))
        .forEach(otherSources::add);
  }

  private static String text(String name, SourceRow row, Instant since) {
    return Amounts.count((long) row.number("sets_without_template"), "data set")
        + " of "
        + name
        + " since "
        + since.truncatedTo(ChronoUnit.SECONDS);
  }

  /** What is known to be late is told once; the ledger does not tell whose source it was. */
  private void reject(String source, long pieces) {
    if (!lateSources.contains(source) || otherSources.contains(source)) {
      late.add(Amounts.count(pieces, "piece") + " of " + source + " in the last 10 minutes");
    }
  }

  private Finding finding() {
    if (late.isEmpty()) {
      return early.isEmpty()
          ? Finding.ok(CHECK, "none missing")
          : Finding.ok(
              CHECK,
              "awaited for "
                  + Finding.shortened(early)
                  + ": usual until the exporter next sends them");
    }
    List<String> all = new ArrayList<>(late);
    all.addAll(early);
    return Finding.warn(
        CHECK,
        "missing for "
            + Finding.shortened(all)
            + ": let the exporter send its templates every minute (ip flow-export template"
            + " timeout-rate 1, or its like)");
  }
}
