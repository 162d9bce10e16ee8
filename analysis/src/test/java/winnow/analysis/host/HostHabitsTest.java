// SPDX-License-Identifier: Apache-2.0
package winnow.analysis.host;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** A hundred hosts, each with its own level of flows and bytes, which vary from day to day. */
class HostHabitsTest {
  private static final LocalDate MONDAY = LocalDate.parse("2026-03-02");
  private static final int HOSTS = 100;

  private final Random random = new Random(4);

  @Test
  void ordinaryHostsAreUnusualAsOftenAsTheySay() {
    HostHabits habits = new HostHabits();
    List<Double> ps = new ArrayList<>();
    for (int day = 0; day < 60; day++) {
      Map<String, HostHabits.Assessment> assessed =
          habits.next(MONDAY.plusDays(day), new HostFeatures(ordinary()));
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
    HostHabits habits = new HostHabits();
    learn(habits, 14);
    Map<String, double[]> day = ordinary();
    double[] quiet = requireNonNull(day.get("h1"));
    quiet[HostFeature.OCTETS_OUT.ordinal()] *= 20;
    HostHabits.Assessment assessed =
        requireNonNull(habits.next(MONDAY.plusDays(14), new HostFeatures(day)).get("h1"));
    assertThat(assessed.hasHabits()).isTrue();
    assertThat(assessed.p()).isLessThan(1e-3);
    assertThat(quiet[HostFeature.OCTETS_OUT.ordinal()])
        .isLessThan(requireNonNull(day.get("h99"))[HostFeature.OCTETS_OUT.ordinal()]);
    HostHabits.Deviation upload = assessed.deviations().get(HostFeature.OCTETS_OUT.ordinal());
    assertThat(upload.feature()).isEqualTo(HostFeature.OCTETS_OUT);
    assertThat(upload.value() / upload.usual()).isBetween(8.0, 60.0);
    assertThat(upload.p()).isLessThan(1e-4);
  }

  @Test
  void aHostThatIsNewIsHeldAgainstAllHosts() {
    HostHabits habits = new HostHabits();
    learn(habits, 14);
    learnNewHosts(habits, 14, 20);
    Map<String, double[]> day = ordinary();
    day.put("fresh", values(100, 1e5));
    day.put("wild", values(1e8, 1e12));
    Map<String, HostHabits.Assessment> assessed =
        habits.next(MONDAY.plusDays(34), new HostFeatures(day));
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
  void nothingIsUnusualOnTheFirstDay() {
    Map<String, double[]> day = ordinary();
    day.put("wild", values(1e8, 1e12));
    assertThat(new HostHabits().next(MONDAY, new HostFeatures(day)))
        .hasEntrySatisfying("wild", wild -> assertThat(wild.p()).isEqualTo(1));
  }

  @Test
  void whatComesLaterChangesNothing() {
    HostHabits one = new HostHabits();
    HostHabits other = new HostHabits();
    List<Map<String, double[]>> days = new ArrayList<>();
    for (int day = 0; day < 6; day++) {
      days.add(ordinary());
    }
    for (int day = 0; day < 6; day++) {
      LocalDate date = MONDAY.plusDays(day);
      HostFeatures features = new HostFeatures(days.get(day));
      assertThat(one.next(date, features)).isEqualTo(other.next(date, features));
    }
  }

  private void learn(HostHabits habits, int days) {
    for (int day = 0; day < days; day++) {
      habits.next(MONDAY.plusDays(day), new HostFeatures(ordinary()));
    }
  }

  private void learnNewHosts(HostHabits habits, int from, int days) {
    for (int day = from; day < from + days; day++) {
      Map<String, double[]> hosts = ordinary();
      for (int i = 0; i < 3; i++) {
        hosts.put("new" + day + "-" + i, ordinary(random.nextInt(HOSTS)));
      }
      habits.next(MONDAY.plusDays(day), new HostFeatures(hosts));
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
