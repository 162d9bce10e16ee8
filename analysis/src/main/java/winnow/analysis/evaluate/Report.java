// SPDX-License-Identifier: Apache-2.0
package winnow.analysis.evaluate;

import java.util.Arrays;
import java.util.List;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.stream.IntStream;

/**
 * What a method finds in some trials. Intervals come from resampling trials; where there is one
 * trial alone, its campaigns and days are resampled, which tells less than other networks would.
 *
 * @param measured the method on each trial; the trials of two reports must be the same to compare
 * @param bootstrap how intervals are made
 */
public record Report(List<Measured> measured, Bootstrap bootstrap) {
  /** Takes a copy. */
  public Report {
    measured = List.copyOf(measured);
    if (measured.isEmpty()) {
      throw new IllegalArgumentException("a report needs a trial");
    }
  }

  /** Name of the method. */
  public String method() {
    return measured.getFirst().ranking().method();
  }

  /** Share of the campaigns that are found within {@code budget}. */
  public Bootstrap.Interval campaignRecall(int budget) {
    return bootstrap.mean(blocks(measured.stream().map(one -> one.found(budget)).toList()));
  }

  /** Average precision, the mean over days. */
  public Bootstrap.Interval averagePrecision() {
    return bootstrap.mean(blocks(precisions()));
  }

  /**
   * Share of what is known to be benign that is taken for bad within {@code budget}; NaN if none.
   */
  public double benignShare(int budget) {
    long benign = measured.stream().mapToLong(one -> one.trial().benign().size()).sum();
    long found = measured.stream().mapToLong(one -> one.benignFound(budget)).sum();
    return benign == 0 ? Double.NaN : (double) found / benign;
  }

  /**
   * How often an attack comes before something benign, over all pairs of a trial (the statistic of
   * Mann and Whitney 1947 as a share): 0.5 when ranks tell nothing; NaN when nothing is benign.
   */
  public double aheadOfBenign() {
    return measured.stream()
        .flatMapToDouble(one -> Arrays.stream(one.aheadOfBenign()))
        .average()
        .orElse(Double.NaN);
  }

  /** Share of the bad hosts of all days that are within {@code budget}. */
  public double hostRecall(int budget) {
    long bad = measured.stream().mapToLong(one -> one.trial().bad().size()).sum();
    return (double) badHosts(budget) / bad;
  }

  /** Share of the hosts within {@code budget} that are bad. */
  public double precision(int budget) {
    long shown = measured.stream().mapToLong(one -> one.shown(budget)).sum();
    return (double) badHosts(budget) / shown;
  }

  /** The median, over days that have bad hosts, of the rank of the first; empty when unranked. */
  public OptionalInt medianFirstHit() {
    int[] ranks =
        measured.stream().flatMapToInt(one -> Arrays.stream(one.firstHits())).sorted().toArray();
    int median = ranks.length == 0 ? Ranking.UNRANKED : ranks[(ranks.length - 1) / 2];
    return median == Ranking.UNRANKED ? OptionalInt.empty() : OptionalInt.of(median);
  }

  /**
   * Good hosts looked into for each host and day, at the smallest budget that finds {@code share}
   * of the campaigns; NaN when none does.
   */
  public double falseAlarms(double share) {
    int budget = smallestBudget(share);
    if (budget == Ranking.UNRANKED) {
      return Double.NaN;
    }
    long shown = measured.stream().mapToLong(one -> one.shown(budget)).sum();
    long hostDays = measured.stream().mapToLong(one -> one.trial().hostDays()).sum();
    return (double) (shown - badHosts(budget)) / hostDays;
  }

  /** The median of days to detect among campaigns found within {@code budget}; empty if none. */
  public OptionalLong medianDaysToDetect(int budget) {
    long[] days =
        measured.stream()
            .flatMap(one ->
                one.trial().ranked().stream().map(campaign -> one.daysToDetect(campaign, budget)))
            .flatMapToLong(OptionalLong::stream)
            .sorted()
            .toArray();
    return days.length == 0 ? OptionalLong.empty() : OptionalLong.of(days[(days.length - 1) / 2]);
  }

  /** How much more of the campaigns is found within {@code budget} than by {@code other}. */
  public Bootstrap.Interval campaignRecallOver(Report other, int budget) {
    return differences(
        measured.stream().map(one -> one.found(budget)).toList(),
        other.measured.stream().map(one -> one.found(budget)).toList());
  }

  /** How much higher the average precision is than that of {@code other}. */
  public Bootstrap.Interval averagePrecisionOver(Report other) {
    return differences(precisions(), other.precisions());
  }

  private Bootstrap.Interval differences(List<double[]> mine, List<double[]> theirs) {
    List<double[]> differences =
        IntStream.range(0, mine.size())
            .mapToObj(trial -> minus(mine.get(trial), theirs.get(trial)))
            .toList();
    return bootstrap.mean(blocks(differences));
  }

  private static double[] minus(double[] mine, double[] theirs) {
    double[] differences = mine.clone();
    for (int i = 0; i < differences.length; i++) {
      differences[i] -= theirs[i];
    }
    return differences;
  }

  private List<double[]> precisions() {
    return measured.stream().map(Measured::averagePrecisions).toList();
  }

  private static List<double[]> blocks(List<double[]> trials) {
    return trials.size() > 1
        ? trials
        : Arrays.stream(trials.getFirst()).mapToObj(value -> new double[] {value}).toList();
  }

  private int smallestBudget(double share) {
    int[] ranks =
        measured.stream()
            .flatMapToInt(one -> one.trial().ranked().stream().mapToInt(one::bestRank))
            .sorted()
            .toArray();
    int needed = (int) Math.ceil(share * ranks.length);
    return needed == 0 ? Ranking.UNRANKED : ranks[needed - 1];
  }

  private long badHosts(int budget) {
    return measured.stream().mapToLong(one -> one.badHosts(budget)).sum();
  }
}
