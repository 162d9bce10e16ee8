// SPDX-License-Identifier: Apache-2.0
package winnow.casebook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import winnow.schema.evidence.Importance;
import winnow.schema.evidence.Verdict;

class CasebookTest {
  private static final Instant NOW = Instant.parse("2026-03-05T08:00:00Z");
  private static final LocalDate DAY = LocalDate.parse("2026-03-04");

  @TempDir Path folder;
  private Instant now = NOW;
  private Casebook casebook;

  @BeforeEach
  void open() {
    casebook = Casebook.of(folder, () -> now);
  }

  @Test
  void readingMakesNoFile() throws IOException {
    assertThat(casebook.suppressions()).isEmpty();
    assertThat(casebook.verdicts().list()).isEmpty();
    assertThat(casebook.audit()).isEmpty();
    try (Stream<Path> files = Files.list(folder)) {
      assertThat(files).isEmpty();
    }
  }

  @Test
  void aSuppressionActsUntilItExpires() {
    Suppression added =
        casebook.add(terms(Map.of("host", "10.0.0.5", "port", "443"), NOW.plusSeconds(60)));
    assertThat(Casebook.of(folder, () -> now).suppressions()).containsExactly(added);
    assertThat(casebook.active().list()).containsExactly(added);
    now = NOW.plusSeconds(60);
    assertThat(casebook.active().isEmpty()).isTrue();
    assertThat(casebook.suppressions()).containsExactly(added);
  }

  @Test
  void aRemovedSuppressionIsKeptWithWhoRemovedIt() {
    Suppression first = casebook.add(terms(Map.of("host", "10.0.0.5"), null));
    Suppression second = casebook.add(terms(Map.of("domain", "*.example.com"), null));
    now = NOW.plusSeconds(5);
    Suppression removed = casebook.remove(first.id(), "bob", "was wrong");
    assertThat(removed.removal()).isEqualTo(new Suppression.Removal("bob", now, "was wrong"));
    assertThat(casebook.suppressions()).containsExactly(removed, second);
    assertThat(casebook.active().list()).containsExactly(second);
    assertThatThrownBy(() -> casebook.remove(first.id(), "eve", null))
        .hasMessage("suppression 1 was removed before, by bob");
    assertThatThrownBy(() -> casebook.remove(9, "eve", null))
        .hasMessage("there is no suppression 9");
    assertThat(casebook.audit())
        .containsExactly(
            new AuditEntry(NOW, "ann", "add suppression", "1: host 10.0.0.5", "known"),
            new AuditEntry(NOW, "ann", "add suppression", "2: domain *.example.com", "known"),
            new AuditEntry(now, "bob", "remove suppression", "1: host 10.0.0.5", "was wrong"));
  }

  @Test
  void theNewestVerdictCountsAndTheOthersAreKept() {
    Verdict low = verdict("192.0.2.7 443/6", Importance.LOW, NOW, null);
    Verdict high = verdict("192.0.2.7 443/6", Importance.HIGH, NOW.plusSeconds(1), "it is");
    Verdict other = verdict("192.0.2.8 443/6", Importance.BENIGN, NOW, null);
    assertThat(casebook.set(List.of(low, other))).isEqualTo(2);
    assertThat(casebook.set(List.of(high, other))).isEqualTo(1);
    assertThat(casebook.verdicts().list()).containsExactly(other, high);
    assertThat(casebook.verdicts().of(DAY, "10.0.0.5", "beacon", "192.0.2.7 443/6")).contains(high);
    assertThat(casebook.audit()).hasSize(3);
    assertThat(casebook.audit().getLast())
        .isEqualTo(
            new AuditEntry(
                NOW.plusSeconds(1),
                "ann",
                "set verdict",
                "2026-03-04 10.0.0.5 beacon 192.0.2.7 443/6",
                "high: it is"));
  }

  @Test
  void aWithdrawnVerdictNoLongerCounts() {
    Verdict high = verdict("", Importance.HIGH, NOW, null);
    casebook.set(List.of(high));
    casebook.withdraw(high.subject(), "bob", null);
    assertThat(casebook.verdicts().list()).isEmpty();
    assertThat(casebook.audit().getLast().action()).isEqualTo("withdraw verdict");
    assertThatThrownBy(() -> casebook.withdraw(high.subject(), "bob", null))
        .hasMessageStartingWith("there is no verdict on ");
    assertThat(casebook.set(List.of(high))).isEqualTo(1);
    assertThat(casebook.verdicts().list()).containsExactly(high);
  }

  @Test
  void oneOfSeveralVerdictsThatCannotBeWrittenTakesAllBack() {
    assertThatThrownBy(() ->
            casebook.set(
                new ArrayList<>(
                    java.util.Arrays.asList(verdict("", Importance.LOW, NOW, null), null))))
        .isInstanceOf(NullPointerException.class);
    assertThat(casebook.verdicts().list()).isEmpty();
  }

  @Test
  void aNewerLayoutIsRefused() throws Exception {
    casebook.add(terms(Map.of("host", "10.0.0.5"), null));
    try (Connection connection =
            DriverManager.getConnection("jdbc:sqlite:" + folder.resolve(Casebook.FILE));
        Statement statement = connection.createStatement()) {
      statement.execute("PRAGMA user_version = 99");
    }
    assertThatThrownBy(casebook::suppressions)
        .isInstanceOf(CasebookException.class)
        .hasMessageContaining(folder.resolve(Casebook.FILE) + " has version 99 of its layout");
    assertThatThrownBy(() -> casebook.add(terms(Map.of("host", "x"), null)))
        .isInstanceOf(CasebookException.class);
  }

  @Test
  void whatIsNoDatabaseIsNamed() throws IOException {
    Files.writeString(folder.resolve(Casebook.FILE), "just a text, and long enough to be read");
    assertThatThrownBy(casebook::suppressions)
        .isInstanceOf(CasebookException.class)
        .hasMessageContaining("cannot read the casebook " + folder.resolve(Casebook.FILE));
  }

  @Test
  void whoMayNotWriteItReadsIt() throws IOException {
    Suppression added = casebook.add(terms(Map.of("host", "10.0.0.5"), null));
    Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("r-xr-xr-x"));
    try {
      assumeFalse(Files.isWritable(folder), "this user may write everything");
      assertThat(casebook.suppressions()).containsExactly(added);
      assertThatThrownBy(() -> casebook.remove(1, "eve", null))
          .hasMessageContaining("can only be read");
    } finally {
      Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
    }
  }

  @Test
  void manyThreadsWriteAtOnce() throws Exception {
    try (ExecutorService threads = Executors.newFixedThreadPool(4)) {
      List<Future<?>> done = new ArrayList<>();
      for (int i = 0; i < 4; i++) {
        String host = "10.0.0." + i;
        done.add(
            threads.submit(() -> {
              for (int j = 0; j < 8; j++) {
                casebook.add(terms(Map.of("host", host), null));
                casebook.verdicts();
              }
            }));
      }
      for (Future<?> one : done) {
        one.get();
      }
    }
    assertThat(casebook.suppressions()).hasSize(32).doesNotHaveDuplicates();
    assertThat(casebook.audit()).hasSize(32);
  }

  @Test
  void twoProcessesWriteAtOnce() throws Exception {
    List<Process> processes = new ArrayList<>();
    for (String author : List.of("one", "two")) {
      processes.add(
          new ProcessBuilder(
                  ProcessHandle.current().info().command().orElseThrow(),
                  "--enable-native-access=ALL-UNNAMED",
                  "-cp",
                  System.getProperty("java.class.path"),
                  CasebookWriter.class.getName(),
                  folder.toString(),
                  author)
              .redirectErrorStream(true)
              .redirectOutput(folder.resolve(author + ".log").toFile())
              .start());
    }
    for (Process process : processes) {
      assertThat(process.waitFor()).isZero();
    }
    List<Suppression> all = casebook.suppressions();
    assertThat(all).hasSize(2 * CasebookWriter.SUPPRESSIONS);
    assertThat(all.stream().map(Suppression::id)).doesNotHaveDuplicates();
    assertThat(all.stream().filter(one -> one.removal() != null))
        .hasSize(2 * CasebookWriter.SUPPRESSIONS / 2);
    assertThat(casebook.audit()).hasSize(3 * CasebookWriter.SUPPRESSIONS);
  }

  static Suppression.Terms terms(Map<String, String> conditions, @Nullable Instant expiresAt) {
    return new Suppression.Terms(Scope.parse(conditions), expiresAt, "ann", "known");
  }

  private static Verdict verdict(
      String peer, Importance importance, Instant at, @Nullable String note) {
    return new Verdict(DAY, "10.0.0.5", "beacon", peer, importance, "ann", at, note);
  }
}
