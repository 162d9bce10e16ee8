// SPDX-License-Identifier: Apache-2.0
package winnow.analysis.evaluate;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.LongStream;

/**
 * A ranking held against what was bad. A budget is the number of hosts that are looked into on each
 * day.
 *
 * @param trial what was bad
 * @param ranking what a method ranks
 */
public record Measured(Trial trial, Ranking ranking) {

  /**
   * Campaigns found within {@code budget}: 1 for each that has a host in the first {@code budget}
   * places of a day it ran on, else 0; in the order of {@link Trial#ranked}.
   */
  public double[] found(int budget) {
    return trial.ranked().stream()
        .mapToDouble(campaign -> bestRank(campaign) <= budget ? 1 : 0)
        .toArray();
  }

  /** How many of those known to be benign have a host in the first {@code budget} places. */
  public long benignFound(int budget) {
    return trial.benign().stream().filter(benign -> bestRank(benign) <= budget).count();
  }

  /**
   * For each attack and each of those known to be benign: 1 when the attack has the better best
   * rank, 1/2 when both have the same, else 0.
   */
  public double[] aheadOfBenign() {
    int[] benign = trial.benign().stream().mapToInt(this::bestRank).toArray();
    return trial.ranked().stream()
        .mapToInt(this::bestRank)
        .mapToObj(rank -> Arrays.stream(benign).mapToDouble(other -> ahead(rank, other)))
        .flatMapToDouble(pairs -> pairs)
        .toArray();
  }

  private static double ahead(int rank, int other) {
    return rank < other ? 1 : rank == other ? 0.5 : 0;
  }

  /** The best rank of a campaign's hosts on any ranked day, or {@link Ranking#UNRANKED}. */
  public int bestRank(Campaign campaign) {
    return campaign.hostDays().stream()
        .filter(trial::isRanked)
        .mapToInt(ranking::rank)
        .min()
        .orElse(Ranking.UNRANKED);
  }

  /** How many bad hosts are within {@code budget}, summed over the days. */
  public long badHosts(int budget) {
    return trial.bad().stream().filter(bad -> ranking.rank(bad) <= budget).count();
  }

  /** How many hosts are looked into at {@code budget}, summed over the days. */
  public long shown(int budget) {
    return trial.hosts().keySet().stream()
        .mapToLong(day -> Math.min(budget, ranked(day).size()))
        .sum();
  }

  /**
   * Average precision of each day that has bad hosts: the mean, over its bad hosts, of the share of
   * bad ones among the hosts up to it; 0 for one that is not ranked.
   */
  public double[] averagePrecisions() {
    return badByDay().stream().mapToDouble(this::averagePrecision).toArray();
  }

  /** The rank of the first bad host of each day that has any, or {@link Ranking#UNRANKED}. */
  public int[] firstHits() {
    return badByDay().stream()
        .mapToInt(bad -> bad.stream().mapToInt(ranking::rank).min().orElse(Ranking.UNRANKED))
        .toArray();
  }

  /**
   * Days from the first of a campaign to the first on which it is within {@code budget}: 0 for the
   * same day; empty when it never is.
   */
  public OptionalLong daysToDetect(Campaign campaign, int budget) {
    LongStream days =
        campaign.hostDays().stream()
            .filter(hostDay -> trial.isRanked(hostDay) && ranking.rank(hostDay) <= budget)
            .mapToLong(hostDay -> ChronoUnit.DAYS.between(campaign.firstDay(), hostDay.day()));
    return days.min();
  }

  private double averagePrecision(List<HostDay> bad) {
    int[] ranks =
        bad.stream()
            .mapToInt(ranking::rank)
            .filter(rank -> rank != Ranking.UNRANKED)
            .sorted()
            .toArray();
    double sum = 0;
    for (int i = 0; i < ranks.length; i++) {
      sum += (i + 1.0) / ranks[i];
    }
    return sum / bad.size();
  }

  /** The bad hosts, those of each day together, by day. */
  private List<List<HostDay>> badByDay() {
    Set<HostDay> bad = trial.bad();
    return bad.stream().collect(Collectors.groupingBy(HostDay::day)).entrySet().stream()
        .sorted(Comparator.comparing(entry -> entry.getKey()))
        .map(entry -> entry.getValue())
        .toList();
  }

  private List<String> ranked(LocalDate day) {
    return ranking.days().getOrDefault(day, List.of());
  }
}
