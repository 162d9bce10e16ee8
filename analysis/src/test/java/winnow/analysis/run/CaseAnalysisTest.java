// SPDX-License-Identifier: Apache-2.0
package winnow.analysis.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import winnow.analysis.day.Unused;
import winnow.analysis.score.TestRows;
import winnow.lake.Ingest;
import winnow.lake.Lake;
import winnow.lake.catalog.InputCounts;
import winnow.lake.catalog.InputIdentity;
import winnow.schema.Case;
import winnow.schema.DnsBuilder;
import winnow.schema.IpAddress;
import winnow.schema.TelemetryKind;
import winnow.schema.TelemetryRecord;
import winnow.schema.evidence.Importance;
import winnow.schema.evidence.Verdict;

/** Ten days of an office of 40 people, on the last of which one calls home and carries data out. */
class CaseAnalysisTest {
  private static final LocalDate FIRST = LocalDate.parse("2016-07-08");
  private static final int DAYS = 10;
  private static final LocalDate LAST = FIRST.plusDays(DAYS - 1);
  private static final String BAD = "10.2.0.7";
  private static final long SECOND = 1_000_000;
  private static final long DAY = 86_400 * SECOND;
  private static final Pattern NUMBER =
      Pattern.compile("(?<![\\w.:/-])\\d[\\d,]*(?:\\.\\d+)?(?![\\w/]|\\.\\w)");

  @TempDir Path folder;

  @Test
  void whoCallsHomeAndCarriesDataOutComesFirst() {
    try (Lake lake = lake(folder, DAYS)) {
      List<CaseOutcome> outcomes = run(lake, LAST, 2);
      assertThat(outcomes).hasSize(DAYS).allMatch(CaseOutcome::isNew);
      CaseOutcome outcome = outcomes.getLast();
      List<Case> cases = cases(lake, outcome);
      Case first = cases.getFirst();
      assertThat(first.host()).isEqualTo(BAD);
      assertThat(first.notable()).isTrue();
      assertThat(first.sentence()).startsWith(BAD + " ");
      assertThat(first.families()).containsAnyOf("beacon", "dns-tunnel");
      assertThat(outcome.manifest().hosts()).isEqualTo(46);
      assertThat(outcome.manifest().history().days()).isEqualTo(DAYS - 1);
      assertThat(outcome.manifest().list().rows()).isEqualTo(cases.size());
    }
  }

  @Test
  void aDayAfterWhatWasLearntIsAsFromAllRows() throws IOException {
    List<String> whole = new ArrayList<>();
    int days = 5;
    LocalDate last = FIRST.plusDays(days - 1);
    try (Lake lake = lake(folder.resolve("whole"), days)) {
      run(lake, last, 1).forEach(outcome -> whole.add(digest(outcome)));
      assertThat(run(lake, last, 8)).singleElement().matches(outcome -> !outcome.isNew());
    }
    List<String> daily = new ArrayList<>();
    for (int day = 1; day <= days; day++) {
      // Only rows of the newest day are there when it is judged.
      try (Lake lake = lake(folder.resolve("daily"), day)) {
        List<CaseOutcome> outcomes = run(lake, FIRST.plusDays(day - 1), 8);
        assertThat(outcomes).hasSize(1);
        daily.add(digest(outcomes.getFirst()));
      }
    }
    assertThat(daily).isEqualTo(whole);
    try (Stream<Path> kept = Files.list(folder.resolve("daily/learnt"))) {
      assertThat(kept).hasSize(4);
    }
  }

  @Test
  void rowsThatComeLateMakeAnotherRun() {
    try (Lake lake = lake(folder, 3)) {
      String before = run(lake, FIRST.plusDays(2), 1).getLast().entry().id();
      append(lake, "late", List.of(TestRows.flow("10.2.0.1", "10.1.0.1", 445, DAY + 9 * SECOND)));
      List<CaseOutcome> again = run(lake, FIRST.plusDays(2), 1);
      assertThat(again).hasSize(2);
      assertThat(again.getLast().entry().id()).isNotEqualTo(before);
      assertThat(again.getLast().isNew()).isTrue();
    }
  }

  @Test
  void aRunIsVerifiedFromWhatWasLearntAndFromTheRows() throws IOException {
    try (Lake lake = lake(folder, DAYS)) {
      CaseOutcome outcome = run(lake, LAST, 2).getLast();
      String run = outcome.entry().id();
      assertThat(analysis(1).verify(run, lake, (day, done, total) -> {}))
          .isInstanceOf(Verification.Agrees.class);
      delete(folder.resolve("learnt"));
      assertThat(analysis(2).verify(run, lake, (day, done, total) -> {}))
          .isInstanceOf(Verification.Agrees.class);
      append(lake, "late", List.of(TestRows.flow("10.2.0.1", "10.1.0.1", 445, DAY + 9 * SECOND)));
      assertThat(analysis(2).verify(run, lake, (day, done, total) -> {}))
          .isInstanceOf(Verification.InputDeleted.class);
      Path file = folder.resolve(outcome.manifest().files().getFirst().path());
      byte[] bytes = Files.readAllBytes(file);
      bytes[bytes.length / 2] ^= 1;
      Files.write(file, bytes);
      assertThat(analysis(2).verify(run, lake, (day, done, total) -> {}))
          .isInstanceOf(Verification.InputChanged.class);
    }
  }

  @Test
  void partsSumAndSentencesSayNoNumberThatTheTableLacks() {
    int sentences = 0;
    try (Lake lake = lake(folder, DAYS)) {
      for (CaseOutcome outcome : run(lake, LAST, 2)) {
        for (Case one : cases(lake, outcome)) {
          JsonNode explanation = new JsonMapper().readTree(one.explanation());
          assertThat(sum(explanation.path("parts"))).isEqualTo(one.score());
          for (JsonNode evidence : explanation.path("evidence")) {
            assertThat(sum(evidence.path("parts"))).isEqualTo(evidence.path("score").asDouble());
            requireNumbersOfTable(evidence);
            sentences++;
          }
        }
      }
    }
    assertThat(sentences).isGreaterThan(200);
  }

  @Test
  void whatPeopleCalledBenignOnEarlierDaysIsLess() {
    try (Lake lake = lake(folder, DAYS)) {
      Case before = cases(lake, run(lake, LAST, 2).getLast()).getFirst();
      List<Verdict> benign = new ArrayList<>();
      for (JsonNode evidence : new JsonMapper().readTree(before.explanation()).path("evidence")) {
        String family = evidence.path("family").asString();
        String peer = evidence.path("peer").asString();
        Instant at = Instant.parse("2016-07-09T00:00:00Z");
        benign.add(new Verdict(FIRST, BAD, family, peer, Importance.BENIGN, "ann", at, null));
      }
      CaseOutcome again = analysis(2, benign).run(lake, LAST, 30, (at, n, all) -> {}).getLast();
      assertThat(again.isNew()).isTrue();
      assertThat(again.manifest().verdicts()).hasSameSizeAs(benign);
      Case after =
          cases(lake, again).stream()
              .filter(one -> one.host().equals(BAD))
              .findFirst()
              .orElseThrow();
      assertThat(after.score()).isLessThan(before.score() - 0.5);
      assertThat(analysis(1).verify(again.entry().id(), lake, (day, done, total) -> {}))
          .isInstanceOf(Verification.Agrees.class);
    }
  }

  @Test
  void whatWasLearntAndCannotBeReadIsNamed() throws IOException {
    try (Lake lake = lake(folder, 2)) {
      run(lake, FIRST, 1);
      Path file = onlyFile(folder.resolve("learnt"));
      byte[] whole = Files.readAllBytes(file);
      for (int length : new int[] {0, 5, whole.length / 2, whole.length - 1}) {
        Files.write(file, Arrays.copyOf(whole, length));
        assertThatThrownBy(() -> run(lake, FIRST.plusDays(1), 1))
            .isInstanceOf(IllegalArgumentException.class)
            .hasMessageContaining(file.toString())
            .hasMessageContaining("delete the file");
      }
      Files.delete(file);
      assertThat(run(lake, FIRST.plusDays(1), 1)).hasSize(2);
    }
  }

  @Test
  void whatKilledProcessesLeftIsDeletedAfterADay() throws IOException {
    Path left = Files.createDirectories(folder.resolve("learnt"));
    Path old = Files.createFile(left.resolve("learnt1.tmp"));
    Path recent = Files.createFile(left.resolve("learnt2.tmp"));
    Files.setLastModifiedTime(old, FileTime.from(Instant.now().minus(Duration.ofHours(25))));
    try (Lake lake = lake(folder, 1)) {
      run(lake, FIRST, 1);
    }
    assertThat(old).doesNotExist();
    assertThat(recent).exists();
  }

  @Test
  void rowsAboutNoHostAreCounted() {
    try (Lake lake = lake(folder, 1)) {
      append(
          lake,
          "others",
          List.of(
              TestRows.flow("198.51.100.1", "198.51.100.2", 443, SECOND),
              TestRows.flow("10.2.0.1", "198.51.100.2", 443, SECOND),
              query("198.51.100.1", "www.example.org", 1, SECOND),
              query("198.51.100.1", "www.example.org", 1, 2 * SECOND)));
      assertThat(run(lake, FIRST, 2).getLast().manifest().unused())
          .isEqualTo(
              Map.of(
                  TelemetryKind.FLOW,
                  Map.of(Unused.NOT_INSIDE, 1L),
                  TelemetryKind.DNS,
                  Map.of(Unused.NOT_INSIDE, 2L)));
    }
  }

  @Test
  void aDayWithoutRowsIsNamed() {
    try (Lake lake = lake(folder, 1)) {
      assertThatThrownBy(() -> run(lake, LAST, 1))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining(LAST.toString());
    }
  }

  private static double sum(JsonNode parts) {
    double sum = 0;
    for (JsonNode part : parts) {
      sum += part.path("bits").asDouble();
    }
    return sum;
  }

  private static void requireNumbersOfTable(JsonNode evidence) {
    List<Double> known = new ArrayList<>();
    String text =
        evidence.path("sentence").asString().replace(evidence.path("peer").asString(), "");
    for (JsonNode part : evidence.path("parts")) {
      text = text.replace(part.path("fact").asString(), "");
      Stream.of("value", "usual", "fleet")
          .map(part::path)
          .filter(JsonNode::isNumber)
          .forEach(value -> known.add(value.asDouble()));
    }
    Matcher matcher = NUMBER.matcher(text);
    while (matcher.find()) {
      double said = Double.parseDouble(matcher.group().replace(",", ""));
      assertThat(known)
          .as("%s in %s", matcher.group(), text)
          .anyMatch(value -> Math.abs(value - said) <= 1e-3 * Math.abs(value));
    }
  }

  private static String digest(CaseOutcome outcome) {
    return outcome.entry().id() + " " + outcome.manifest().list();
  }

  private static List<Case> cases(Lake lake, CaseOutcome outcome) {
    return lake.runs().cases(outcome.entry().id(), 0, 1000);
  }

  private static CaseAnalysis analysis(int threads) {
    return analysis(threads, List.of());
  }

  private static CaseAnalysis analysis(int threads, List<Verdict> verdicts) {
    Instant now = Instant.parse("2016-08-01T00:00:00Z");
    return new CaseAnalysis(
        DayReader.local(threads), List.of(), verdicts, threads, "test", InstantSource.fixed(now));
  }

  private static List<CaseOutcome> run(Lake lake, LocalDate day, int threads) {
    return analysis(threads).run(lake, day, 30, (at, done, total) -> {});
  }

  /** A lake with the first days; those that it has already are not written again. */
  private static Lake lake(Path folder, int days) {
    Lake lake = Lake.open(folder);
    for (int day = lake.inputCount(); day < days; day++) {
      append(lake, "day" + day, day(day));
    }
    return lake;
  }

  private static void append(Lake lake, String name, List<TelemetryRecord> records) {
    String digest = String.format("%064x", name.hashCode() & 0xffff_ffffL);
    try (Ingest ingest = lake.beginIngest(new InputIdentity(digest, name, "office", "test", 1))) {
      records.forEach(ingest::append);
      ingest.commit(new InputCounts(records.size(), Map.of(), Map.of()));
    }
  }

  private static List<TelemetryRecord> day(int day) {
    Random random = new Random(day);
    List<TelemetryRecord> records = new ArrayList<>();
    for (int person = 0; person < 40; person++) {
      String host = "10.2.0." + person;
      for (int i = 0; i < 30; i++) {
        long time = day * DAY + (28_800 + random.nextInt(28_800)) * SECOND;
        int server = random.nextInt(6);
        records.add(TestRows.flow(host, "10.1.0." + server, server % 2 == 0 ? 443 : 445, time));
        records.add(query(host, "www.site" + random.nextInt(20) + ".example", 1, time));
      }
    }
    if (day == DAYS - 1) {
      for (int i = 0; i < 200; i++) {
        long time = day * DAY + (1_000 + 300L * i) * SECOND;
        records.add(TestRows.flow(BAD, "198.51.100.77", 443, time));
        String name = Long.toString(random.nextLong() & Long.MAX_VALUE, 36) + ".evil.example";
        records.add(query(BAD, name, 16, time + SECOND));
      }
    }
    return records;
  }

  private static TelemetryRecord query(String client, String name, int type, long time) {
    DnsBuilder query = TestRows.dns(0);
    query.clientAddress = IpAddress.parse(client);
    query.query = name;
    query.qtype = type;
    query.eventTimeMicros = TestRows.micros(0, time);
    return query.build();
  }

  private static Path onlyFile(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      List<Path> all = files.toList();
      assertThat(all).hasSize(1);
      return all.getFirst();
    }
  }

  private static void delete(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.toList()) {
        Files.delete(file);
      }
    }
  }
}
