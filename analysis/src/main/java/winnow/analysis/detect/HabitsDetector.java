// SPDX-License-Identifier: Apache-2.0
package winnow.analysis.detect;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import winnow.analysis.count.PackedReader;
import winnow.analysis.count.PackedWriter;
import winnow.analysis.host.Habits;
import winnow.analysis.host.HostFeature;
import winnow.analysis.host.MainEnds;

/**
 * Finds hosts that do more of something than they use to; one detector for each family of amounts.
 */
public final class HabitsDetector implements Detector {
  private static final long MICROS_PER_DAY = 86_400_000_000L;
  private static final double MOST_ORDINARY_P = 0.05;

  private final HostFeature.Family family;
  private final List<HostFeature> features;
  private final Habits habits;
  private int judged;

  /** A detector of {@code family}. */
  public HabitsDetector(HostFeature.Family family) {
    this.family = family;
    features =
        Arrays.stream(HostFeature.values()).filter(feature -> feature.family() == family).toList();
    habits = new Habits(features.stream().map(HostFeature::phrase).toList());
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
    judged = byHost.size();
    MainEnds ends = MainEnds.of(family, day.counts());
    List<Evidence> found = new ArrayList<>();
    habits
        .next(day.date(), byHost)
        .forEach((host, assessment) -> {
          Evidence evidence = evidence(day.date(), host, assessment, ends);
          if (evidence.score() > 0) {
            found.add(evidence);
          }
        });
    return found;
  }

  @Override
  public int judged() {
    return judged;
  }

  @Override
  public void write(PackedWriter out) {
    habits.write(out);
  }

  @Override
  public void read(PackedReader in) {
    habits.read(in);
  }

  private Evidence evidence(
      LocalDate day, String host, Habits.Assessment assessment, MainEnds ends) {
    List<Evidence.Part> parts = new ArrayList<>();
    for (Habits.Deviation deviation : assessment.deviations()) {
      if (deviation.p() < MOST_ORDINARY_P) {
        parts.add(
            Evidence.Part.of(
                deviation.amount(),
                deviation.value(),
                assessment.hasHabits() ? deviation.usual() : null,
                deviation.fleet(),
                -StrictMath.log(deviation.p()) / StrictMath.log(2)));
      }
    }
    parts.sort(
        Comparator.comparingDouble(Evidence.Part::bits)
            .reversed()
            .thenComparing(Evidence.Part::fact));
    double score = Evidence.Part.sum(parts);
    long start = day.toEpochDay() * MICROS_PER_DAY;
    MainEnds.End end = ends.find(host);
    if (end != null) {
      parts.add(Evidence.Part.of(end.measure() + " " + end.name(), end.amount(), 0));
    }
    return new Evidence(
        family(),
        host,
        end == null ? "" : end.name(),
        family.technique(),
        end == null ? start : end.firstMicros(),
        end == null ? start + MICROS_PER_DAY - 1 : end.lastMicros(),
        score,
        assessment.p(),
        parts);
  }
}
