// SPDX-License-Identifier: Apache-2.0
package winnow.analysis.cases;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;
import winnow.analysis.count.PackedReader;
import winnow.analysis.count.PackedWriter;
import winnow.analysis.detect.Evidence;
import winnow.analysis.evidence.Calibrator;
import winnow.analysis.evidence.DayCases;
import winnow.schema.evidence.CauchyScale;

/**
 * Makes cases of the evidence of each day, given in order. What the families say of a host becomes
 * one p-value ({@link DayCases}); how often a host comes out like that on an ordinary day is learnt
 * from the days before. Not thread-safe.
 */
public final class CaseMaker {
  /** So many false alarms a day are expected above the alert level. */
  public static final double ALERT_LEVEL = 0.5;

  /** With fewer days of history a list is provisional. */
  private static final int LEAST_DAYS = 7;

  private static final int MOST_EVIDENCE_OF_A_FAMILY = 5;
  private static final double STEPS = 1 << 16;

  /** Scores are calibrated in bits of this many units. */
  private static final double SCALE = 4;

  private final int families;
  private final Calibrator learnt = new Calibrator();
  private int days;

  /**
   * Nothing is learnt yet.
   *
   * @param families how many families there are
   */
  public CaseMaker(int families) {
    this.families = families;
  }

  /**
   * A host and what was found about it.
   *
   * @param score what it comes to
   * @param plainScore what it would come to if people had said nothing
   */
  private record Suspect(
      String host, Map<String, List<HostCase.Judged>> byFamily, double score, double plainScore) {}

  /**
   * The cases of the next day, the worst first: a case for each host that there is evidence about.
   *
   * @param hosts all hosts that were seen
   * @param found what the families found
   * @param weight what people said of the like of a piece of evidence; 1 when they did not. It
   *     changes the cases of the day, not what is learnt
   */
  public List<HostCase> next(
      Set<String> hosts, Collection<List<Evidence>> found, ToDoubleFunction<Evidence> weight) {
    Map<String, Map<String, List<HostCase.Judged>>> byHost = new TreeMap<>();
    for (List<Evidence> ofFamily : found) {
      for (Evidence one : ofFamily) {
        byHost
            .computeIfAbsent(one.host(), host -> new TreeMap<>())
            .computeIfAbsent(one.family(), family -> new ArrayList<>())
            .add(
                new HostCase.Judged(
                    one, weight.applyAsDouble(one) * DayCases.weight(one.family())));
      }
    }
    byHost
        .values()
        .forEach(byFamily -> byFamily.values().forEach(ofFamily -> ofFamily.sort(ORDER)));
    List<Suspect> suspects = new ArrayList<>();
    byHost.forEach((host, byFamily) -> {
      double score = score(byFamily, HostCase.Judged::p);
      double plain = score(byFamily, CaseMaker::plain);
      suspects.add(new Suspect(host, byFamily, score, plain));
    });
    suspects.sort(Comparator.comparing(Suspect::score).reversed().thenComparing(Suspect::host));
    List<Double> scores = new ArrayList<>(suspects.stream().map(Suspect::plainScore).toList());
    hosts.stream().filter(host -> !byHost.containsKey(host)).forEach(host -> scores.add(0.0));
    Calibrator.Day ordinary =
        learnt.day(scores.stream().mapToDouble(score -> SCALE * score).toArray());
    List<HostCase> cases =
        suspects.stream()
            .map(suspect -> hostCase(suspect, ordinary.p(SCALE * suspect.score()), scores.size()))
            .toList();
    ordinary.learnChance();
    days++;
    return cases;
  }

  private static final Comparator<HostCase.Judged> ORDER =
      Comparator.comparingDouble(HostCase.Judged::p)
          .thenComparing(one -> one.evidence().score(), Comparator.reverseOrder())
          .thenComparing(one -> one.evidence().family())
          .thenComparing(one -> one.evidence().peer());

  /** The p-value that counts when people have said nothing. */
  private static double plain(HostCase.Judged judged) {
    return Math.min(1, judged.evidence().p() / DayCases.weight(judged.evidence().family()));
  }

  private double score(
      Map<String, List<HostCase.Judged>> byFamily, ToDoubleFunction<HostCase.Judged> p) {
    List<Double> best =
        byFamily.values().stream()
            .map(ofFamily -> ofFamily.stream().mapToDouble(p).min().orElse(1))
            .toList();
    return -StrictMath.log10(DayCases.combine(best, families));
  }

  private HostCase hostCase(Suspect suspect, double p, int hosts) {
    long steps = Math.round(-StrictMath.log10(p) * STEPS);
    List<HostCase.Judged> evidence = new ArrayList<>();
    suspect
        .byFamily()
        .values()
        .forEach(ofFamily ->
            evidence.addAll(
                ofFamily.subList(0, Math.min(MOST_EVIDENCE_OF_A_FAMILY, ofFamily.size()))));
    evidence.sort(ORDER);
    double expectedFalse = p * hosts;
    return new HostCase(
        suspect.host(),
        p,
        steps / STEPS,
        expectedFalse,
        expectedFalse <= ALERT_LEVEL,
        days < LEAST_DAYS,
        shares(suspect.byFamily(), steps),
        evidence);
  }

  /** The score in proportion to what each family added to the mean that p comes from. */
  private static List<HostCase.Share> shares(
      Map<String, List<HostCase.Judged>> byFamily, long steps) {
    Map<String, Double> draws = new TreeMap<>();
    byFamily.forEach((family, found) -> {
      double draw = CauchyScale.of(found.getFirst().p());
      if (draw > 0) {
        draws.put(family, draw);
      }
    });
    if (draws.isEmpty()) {
      return List.of(new HostCase.Share(byFamily.keySet().iterator().next(), steps / STEPS));
    }
    double all = draws.values().stream().mapToDouble(Double::doubleValue).reduce(0, Double::sum);
    List<Map.Entry<String, Double>> most =
        draws.entrySet().stream()
            .sorted(
                Map.Entry.<String, Double>comparingByValue()
                    .reversed()
                    .thenComparing(Map.Entry.comparingByKey()))
            .toList();
    long rest = steps;
    List<HostCase.Share> shares = new ArrayList<>();
    for (Map.Entry<String, Double> one : most) {
      long part = (long) Math.floor(steps * (one.getValue() / all));
      rest -= part;
      shares.add(new HostCase.Share(one.getKey(), part / STEPS));
    }
    // What is left by rounding goes to the family that says the most.
    HostCase.Share first = shares.getFirst();
    shares.set(0, new HostCase.Share(first.family(), first.score() + rest / STEPS));
    return shares;
  }

  /** Packs what was learnt. */
  public void write(PackedWriter out) {
    learnt.write(out);
    out.number(days);
  }

  /** Takes over what {@link #write} packed; no day may have been given before. */
  public void read(PackedReader in) {
    learnt.read(in);
    days = in.size();
  }
}
