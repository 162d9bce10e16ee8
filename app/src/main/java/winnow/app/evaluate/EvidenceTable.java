// SPDX-License-Identifier: Apache-2.0
package winnow.app.evaluate;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import winnow.analysis.detect.Evidence;
import winnow.analysis.evaluate.HostDay;
import winnow.analysis.evaluate.Trial;
import winnow.analysis.run.TrialEvidence;
import winnow.app.terminal.CsvPrinter;

/** Evidence about the hosts of trials, a line each, with the campaign that the host was part of. */
public final class EvidenceTable {
  private final CsvPrinter csv;

  /** Begins a table. */
  public EvidenceTable(CsvPrinter csv) {
    this.csv = csv;
    csv.header(
        List.of(
            "trial",
            "day",
            "host",
            "campaign",
            "family",
            "technique",
            "p",
            "score",
            "peer",
            "start",
            "end",
            "parts"));
  }

  /** Adds the evidence of a trial, by time. */
  public void add(Trial trial, TrialEvidence evidence) {
    Map<HostDay, String> planted = new HashMap<>();
    Stream.concat(trial.ranked().stream(), trial.benign().stream())
        .forEach(campaign ->
            campaign.hostDays().forEach(hostDay -> planted.put(hostDay, campaign.id())));
    for (Evidence one : evidence.inOrder()) {
      LocalDate day = LocalDate.ofInstant(instant(one.firstMicros()), ZoneOffset.UTC);
      csv.row(
          new @Nullable Object[] {
            trial.name(),
            day,
            one.host(),
            planted.get(new HostDay(day, one.host())),
            one.family(),
            one.technique(),
            one.p(),
            one.score(),
            one.peer().isEmpty() ? null : one.peer(),
            instant(one.firstMicros()),
            instant(one.lastMicros()),
            one.parts().stream().map(EvidenceTable::describe).toList()
          });
    }
  }

  private static Instant instant(long micros) {
    return Instant.EPOCH.plus(micros, ChronoUnit.MICROS);
  }

  private static String describe(Evidence.Part part) {
    return "%s: %s, %s bits".formatted(part.fact(), part.value(), part.bits());
  }
}
