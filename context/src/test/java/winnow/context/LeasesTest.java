// SPDX-License-Identifier: Apache-2.0
package winnow.context;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import winnow.schema.IpAddress;
import winnow.schema.lease.Binding;

class LeasesTest {
  private static final IpAddress ADDRESS = IpAddress.parse("10.1.2.9");
  private static final long SECOND = 1_000_000;
  private static final long DAY = 86_400 * SECOND;

  private static Binding lease(@Nullable Long from, @Nullable Long until, String host) {
    return new Binding(ADDRESS, from, until, "", host);
  }

  private static List<String> spans(Leases leases) {
    return leases.list().stream()
        .map(lease ->
            (lease.fromMicros() == Leases.BEGINNING ? "" : lease.fromMicros())
                + "-"
                + (lease.untilMicros() == Leases.END ? "" : lease.untilMicros())
                + " "
                + lease.host())
        .toList();
  }

  @Test
  void aLeaseEndsWhereTheNextOneBegins() {
    assertThat(spans(Leases.of(List.of(lease(0L, 100L, "a"), lease(50L, 60L, "b")))))
        .containsExactly("0-50 a", "50-60 b");
  }

  @Test
  void renewalsAreOneLeaseAndAReleaseEndsIt() {
    assertThat(
            spans(
                Leases.of(
                    List.of(
                        lease(0L, 100L, "A"),
                        lease(50L, 150L, "a."),
                        lease(50L, 120L, "a"),
                        lease(200L, null, "b"),
                        Binding.freed(ADDRESS, 230)))))
        .containsExactly("0-120 a", "200-230 b");
  }

  @Test
  void aLeaseWithoutBeginningBeginsWhereTheOneBeforeItEndsAndYieldsToOthers() {
    assertThat(
            spans(
                Leases.of(
                    List.of(
                        lease(null, 300L, "c"),
                        lease(null, 100L, "a"),
                        lease(null, 200L, "b"),
                        lease(120L, 150L, "x"),
                        lease(null, null, "d")))))
        .containsExactly("-100 a", "100-120 b", "120-150 x", "150-200 b", "200-300 c", "300- d");
  }

  @Test
  void aHostIsItsNameUnlessManyHaveIt() {
    List<Binding> told = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      told.add(binding("10.0.0." + i, "02:00:00:00:00:0" + i, "iPhone"));
    }
    told.add(binding("10.0.1.1", "02:00:00:00:01:01", "Laptop 17."));
    told.add(binding("10.0.1.2", "02:00:00:00:01:02", "laptop-17"));
    told.add(binding("10.0.1.3", "02:00:00:00:01:02", ""));
    told.add(binding("10.0.1.4", "02:00:00:00:01:04", ""));
    told.add(binding("10.0.1.5", "02:00:00:00:01:05", "10.0.0.1"));
    Leases leases = Leases.of(told);
    assertThat(hostOf(leases, "10.0.0.3")).isEqualTo("02:00:00:00:00:03");
    assertThat(hostOf(leases, "10.0.1.1")).isEqualTo("laptop-17");
    assertThat(hostOf(leases, "10.0.1.2")).isEqualTo("laptop-17");
    assertThat(hostOf(leases, "10.0.1.3")).isEqualTo("laptop-17");
    assertThat(hostOf(leases, "10.0.1.4")).isEqualTo("02:00:00:00:01:04");
    assertThat(hostOf(leases, "10.0.1.5")).isEqualTo("02:00:00:00:01:05");
    assertThat(leases.hasHost("laptop-17")).isTrue();
    assertThat(leases.hasHost("iphone")).isFalse();
  }

  private static Binding binding(String address, String mac, String name) {
    return new Binding(IpAddress.parse(address), 0L, null, mac, name);
  }

  private static String hostOf(Leases leases, String address) {
    return leases.find(IpAddress.parse(address), 5).orElse("");
  }

  /** Of many leases drawn at random, each moment has the host that the rule gives it. */
  @Test
  void everyMomentHasTheHostThatBeganLastAndHasNotEnded() {
    for (int seed = 0; seed < 300; seed++) {
      Random random = new Random(seed);
      List<Binding> told = new ArrayList<>();
      int size = 1 + random.nextInt(12);
      for (int i = 0; i < size; i++) {
        Long from = random.nextInt(4) == 0 ? null : Long.valueOf(random.nextInt(30));
        Long until =
            random.nextInt(4) == 0
                ? null
                : Long.valueOf((from == null ? 0 : from) + random.nextInt(20));
        String host = random.nextInt(6) == 0 && from != null ? "" : "h" + random.nextInt(3);
        told.add(new Binding(ADDRESS, from, until, "", host));
      }
      Leases leases = Leases.of(told);
      for (long time = -5; time < 60; time++) {
        assertThat(leases.find(ADDRESS, time).orElse(""))
            .as("seed %s at %s of %s", seed, time, told)
            .isEqualTo(expected(told, time));
      }
      assertDisjointAndMerged(leases);
      assertThat(Leases.ofList(leases.list())).isEqualTo(leases);
    }
  }

  private static void assertDisjointAndMerged(Leases leases) {
    for (int i = 1; i < leases.list().size(); i++) {
      Leases.Lease before = leases.list().get(i - 1);
      Leases.Lease after = leases.list().get(i);
      assertThat(before.untilMicros()).isLessThanOrEqualTo(after.fromMicros());
      assertThat(before.untilMicros() == after.fromMicros() && before.host().equals(after.host()))
          .isFalse();
    }
  }

  private static String expected(List<Binding> told, long time) {
    Binding last = null;
    long begun = Long.MIN_VALUE;
    for (Binding one : told) {
      Long from = one.fromMicros();
      if (from != null && from <= time && from >= begun) {
        last = one;
        begun = from;
      }
    }
    if (last != null && time < end(last)) {
      return last.hostName();
    }
    Binding soonest = null;
    for (Binding one : told) {
      if (one.fromMicros() == null
          && end(one) > time
          && (soonest == null || end(one) <= end(soonest))) {
        soonest = one;
      }
    }
    return soonest == null ? "" : soonest.hostName();
  }

  private static long end(Binding lease) {
    Long until = lease.untilMicros();
    return until == null ? Long.MAX_VALUE : until;
  }

  @Test
  void aDayHasWhatOfTheLeasesFallsOnItAndTheSameHostAtEachMoment() {
    Random random = new Random(4);
    List<Binding> told = new ArrayList<>();
    for (int i = 0; i < 200; i++) {
      long from = (long) (random.nextDouble() * 6 * DAY);
      long length = (long) (random.nextDouble() * DAY);
      IpAddress address = IpAddress.parse("10.1.2." + random.nextInt(20));
      told.add(new Binding(address, from, from + length, "", "h" + random.nextInt(30)));
    }
    Leases all = Leases.of(told);
    for (int day = 0; day < 7; day++) {
      Leases ofDay = all.on(LocalDate.EPOCH.plusDays(day));
      for (int i = 0; i < 500; i++) {
        long time = day * DAY + (long) (random.nextDouble() * DAY);
        IpAddress address = IpAddress.parse("10.1.2." + random.nextInt(20));
        assertThat(ofDay.find(address, time)).isEqualTo(all.find(address, time));
      }
      for (Leases.Lease lease : ofDay.list()) {
        assertThat(all.hosts(lease.address(), LocalDate.EPOCH.plusDays(day)))
            .contains(lease.host());
      }
    }
    assertThat(all.on(LocalDate.EPOCH.plusDays(30)).isEmpty()).isTrue();
  }

  @Test
  void theOrderOfAddressesDoesNotMatter() {
    List<Binding> told = new ArrayList<>();
    for (int i = 0; i < 50; i++) {
      told.add(binding("10.1.2." + i, "", "h" + i));
    }
    Leases leases = Leases.of(told);
    Collections.reverse(told);
    assertThat(Leases.of(told)).isEqualTo(leases).hasSameHashCodeAs(leases);
    assertThat(leases.hosts()).isEqualTo(50);
    assertThatThrownBy(() -> Leases.ofList(leases.list().reversed()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("out of order");
  }
}
