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

  private final Set<String> lateSources = new HashSet<>();
  private final List<String> late = new ArrayList<>();
  private final List<String> early = new ArrayList<>();

  private TemplateCheck() {}

  /**
   * Finds what is without a template.
   *
   * @param live exporters, as the collector last told of them
   * @param rejected pieces rejected for want of a template lately, by source
   */
  static Finding check(LiveStatus live, Map<String, Long> rejected) {
    TemplateCheck check = new TemplateCheck();
    live.rows().forEach(row -> check.look(row, live.updatedAt()));
    rejected.forEach(check::reject);
    return check.finding();
  }

  private void look(SourceRow row, Instant now) {
    String missing = row.get("template_missing_since");
    if (missing.isEmpty()) {
      return;
    }
    Instant since = Instant.parse(missing);
    String text =
        Amounts.count((long) row.number("sets_without_template"), "data set")
            + " of "
            + LiveChecks.name(row)
            + " since "
            + since.truncatedTo(ChronoUnit.SECONDS);
    if (since.isAfter(now.minus(MOST_DELAY))) {
      early.add(text);
    } else {
      late.add(text);
      lateSources.add(row.get("source"));
    }
  }

  private void reject(String source, long pieces) {
    if (!lateSources.contains(source)) {
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
