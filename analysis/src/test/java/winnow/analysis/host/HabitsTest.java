// SPDX-License-Identifier: Apache-2.0
package winnow.analysis.host;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** A hundred hosts, each with its own level of flows and bytes, which vary from day to day. */
class HabitsTest {
  private static final List<String> NAMES =
      Arrays.stream(HostFeature.values()).map(HostFeature::label).toList();

  private static final LocalDate MONDAY = LocalDate.parse("2026-03-02");
  private static final int HOSTS = 100;

  private final Random random = new Random(4);

  @Test
  void ordinaryHostsAreUnusualAsOftenAsTheySay() {
    Habits habits = new Habits(NAMES);
    List<Double> ps = new ArrayList<>();
    for (int day = 0; day < 60; day++) {
      Map<String, Habits.Assessment> assessed = habits.next(MONDAY.plusDays(day), ordinary());
      if (day >= 20) {
        assessed.values().forEach(one -> ps.add(one.p()));
      }
    }
    assertThat(ps).hasSize(40 * HOSTS);
    assertThat(share(ps, 0.1)).isBetween(0.05, 0.2);
    assertThat(share(ps, 0.01)).isBetween(0.003, 0.02);
  }

  @Test
  void aHostThatDoesMoreThanItUsesToStandsOutThoughOthersDoMore() {
    Habits habits = new Habits(NAMES);
    learn(habits, 14);
    Map<String, double[]> day = ordinary();
    double[] quiet = requireNonNull(day.get("h1"));
    quiet[HostFeature.OCTETS_OUT.ordinal()] *= 20;
    Habits.Assessment assessed = requireNonNull(habits.next(MONDAY.plusDays(14), day).get("h1"));
    assertThat(assessed.hasHabits()).isTrue();
    assertThat(assessed.p()).isLessThan(1e-3);
    assertThat(quiet[HostFeature.OCTETS_OUT.ordinal()])
        .isLessThan(requireNonNull(day.get("h99"))[HostFeature.OCTETS_OUT.ordinal()]);
    Habits.Deviation upload = assessed.deviations().get(HostFeature.OCTETS_OUT.ordinal());
    assertThat(upload.amount()).isEqualTo("octets_out");
    assertThat(upload.value() / upload.usual()).isBetween(8.0, 60.0);
    assertThat(upload.p()).isLessThan(1e-4);
  }

  @Test
  void aHostThatIsNewIsHeldAgainstAllHosts() {
    Habits habits = new Habits(NAMES);
    learn(habits, 14);
    learnNewHosts(habits, 14, 20);
    Map<String, double[]> day = ordinary();
    day.put("fresh", values(100, 1e5));
    day.put("wild", values(1e8, 1e12));
    Map<String, Habits.Assessment> assessed = habits.next(MONDAY.plusDays(34), day);
    assertThat(assessed)
        .hasEntrySatisfying(
            "fresh",
            fresh -> {
              assertThat(fresh.hasHabits()).isFalse();
              assertThat(fresh.p()).isGreaterThan(0.05);
            })
        .hasEntrySatisfying("wild", wild -> assertThat(wild.p()).isLessThan(0.02));
  }

  @Test
  void onTheFirstDayHostsAreHeldAgainstEachOther() {
    Map<String, double[]> day = ordinary();
    day.put("wild", values(1e8, 1e12));
    Map<String, Habits.Assessment> assessed = new Habits(NAMES).next(MONDAY, day);
    assertThat(assessed)
        .hasEntrySatisfying(
            "wild",
            wild -> {
              assertThat(wild.hasHabits()).isFalse();
              assertThat(assessed.values()).allMatch(other -> other.p() >= wild.p());
            });
  }

  private void learn(Habits habits, int days) {
    for (int day = 0; day < days; day++) {
      habits.next(MONDAY.plusDays(day), ordinary());
    }
  }

  private void learnNewHosts(Habits habits, int from, int days) {
    for (int day = from; day < from + days; day++) {
      Map<String, double[]> hosts = ordinary();
      for (int i = 0; i < 3; i++) {
        hosts.put("new" + day + "-" + i, ordinary(random.nextInt(HOSTS)));
      }
      habits.next(MONDAY.plusDays(day), hosts);
    }
  }

  private Map<String, double[]> ordinary() {
    Map<String, double[]> hosts = new HashMap<>();
    for (int host = 0; host < HOSTS; host++) {
      hosts.put("h" + host, ordinary(host));
    }
    return hosts;
  }

  private double[] ordinary(int host) {
    double level = Math.exp(host / 20.0);
    return values(
        Math.rint(20 * level * Math.exp(0.4 * random.nextGaussian())),
        Math.rint(1e4 * level * Math.exp(0.4 * random.nextGaussian())));
  }

  private static double[] values(double flows, double octets) {
    double[] values = new double[HostFeature.values().length];
    values[HostFeature.FLOWS.ordinal()] = flows;
    values[HostFeature.OCTETS_OUT.ordinal()] = octets;
    return values;
  }

  private static double share(List<Double> ps, double below) {
    return ps.stream().filter(p -> p < below).count() / (double) ps.size();
  }
}
