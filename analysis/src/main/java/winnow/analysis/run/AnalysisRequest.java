// SPDX-License-Identifier: Apache-2.0
package winnow.analysis.run;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import winnow.analysis.feedback.Feedback;
import winnow.analysis.score.SpotSettings;
import winnow.analysis.word.DomainClasses;
import winnow.schema.TelemetryKind;

/**
 * What to analyse, and how.
 *
 * @param kind kind of the rows
 * @param day day of the events, UTC
 * @param settings settings of the method
 * @param popular popular domains
 * @param userDomain the organisation's own domain, see {@link DomainClasses}; null when it has none
 * @param feedback what people called benign
 */
public record AnalysisRequest(
    TelemetryKind kind,
    LocalDate day,
    SpotSettings settings,
    DomainList popular,
    @Nullable String userDomain,
    Feedback feedback) {

  /** With Spot's settings, and nothing known about domains or from people. */
  public static AnalysisRequest of(TelemetryKind kind, LocalDate day) {
    return new AnalysisRequest(
        kind, day, SpotSettings.defaults(), DomainList.NONE, null, Feedback.NONE);
  }

  /** What the words of names are made with. */
  public DomainClasses classes() {
    return new DomainClasses(popular.labels(), userDomain);
  }
}
