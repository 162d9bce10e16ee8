// SPDX-License-Identifier: Apache-2.0
package winnow.analysis.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import winnow.analysis.score.TestRows;
import winnow.context.Leases;
import winnow.lake.Ingest;
import winnow.lake.Lake;
import winnow.lake.catalog.InputCounts;
import winnow.lake.catalog.InputIdentity;
import winnow.schema.Case;
import winnow.schema.DnsBuilder;
import winnow.schema.IpAddress;
import winnow.schema.TelemetryRecord;
import winnow.schema.evidence.Importance;
import winnow.schema.evidence.Verdict;
import winnow.schema.lease.Binding;

/**
 * An office of 30 people over nine days, once with the same address for each of them and once with
 * others every day and every noon. By leases, both are the same office.
 */
class LeasedCasesTest {
  private static final LocalDate FIRST = LocalDate.parse("2016-07-08");
  private static final int DAYS = 9;
  private static final LocalDate LAST = FIRST.plusDays(DAYS - 1);
  private static final int PEOPLE = 30;
  private static final int BAD = 7;
  private static final long SECOND = 1_000_000;
  private static final long HALF = 43_200 * SECOND;
  private static final JsonMapper JSON = new JsonMapper();

  @TempDir Path folder;

  /** Whose address person p has in half-day h. */
  private record Office(boolean isMoving) {
    private int[] places(int half) {
      Integer[] places = IntStream.range(0, PEOPLE).boxed().toArray(Integer[]::new);
      if (isMoving) {
        Collections.shuffle(Arrays.asList(places), new Random(half));
      }
      return Arrays.stream(places).mapToInt(Integer::intValue).toArray();
    }

    String address(int person, long time) {
      return "10.2.0." + places((int) Math.floorDiv(time, HALF))[person];
    }

    Leases leases(int days) {
      List<Binding> told = new ArrayList<>();
      for (int half = 0; half < 2 * days; half++) {
        int[] places = places(half);
        for (int person = 0; person < PEOPLE; person++) {
          long from = TestRows.micros(0, half * HALF);
          told.add(
              new Binding(
                  IpAddress.parse("10.2.0." + places[person]),
                  from,
                  from + HALF,
                  "",
                  "PC-" + person));
        }
      }
      return Leases.of(told);
    }
  }

  private static final Office SEATED = new Office(false);
  private static final Office MOVING = new Office(true);

  @Test
  void whoMovesEveryDayIsJudgedAsWhoDoesNot() {
    List<String> seated = described(SEATED, folder.resolve("seated"), 1);
    List<String> moving = described(MOVING, folder.resolve("moving"), 2);
    assertThat(seated).hasSizeGreaterThan(5).first().asString().startsWith("pc-7 ");
    assertThat(moving).isEqualTo(seated);
  }

  /** The cases of the last day, by the names of the hosts. */
  private static List<String> described(Office office, Path folder, int threads) {
    try (Lake lake = lake(office, folder, DAYS)) {
      CaseAnalysis analysis = analysis(threads, List.of()).withLeases(office.leases(DAYS));
      CaseOutcome outcome = last(analysis, lake);
      assertThat(outcome.manifest().hosts()).isEqualTo(PEOPLE + 6);
      return cases(lake, outcome).stream()
          .map(one -> name(one) + " " + one.p() + " " + one.families() + " " + one.notable())
          .toList();
    }
  }

  @Test
  void aCaseHasTheAddressOfTheHostAndThoseThatItHadBefore() {
    try (Lake lake = lake(MOVING, folder, DAYS)) {
      CaseOutcome outcome = last(analysis(2, List.of()).withLeases(MOVING.leases(DAYS)), lake);
      Case first = cases(lake, outcome).getFirst();
      String morning = MOVING.address(BAD, (2 * DAYS - 2) * HALF);
      String evening = MOVING.address(BAD, (2 * DAYS - 1) * HALF);
      assertThat(morning).isNotEqualTo(evening);
      assertThat(first.host()).isEqualTo(evening);
      assertThat(first.sentence())
          .startsWith(evening + " (pc-7, until 11:58 at " + morning + ") bytes sent");
      JsonNode addresses = JSON.readTree(first.explanation()).path("host").path("addresses");
      assertThat(addresses).hasSize(2);
      assertThat(addresses.get(0).path("address").asString()).isEqualTo(morning);
      assertThat(addresses.get(0).path("last").asString()).startsWith("2016-07-16T11:58");
      assertThat(addresses.get(1).path("first").asString()).startsWith("2016-07-16T12:0");
      assertThat(Objects.requireNonNull(outcome.manifest().leases()).hosts()).isEqualTo(PEOPLE);
      assertThat(first.explanation()).doesNotContain("@");
    }
  }

  @Test
  void whatWasLearntWithAndWithoutLeasesIsKeptApart() {
    try (Lake lake = lake(MOVING, folder, 3)) {
      LocalDate second = FIRST.plusDays(1);
      LocalDate third = FIRST.plusDays(2);
      CaseAnalysis plain = analysis(1, List.of());
      CaseAnalysis leased = plain.withLeases(MOVING.leases(3));
      assertThat(run(plain, lake, second)).hasSize(2);
      assertThat(run(leased, lake, third)).hasSize(3).allMatch(CaseOutcome::isNew);
      List<CaseOutcome> after = run(plain, lake, third);
      assertThat(after).singleElement().matches(CaseOutcome::isNew);
      assertThat(after.getFirst().manifest().toJson()).doesNotContain("leases");
      assertThat(after.getFirst().manifest().history().days()).isEqualTo(2);
      assertThat(run(leased, lake, third)).singleElement().matches(one -> !one.isNew());
    }
  }

  @Test
  void earlierDaysMayHaveBeenLearntByLeasesThatServersForgot() {
    try (Lake lake = lake(MOVING, folder, 3)) {
      CaseAnalysis all = analysis(1, List.of()).withLeases(MOVING.leases(3));
      String known = last(all, lake, FIRST.plusDays(2)).entry().id();
      run(all, lake, FIRST.plusDays(1));
      Leases onlyLast = MOVING.leases(3).on(FIRST.plusDays(2));
      CaseAnalysis daily = analysis(1, List.of()).withLeases(onlyLast);
      List<CaseOutcome> outcomes = run(daily, lake, FIRST.plusDays(2));
      assertThat(outcomes).singleElement().matches(one -> one.entry().id().equals(known));
    }
  }

  @Test
  void aRunIsVerifiedWithTheLeasesThatItHad() throws IOException {
    try (Lake lake = lake(MOVING, folder, 4)) {
      LocalDate day = FIRST.plusDays(3);
      Leases leases = MOVING.leases(4);
      CaseAnalysis plain = analysis(2, List.of());
      String run = last(plain.withLeases(leases), lake, day).entry().id();
      assertThat(verify(plain.withLeases(leases), run, lake))
          .isInstanceOf(Verification.Agrees.class);
      delete(folder.resolve("learnt"));
      assertThat(verify(plain.withLeases(leases), run, lake))
          .isInstanceOf(Verification.Agrees.class);
      assertThat(verify(plain, run, lake)).isInstanceOf(Verification.InputChanged.class);
      assertThat(verify(plain.withLeases(SEATED.leases(4)), run, lake))
          .isInstanceOf(Verification.InputChanged.class);
      String without = last(plain, lake, day).entry().id();
      assertThat(verify(plain, without, lake)).isInstanceOf(Verification.Agrees.class);
      assertThat(verify(plain.withLeases(leases), without, lake))
          .isInstanceOf(Verification.InputChanged.class);
    }
  }

  @Test
  void whatPeopleSaidOfAnAddressIsAboutTheHostThatHadIt() {
    try (Lake lake = lake(MOVING, folder, DAYS)) {
      Leases leases = MOVING.leases(DAYS);
      CaseOutcome first = last(analysis(2, List.of()).withLeases(leases), lake);
      Case before = cases(lake, first).getFirst();
      List<Verdict> benign = new ArrayList<>();
      for (JsonNode evidence : JSON.readTree(before.explanation()).path("evidence")) {
        benign.add(
            new Verdict(
                FIRST,
                MOVING.address(BAD, 0),
                evidence.path("family").asString(),
                evidence.path("peer").asString(),
                Importance.BENIGN,
                "ann",
                Instant.parse("2016-07-09T00:00:00Z"),
                null));
      }
      CaseAnalysis again = analysis(2, benign).withLeases(leases);
      CaseOutcome outcome = last(again, lake);
      Case after =
          cases(lake, outcome).stream()
              .filter(one -> name(one).equals("pc-7"))
              .findFirst()
              .orElseThrow();
      assertThat(after.score()).isLessThan(before.score() - 0.5);
      assertThat(verify(again, outcome.entry().id(), lake)).isInstanceOf(Verification.Agrees.class);
    }
  }

  private static String name(Case one) {
    return JSON.readTree(one.explanation()).path("host").path("name").asString(one.host());
  }

  private static CaseAnalysis analysis(int threads, List<Verdict> verdicts) {
    Instant now = Instant.parse("2016-08-01T00:00:00Z");
    return new CaseAnalysis(
        DayReader.local(threads), List.of(), verdicts, threads, "test", InstantSource.fixed(now));
  }

  private static List<CaseOutcome> run(CaseAnalysis analysis, Lake lake, LocalDate day) {
    return analysis.run(lake, day, 30, (at, done, total) -> {});
  }

  private static CaseOutcome last(CaseAnalysis analysis, Lake lake) {
    return last(analysis, lake, LAST);
  }

  private static CaseOutcome last(CaseAnalysis analysis, Lake lake, LocalDate day) {
    return run(analysis, lake, day).getLast();
  }

  private static Verification verify(CaseAnalysis analysis, String run, Lake lake) {
    return analysis.verify(run, lake, (at, done, total) -> {});
  }

  private static List<Case> cases(Lake lake, CaseOutcome outcome) {
    return lake.runs().cases(outcome.entry().id(), 0, 1000);
  }

  private static Lake lake(Office office, Path folder, int days) {
    Lake lake = Lake.open(folder);
    for (int day = 0; day < days; day++) {
      List<TelemetryRecord> records = day(office, day);
      String digest = String.format("%064x", day + 1);
      InputIdentity input = new InputIdentity(digest, "day" + day, "office", "test", 1);
      try (Ingest ingest = lake.beginIngest(input)) {
        records.forEach(ingest::append);
        ingest.commit(new InputCounts(records.size(), Map.of(), Map.of()));
      }
    }
    return lake;
  }

  private static List<TelemetryRecord> day(Office office, int day) {
    Random random = new Random(day);
    List<TelemetryRecord> records = new ArrayList<>();
    for (int person = 0; person < PEOPLE; person++) {
      for (int i = 0; i < 40; i++) {
        long time = 2 * day * HALF + (28_800 + random.nextInt(28_800)) * SECOND;
        String host = office.address(person, time);
        // Everybody has servers of his own, so that a stranger at his address is strange there.
        int server = (person + random.nextInt(2)) % 6;
        records.add(TestRows.flow(host, "10.1.0." + server, server % 2 == 0 ? 443 : 445, time));
        String site = "www.site" + (person + random.nextInt(3)) + ".example";
        records.add(query(host, site, 1, time));
      }
    }
    for (int i = 0; day == DAYS - 1 && i < 280; i++) {
      long time = 2 * day * HALF + (200 + 300L * i) * SECOND;
      records.add(TestRows.flow(office.address(BAD, time), "198.51.100.77", 443, time));
    }
    return records;
  }

  private static TelemetryRecord query(String client, String name, int type, long time) {
    DnsBuilder query = TestRows.dns(0);
    query.clientAddress = IpAddress.parse(client);
    query.serverAddress = IpAddress.parse("10.1.0.0");
    query.query = name;
    query.qtype = type;
    query.eventTimeMicros = TestRows.micros(0, time);
    return query.build();
  }

  private static void delete(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.toList()) {
        Files.delete(file);
      }
    }
  }
}
