// SPDX-License-Identifier: Apache-2.0
package winnow.analysis.detect;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import winnow.analysis.count.RowSource;
import winnow.analysis.host.Habits;
import winnow.analysis.host.HostFeature;
import winnow.analysis.host.HostFeatures;

/**
 * Finds hosts that do more of something than they use to; one detector for each family of amounts.
 * What was counted of a day comes from elsewhere, once for all families.
 */
public final class HabitsDetector implements Detector {
  private static final long MICROS_PER_DAY = 86_400_000_000L;
  private static final double MOST_ORDINARY_P = 0.05;

  private final HostFeature.Family family;
  private final List<HostFeature> features;
  private final Habits habits;
  private final Function<LocalDate, HostFeatures> counted;

  /**
   * A detector.
   *
   * @param counted what was counted of a day
   */
  public HabitsDetector(HostFeature.Family family, Function<LocalDate, HostFeatures> counted) {
    this.family = family;
    this.counted = counted;
    features =
        Arrays.stream(HostFeature.values()).filter(feature -> feature.family() == family).toList();
    habits = new Habits(features.stream().map(HostFeature::label).toList());
  }

  @Override
  public String family() {
    return family.label();
  }

  @Override
  public List<Evidence> next(LocalDate day, List<RowSource> sources) {
    Map<String, double[]> byHost = new HashMap<>();
    counted
        .apply(day)
        .byHost()
        .forEach((host, values) ->
            byHost.put(
                host,
                features.stream().mapToDouble(feature -> values[feature.ordinal()]).toArray()));
    List<Evidence> found = new ArrayList<>();
    habits
        .next(day, byHost)
        .forEach((host, assessment) -> {
          Evidence evidence = evidence(day, host, assessment);
          if (evidence.score() > 0) {
            found.add(evidence);
          }
        });
    return found;
  }

  private Evidence evidence(LocalDate day, String host, Habits.Assessment assessment) {
    List<Evidence.Part> parts =
        assessment.deviations().stream()
            .filter(deviation -> deviation.p() < MOST_ORDINARY_P)
            .map(deviation ->
                Evidence.Part.of(
                    deviation.amount(),
                    deviation.value(),
                    -StrictMath.log(deviation.p()) / StrictMath.log(2)))
            .toList();
    double score = parts.stream().mapToDouble(Evidence.Part::bits).reduce(0, Double::sum);
    long start = day.toEpochDay() * MICROS_PER_DAY;
    return new Evidence(
        family(),
        host,
        "",
        family.technique(),
        start,
        start + MICROS_PER_DAY - 1,
        score,
        assessment.p(),
        parts);
  }
}
