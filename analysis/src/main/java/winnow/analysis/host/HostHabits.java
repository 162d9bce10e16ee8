// SPDX-License-Identifier: Apache-2.0
package winnow.analysis.host;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import winnow.analysis.evidence.Calibration;
import winnow.analysis.evidence.CauchyCombination;

/**
 * How unusual the amounts of a host are for it: more of something than on its earlier days, in
 * units of how much such amounts vary. Days have to be given in their order; a day is held against
 * those before it and learnt afterwards, so nothing is judged by itself. Workdays are compared with
 * workdays and weekends with weekends where there are enough. A host that was seen on too few days
 * is held against what all hosts did.
 *
 * <p>Deviations are of ln(1 + amount) from the median, over 1.4826 times the median absolute
 * deviation (Rousseeuw and Croux, Alternatives to the Median Absolute Deviation, 1993), which is
 * shrunk towards that of the fleet. What deviation is ordinary is learnt from all hosts on earlier
 * days, by a {@link Calibration} for each feature; the p-values of a host's features depend on each
 * other and become one by {@link CauchyCombination}, which is calibrated in turn. Not thread-safe.
 */
public final class HostHabits {
  private static final int LEAST_DAYS = 3;
  private static final double NORMAL_MAD = 1.4826;

  /** Deviations below this, in e-folds of an amount, are chance whatever the past says. */
  private static final double LEAST_DEVIATION = 0.25;

  /** How many days of its own the spread of the fleet is worth. */
  private static final double FLEET_DAYS = 3;

  private static final Assessment NOTHING_KNOWN = new Assessment(false, List.of(), 1);

  private final Map<String, List<Past>> pasts = new HashMap<>();
  private final Learnt ofHabits = new Learnt();
  private final Learnt ofFleet = new Learnt();

  /** Knows nothing yet. */
  public HostHabits() {}

  private record Past(boolean weekend, double[] logs) {}

  /** What is ordinary, of each feature and of all together, of one way to compare. */
  private static final class Learnt {
    private final List<Calibration.Builder> builders = new ArrayList<>();
    private List<Calibration> calibrations = List.of();

    Learnt() {
      for (int f = 0; f <= HostFeature.values().length; f++) {
        builders.add(new Calibration.Builder());
      }
    }

    /** Judges what follows by all that was added before. */
    void close() {
      calibrations = builders.stream().map(Calibration.Builder::build).toList();
    }

    double p(int f, double score) {
      builders.get(f).add(score);
      return calibrations.get(f).p(score);
    }

    /** The p-value of what a host's features are together. */
    double together(double p) {
      return p(HostFeature.values().length, -StrictMath.log10(p));
    }
  }

  /** A median and a spread around it, for each feature. */
  private record Usual(double[] medians, double[] spreads) {}

  /**
   * What an amount is beside those of the past.
   *
   * @param feature what was counted
   * @param value how much of it
   * @param usual what is usual: the median of the host's earlier days, or of all hosts
   * @param p how often chance brings as much
   */
  public record Deviation(HostFeature feature, double value, double usual, double p) {}

  /**
   * A host on a day.
   *
   * @param hasHabits whether it is compared with itself; otherwise with all hosts
   * @param deviations one for each feature; none while nothing is known
   * @param p what they are together: how often chance brings a host as much
   */
  public record Assessment(boolean hasHabits, List<Deviation> deviations, double p) {
    /** Takes a copy. */
    public Assessment {
      deviations = List.copyOf(deviations);
    }
  }

  /**
   * Assesses the hosts of the next day, and learns the day. Nothing is unusual as long as no host
   * was seen on three days before.
   */
  public Map<String, Assessment> next(LocalDate day, HostFeatures features) {
    boolean weekend = day.getDayOfWeek().compareTo(DayOfWeek.SATURDAY) >= 0;
    ofHabits.close();
    ofFleet.close();
    Map<String, Usual> known = known(weekend);
    double[] spreads = medians(known.values().stream().map(Usual::spreads).toList());
    Usual fleet = usual(known.values().stream().map(Usual::medians).toList());
    Map<String, Assessment> assessments = new HashMap<>();
    features
        .byHost()
        .forEach((host, values) -> {
          Usual own = known.get(host);
          Assessment assessment;
          if (known.isEmpty()) {
            assessment = NOTHING_KNOWN;
          } else if (own == null) {
            assessment = assess(values, fleet, ofFleet, false);
          } else {
            assessment = assess(values, shrunk(host, weekend, own, spreads), ofHabits, true);
          }
          assessments.put(host, assessment);
        });
    features
        .byHost()
        .forEach((host, values) ->
            pasts
                .computeIfAbsent(host, name -> new ArrayList<>())
                .add(new Past(weekend, logs(values))));
    return assessments;
  }

  private static Assessment assess(double[] values, Usual usual, Learnt learnt, boolean hasHabits) {
    List<Deviation> deviations = new ArrayList<>();
    CauchyCombination all = new CauchyCombination();
    for (HostFeature feature : HostFeature.values()) {
      int f = feature.ordinal();
      double median = usual.medians()[f];
      double deviation = StrictMath.log1p(values[f]) - median;
      double p = learnt.p(f, deviation / (NORMAL_MAD * usual.spreads()[f] + LEAST_DEVIATION));
      deviations.add(new Deviation(feature, values[f], StrictMath.expm1(median), p));
      // What neither is nor was there says nothing, and must not water down what does.
      if (values[f] > 0 || median > 0) {
        all.add(p);
      }
    }
    return new Assessment(hasHabits, deviations, learnt.together(all.p()));
  }

  /** What is usual for the hosts that were seen on enough days. */
  private Map<String, Usual> known(boolean weekend) {
    Map<String, Usual> known = new TreeMap<>();
    for (String host : pasts.keySet()) {
      List<double[]> past = past(host, weekend);
      if (past.size() >= LEAST_DAYS) {
        known.put(host, usual(past));
      }
    }
    return known;
  }

  private Usual shrunk(String host, boolean weekend, Usual own, double[] fleet) {
    double days = past(host, weekend).size();
    double[] spreads = own.spreads().clone();
    for (int f = 0; f < spreads.length; f++) {
      spreads[f] = (days * spreads[f] + FLEET_DAYS * fleet[f]) / (days + FLEET_DAYS);
    }
    return new Usual(own.medians(), spreads);
  }

  /** The earlier days of a host that are like this one, all of them when those are too few. */
  private List<double[]> past(String host, boolean weekend) {
    List<Past> all = pasts.getOrDefault(host, List.of());
    List<double[]> alike =
        all.stream().filter(day -> day.weekend() == weekend).map(Past::logs).toList();
    return alike.size() >= LEAST_DAYS ? alike : all.stream().map(Past::logs).toList();
  }

  private static Usual usual(List<double[]> rows) {
    double[] medians = medians(rows);
    List<double[]> distances = new ArrayList<>();
    for (double[] row : rows) {
      double[] distance = row.clone();
      for (int f = 0; f < distance.length; f++) {
        distance[f] = Math.abs(row[f] - medians[f]);
      }
      distances.add(distance);
    }
    return new Usual(medians, medians(distances));
  }

  /** The median of each feature. */
  private static double[] medians(List<double[]> rows) {
    double[] medians = new double[HostFeature.values().length];
    for (int f = 0; f < medians.length; f++) {
      int feature = f;
      medians[f] = median(rows.stream().mapToDouble(row -> row[feature]).sorted().toArray());
    }
    return medians;
  }

  private static double median(double[] sorted) {
    if (sorted.length == 0) {
      return 0;
    }
    int middle = sorted.length / 2;
    return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
  }

  private static double[] logs(double[] values) {
    double[] logs = new double[values.length];
    for (int f = 0; f < logs.length; f++) {
      logs[f] = StrictMath.log1p(values[f]);
    }
    return logs;
  }
}
