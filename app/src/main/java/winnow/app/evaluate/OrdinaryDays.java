// SPDX-License-Identifier: Apache-2.0
package winnow.app.evaluate;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import winnow.analysis.cases.CaseMaker;
import winnow.analysis.cases.HostCase;
import winnow.analysis.detect.Evidence;
import winnow.analysis.evaluate.PValueTable;
import winnow.analysis.run.TrialEvidence;
import winnow.app.terminal.CsvPrinter;

/** What is found on days without attacks: p-values, and cases above the alert level. */
public final class OrdinaryDays {
  /** So many days of a network are history alone. */
  private static final int DAYS_OF_HISTORY = 7;

  private final PValueTable table = new PValueTable();
  private final List<Long> alerts = new ArrayList<>();

  /** No network yet. */
  public OrdinaryDays() {}

  /** Adds a network; its first days are history and do not count. */
  public void add(SortedMap<LocalDate, Set<String>> hosts, TrialEvidence evidence) {
    CaseMaker maker = new CaseMaker(evidence.byFamily().size());
    int day = 0;
    for (Map.Entry<LocalDate, Set<String>> entry : hosts.entrySet()) {
      Map<String, List<Evidence>> found = new TreeMap<>();
      evidence
          .byFamily()
          .forEach(
              (family, byDay) -> found.put(family, byDay.getOrDefault(entry.getKey(), List.of())));
      List<HostCase> cases = maker.next(entry.getValue(), found.values(), one -> 1);
      if (++day > DAYS_OF_HISTORY) {
        Map<String, Integer> judged = evidence.judged().getOrDefault(entry.getKey(), Map.of());
        found.forEach((family, ofFamily) ->
            table.add(family, judged.getOrDefault(family, 0), bestOfHosts(ofFamily)));
        table.add("cases", entry.getValue().size(), cases.stream().map(HostCase::p).toList());
        alerts.add(cases.stream().filter(HostCase::notable).count());
      }
    }
  }

  private static Collection<Double> bestOfHosts(List<Evidence> found) {
    Map<String, Double> best = new HashMap<>();
    found.forEach(one -> best.merge(one.host(), one.p(), Math::min));
    return best.values();
  }

  /** Prints the table. */
  public void print(CsvPrinter csv) {
    csv.header(
        List.of(
            "family",
            "p_below",
            "host_days",
            "found",
            "expected",
            "observed",
            "share",
            "times_expected"));
    for (PValueTable.Line line : table.lines()) {
      csv.row(
          new Object[] {
            line.family(),
            BigDecimal.valueOf(line.below()).stripTrailingZeros().toPlainString(),
            line.hostDays(),
            line.found(),
            rounded(line.expected(), 1),
            line.observed(),
            rounded(line.share(), 6),
            rounded(line.timesExpected(), 2)
          });
    }
  }

  private static BigDecimal rounded(double value, int decimals) {
    return BigDecimal.valueOf(value).setScale(decimals, RoundingMode.HALF_UP);
  }

  /** Tells how many cases were above the alert level. */
  public String describe() {
    if (alerts.isEmpty()) {
      return "no day after the first " + DAYS_OF_HISTORY + " of a network";
    }
    List<Long> sorted = alerts.stream().sorted().toList();
    return "cases above the alert level on %,d days: median %d, mean %.2f, most %d, expected %.1f a day"
        .formatted(
            sorted.size(),
            sorted.get(sorted.size() / 2),
            sorted.stream().mapToLong(Long::longValue).average().orElse(0),
            sorted.getLast(),
            CaseMaker.ALERT_LEVEL);
  }
}
