// SPDX-License-Identifier: Apache-2.0
package winnow.analysis.host;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import winnow.analysis.count.PackedReader;
import winnow.analysis.count.PackedWriter;
import winnow.analysis.evidence.Calibrator;
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
 * days, by a {@link Calibrator} for each of them; the p-values of a host's amounts depend on each
 * other and become one by {@link CauchyCombination}, which is calibrated in turn. Not thread-safe.
 */
public final class Habits {
  private static final int LEAST_DAYS = 3;

  /** A host's earlier days are forgotten. */
  private static final int MOST_DAYS = 28;

  private static final double NORMAL_MAD = 1.4826;

  /** Deviations below this, in e-folds of an amount, are chance whatever the past says. */
  private static final double LEAST_DEVIATION = 0.25;

  /** How many days of its own the spread of the fleet is worth. */
  private static final double FLEET_DAYS = 3;

  private final List<String> amounts;
  private final Map<String, Deque<Past>> pasts = new TreeMap<>();
  private final Learnt ofHabits;
  private final Learnt ofFleet;

  /**
   * Knows nothing yet.
   *
   * @param amounts names of what is counted
   */
  public Habits(List<String> amounts) {
    this.amounts = List.copyOf(amounts);
    ofHabits = new Learnt(amounts.size());
    ofFleet = new Learnt(amounts.size());
  }

  private record Past(LocalDate day, boolean weekend, double[] logs) {}

  /** What is ordinary, of each amount and of all together, of one way to compare. */
  private static final class Learnt {
    private final List<Calibrator> ofAmounts = new ArrayList<>();
    private final Calibrator together = new Calibrator();

    Learnt(int amounts) {
      for (int f = 0; f < amounts; f++) {
        ofAmounts.add(new Calibrator());
      }
    }

    void write(PackedWriter out) {
      ofAmounts.forEach(amount -> amount.write(out));
      together.write(out);
    }

    void read(PackedReader in) {
      ofAmounts.forEach(amount -> amount.read(in));
      together.read(in);
    }
  }

  /** A host, and what it is held against. */
  private record Compared(String host, double[] values, Usual usual) {
    double deviation(int f) {
      double deviation = StrictMath.log1p(values[f]) - usual.medians()[f];
      return deviation / (NORMAL_MAD * usual.spreads()[f] + LEAST_DEVIATION);
    }
  }

  /** A median and a spread around it, for each amount. */
  private record Usual(double[] medians, double[] spreads) {}

  /**
   * What an amount is beside those of the past.
   *
   * @param amount name of what was counted
   * @param value how much of it
   * @param usual what it was held against: the median of the host's earlier days, or of all hosts
   * @param fleet the median of all hosts
   * @param p how often chance brings as much
   */
  public record Deviation(String amount, double value, double usual, double fleet, double p) {}

  /**
   * A host on a day.
   *
   * @param hasHabits whether it is compared with itself; otherwise with all hosts
   * @param deviations one for each amount
   * @param p what they are together: how often chance brings a host as much
   */
  public record Assessment(boolean hasHabits, List<Deviation> deviations, double p) {
    /** Takes a copy. */
    public Assessment {
      deviations = List.copyOf(deviations);
    }
  }

  /**
   * Assesses the hosts of the next day, and learns the day. As long as no host was seen on three
   * days before, hosts are held against each other.
   *
   * @param byHost how much of each amount there was of a host, 0 or more
   */
  public Map<String, Assessment> next(LocalDate day, Map<String, double[]> byHost) {
    boolean weekend = day.getDayOfWeek().compareTo(DayOfWeek.SATURDAY) >= 0;
    Map<String, Usual> known = known(weekend);
    double[] spreads = medians(known.values().stream().map(Usual::spreads).toList());
    Usual fleet =
        usual(
            known.isEmpty()
                ? byHost.values().stream().map(Habits::logs).toList()
                : known.values().stream().map(Usual::medians).toList());
    List<Compared> withHabits = new ArrayList<>();
    List<Compared> others = new ArrayList<>();
    byHost.forEach((host, values) -> {
      Usual own = known.get(host);
      if (own == null) {
        others.add(new Compared(host, values, fleet));
      } else {
        withHabits.add(new Compared(host, values, shrunk(host, weekend, own, spreads)));
      }
    });
    Map<String, Assessment> assessments = new HashMap<>();
    assess(withHabits, ofHabits, fleet, assessments);
    assess(others, ofFleet, fleet, assessments);
    learn(day, weekend, byHost);
    return assessments;
  }

  private void learn(LocalDate day, boolean weekend, Map<String, double[]> byHost) {
    byHost.forEach((host, values) ->
        pasts
            .computeIfAbsent(host, name -> new ArrayDeque<>())
            .add(new Past(day, weekend, logs(values))));
    LocalDate oldest = day.minusDays(MOST_DAYS);
    pasts
        .values()
        .forEach(days -> {
          while (!days.isEmpty() && days.getFirst().day().isBefore(oldest)) {
            days.removeFirst();
          }
        });
    pasts.values().removeIf(Deque::isEmpty);
  }

  /** Packs what was learnt. */
  public void write(PackedWriter out) {
    out.number(pasts.size());
    pasts.forEach((host, days) -> {
      out.text(host).number(days.size());
      for (Past past : days) {
        out.number(past.day().toEpochDay()).number(past.weekend() ? 1 : 0);
        Arrays.stream(past.logs()).forEach(out::real);
      }
    });
    ofHabits.write(out);
    ofFleet.write(out);
  }

  /** Takes over what {@link #write} packed; nothing may have been learnt before. */
  public void read(PackedReader in) {
    int hosts = in.size();
    for (int i = 0; i < hosts; i++) {
      Deque<Past> days = new ArrayDeque<>();
      pasts.put(in.text(), days);
      int size = in.size();
      for (int d = 0; d < size; d++) {
        LocalDate day = LocalDate.ofEpochDay(in.number());
        boolean weekend = in.number() == 1;
        double[] logs = new double[amounts.size()];
        Arrays.setAll(logs, amount -> in.real());
        days.add(new Past(day, weekend, logs));
      }
    }
    ofHabits.read(in);
    ofFleet.read(in);
  }

  private void assess(
      List<Compared> hosts, Learnt learnt, Usual fleet, Map<String, Assessment> into) {
    List<double[]> ps = new ArrayList<>();
    for (int f = 0; f < amounts.size(); f++) {
      int amount = f;
      double[] scores = hosts.stream().mapToDouble(host -> host.deviation(amount)).toArray();
      ps.add(learnt.ofAmounts.get(f).next(scores));
    }
    double[] together = new double[hosts.size()];
    for (int i = 0; i < together.length; i++) {
      together[i] = -StrictMath.log10(together(hosts.get(i), ps, i));
    }
    double[] all = learnt.together.next(together);
    for (int i = 0; i < all.length; i++) {
      Compared host = hosts.get(i);
      boolean hasHabits = learnt == ofHabits;
      into.put(host.host(), new Assessment(hasHabits, deviations(host, fleet, ps, i), all[i]));
    }
  }

  /** What neither is nor was there says nothing, and must not water down what does. */
  private static double together(Compared host, List<double[]> ps, int i) {
    CauchyCombination all = new CauchyCombination();
    for (int f = 0; f < ps.size(); f++) {
      if (host.values()[f] > 0 || host.usual().medians()[f] > 0) {
        all.add(ps.get(f)[i]);
      }
    }
    return all.p();
  }

  private List<Deviation> deviations(Compared host, Usual fleet, List<double[]> ps, int i) {
    List<Deviation> deviations = new ArrayList<>();
    for (int f = 0; f < ps.size(); f++) {
      double usual = StrictMath.expm1(host.usual().medians()[f]);
      double ofFleet = StrictMath.expm1(fleet.medians()[f]);
      deviations.add(new Deviation(amounts.get(f), host.values()[f], usual, ofFleet, ps.get(f)[i]));
    }
    return deviations;
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
    Deque<Past> all = pasts.getOrDefault(host, new ArrayDeque<>());
    List<double[]> alike =
        all.stream().filter(day -> day.weekend() == weekend).map(Past::logs).toList();
    return alike.size() >= LEAST_DAYS ? alike : all.stream().map(Past::logs).toList();
  }

  private Usual usual(List<double[]> rows) {
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

  /** The median of each amount. */
  private double[] medians(List<double[]> rows) {
    double[] medians = new double[amounts.size()];
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
