// SPDX-License-Identifier: Apache-2.0
package winnow.analysis.detect;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import winnow.analysis.count.PackedReader;
import winnow.analysis.count.PackedWriter;
import winnow.analysis.host.Habits;
import winnow.analysis.host.HostFeature;

/**
 * Finds hosts that do more of something than they use to; one detector for each family of amounts.
 */
public final class HabitsDetector implements Detector {
  private static final long MICROS_PER_DAY = 86_400_000_000L;
  private static final double MOST_ORDINARY_P = 0.05;

  private final HostFeature.Family family;
  private final List<HostFeature> features;
  private final Habits habits;

  /** A detector of {@code family}. */
  public HabitsDetector(HostFeature.Family family) {
    this.family = family;
    features =
        Arrays.stream(HostFeature.values()).filter(feature -> feature.family() == family).toList();
    habits = new Habits(features.stream().map(HostFeature::label).toList());
  }

  @Override
  public String family() {
    return family.label();
  }

  @Override
  public List<Evidence> next(ObservedDay day) {
    Map<String, double[]> byHost = new HashMap<>();
    day.features()
        .byHost()
        .forEach((host, values) ->
            byHost.put(
                host,
                features.stream().mapToDouble(feature -> values[feature.ordinal()]).toArray()));
    List<Evidence> found = new ArrayList<>();
    habits
        .next(day.date(), byHost)
        .forEach((host, assessment) -> {
          Evidence evidence = evidence(day.date(), host, assessment);
          if (evidence.score() > 0) {
            found.add(evidence);
          }
        });
    return found;
  }

  @Override
  public void write(PackedWriter out) {
    habits.write(out);
  }

  @Override
  public void read(PackedReader in) {
    habits.read(in);
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
