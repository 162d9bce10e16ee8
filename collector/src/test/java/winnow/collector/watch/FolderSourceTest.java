// SPDX-License-Identifier: Apache-2.0
package winnow.collector.watch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import winnow.collector.IngestSettings;
import winnow.collector.Quarantine;
import winnow.lake.Lake;
import winnow.lake.ScanRequest;
import winnow.schema.column.FlowColumns;

class FolderSourceTest {
  private static final String HEADER =
      "event_time,src_addr,src_port,dst_addr,dst_port,protocol,packets,octets\n";

  @TempDir Path folder;
  private Path inbox;
  private Lake lake;
  private WatchSettings settings;

  @BeforeEach
  void openLake() throws IOException {
    inbox = Files.createDirectories(folder.resolve("inbox"));
    lake = Lake.open(folder.resolve("lake"));
    settings =
        WatchSettings.of(inbox, IngestSettings.defaults())
            .withTimes(Duration.ofMillis(300), Duration.ofMillis(200));
  }

  @AfterEach
  void closeLake() {
    lake.close();
  }

  private FolderSource source(WatchSettings chosen) {
    return source(chosen, InstantSource.system());
  }

  private FolderSource source(WatchSettings chosen, InstantSource clock) {
    return new FolderSource(
        "inbox",
        chosen,
        lake,
        new Quarantine(folder.resolve("quarantine")),
        folder.resolve("memory"),
        clock);
  }

  @Test
  void bringsInWhatIsThereAndWhatComesButNothingUnfinished() throws IOException {
    write("there.csv", 1);
    write("deep/er/too.csv", 2);
    write(".hidden.csv", 3);
    write(".snapshot/old.csv", 4);
    write("nfcapd.current.12", 5);
    write("upload.csv.part", 6);
    try (FolderSource source = source(settings)) {
      source.start();
      await(() -> flows() == 2);
      Path outside = write("../outside.csv", 7);
      Files.move(outside, inbox.resolve("moved-in.csv"));
      write("new/folder/written.csv", 8);
      await(() -> flows() == 4);
      Files.move(inbox.resolve("upload.csv.part"), inbox.resolve("upload.csv"));
      await(() -> flows() == 5);
      assertThat(source.tally().counts().messages()).isEqualTo(5);
    }
    assertThat(lake.inputs()).hasSize(5);
  }

  @Test
  void leavesAFileAloneWhileItGrows() throws IOException {
    try (FolderSource source = source(settings)) {
      source.start();
      Path file = write("slow.csv", 1);
      for (int i = 2; i <= 12; i++) {
        pause(60);
        Files.writeString(file, row(i), StandardOpenOption.APPEND);
      }
      await(() -> flows() > 0);
    }
    assertThat(flows()).isEqualTo(12);
    assertThat(lake.inputs()).hasSize(1);
  }

  @Test
  void bringsInALogThatGrowsSlowlyAndIsRotatedEachLineOnce() throws IOException {
    Path file = write("log.csv", 1);
    try (FolderSource source = source(settings)) {
      source.start();
      await(() -> flows() == 1);
      Files.writeString(file, row(2), StandardOpenOption.APPEND);
      await(() -> flows() == 2);
      Files.writeString(file, row(3), StandardOpenOption.APPEND);
      Path rotated = Files.move(file, inbox.resolve("log.csv.1"));
      await(() -> flows() == 3);
      write("log.csv", 4);
      try (OutputStream gzip =
          new GZIPOutputStream(Files.newOutputStream(inbox.resolve("log.csv.2.gz")))) {
        Files.copy(rotated, gzip);
        gzip.write(row(5).getBytes(StandardCharsets.UTF_8));
      }
      Files.delete(rotated);
      await(() -> flows() == 5);
      assertThat(source.tally().counts().failedFiles()).isZero();
    }
    assertThat(flows()).isEqualTo(5);
  }

  @Test
  void movesWhatIsInTheLakeAndNeverOverAnotherFile() throws IOException {
    Path archive = folder.resolve("archive");
    write("a/one.csv", 1);
    Files.createDirectories(archive.resolve("a"));
    Files.writeString(archive.resolve("a/one.csv"), "mine");
    write("bad.csv", "no telemetry\n");
    try (FolderSource source = source(settings.movingTo(archive))) {
      source.start();
      await(() -> Files.exists(archive.resolve("a/one.csv.1")));
      await(() -> source.tally().counts().failedFiles() == 1);
    }
    assertThat(archive.resolve("a/one.csv")).hasContent("mine");
    assertThat(inbox.resolve("a/one.csv")).doesNotExist();
    assertThat(inbox.resolve("bad.csv")).exists();
  }

  @Test
  void movesNothingThatWasWrittenToAfterItWasRead() throws IOException {
    Path archive = folder.resolve("archive");
    Path file = write("log.csv", 1);
    AtomicBoolean isWritten = new AtomicBoolean();
    InstantSource clock =
        () -> {
          if (lake.inputCount() == 1 && isWritten.compareAndSet(false, true)) {
            append(file, "left by its writer\n");
          }
          return Instant.now();
        };
    try (FolderSource source = source(settings.movingTo(archive), clock)) {
      source.start();
      await(isWritten::get);
    }
    assertThat(file).content().endsWith("left by its writer\n");
    assertThat(archive).doesNotExist();
  }

  @Test
  void passesOverWhatCannotBeReadAndSaysSo() throws IOException {
    Files.createSymbolicLink(inbox.resolve("loop"), inbox);
    write("one.csv", 1);
    try (FolderSource source = source(settings)) {
      source.start();
      await(() -> flows() == 1);
      assertThat(source.tally().counts().failedFiles()).isEqualTo(1);
    }
  }

  @Test
  void remembersFilesWhoseNamesAreNoText() throws IOException {
    for (String name : List.of("%FC.csv", "%E4.csv", "two%0Alines.csv")) {
      Files.writeString(Path.of(URI.create(inbox.toUri() + name)), "no telemetry\n");
    }
    try (FolderSource source = source(settings)) {
      source.start();
      await(() -> source.tally().counts().failedFiles() == 3);
      write("one.csv", 1);
      await(() -> flows() == 1);
      write("two.csv", 2);
      await(() -> flows() == 2);
      assertThat(source.tally().counts().failedFiles()).isEqualTo(3);
    }
    try (FolderSource source = source(settings)) {
      source.start();
      write("three.csv", 3);
      await(() -> flows() == 3);
      assertThat(source.tally().counts().failedFiles()).isZero();
    }
  }

  @Test
  void goesOnAfterARestart() throws IOException {
    write("one.csv", 1);
    try (FolderSource source = source(settings)) {
      source.start();
      await(() -> flows() == 1);
      await(() -> Files.exists(folder.resolve("memory/inbox.done")));
    }
    write("two.csv", 2);
    try (FolderSource source = source(settings)) {
      source.start();
      await(() -> flows() == 2);
      assertThat(source.tally().counts().messages()).isEqualTo(1);
    }
    Files.delete(folder.resolve("memory/inbox.done"));
    try (FolderSource source = source(settings)) {
      source.start();
      await(() -> Files.exists(folder.resolve("memory/inbox.done")));
    }
    assertThat(lake.inputs()).hasSize(2);
  }

  @Test
  void refusesToMoveFilesIntoTheFolderThatItWatches() {
    assertThatThrownBy(() -> settings.movingTo(inbox.resolve("done")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("which is in it");
  }

  @Test
  void triesAFileAgainThatItMayNotReadAndTellsOfItOnce() throws IOException {
    Path file = write("one.csv", 1);
    Files.setPosixFilePermissions(file, Set.of());
    assumeFalse(Files.isReadable(file), "this user may read everything");
    AtomicLong aheadSeconds = new AtomicLong();
    try (FolderSource source =
        source(settings, () -> Instant.now().plusSeconds(aheadSeconds.get()))) {
      source.start();
      await(() -> source.tally().counts().failedFiles() == 1);
      aheadSeconds.set(31);
      write("two.csv", 2);
      await(() -> flows() == 1);
      Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
      aheadSeconds.set(62);
      await(() -> flows() == 2);
      assertThat(source.tally().counts().failedFiles()).isEqualTo(1);
    }
  }

  @Test
  void movesNothingOverALinkToNothing() throws IOException {
    Path archive = Files.createDirectories(folder.resolve("archive"));
    Files.createSymbolicLink(archive.resolve("one.csv"), folder.resolve("gone"));
    write("one.csv", 1);
    try (FolderSource source = source(settings.movingTo(archive))) {
      source.start();
      await(() -> Files.exists(archive.resolve("one.csv.1")));
      assertThat(source.trouble()).isNull();
    }
    assertThat(archive.resolve("one.csv")).isSymbolicLink();
  }

  @Test
  void tellsThatItCannotLookAtItsFolderUntilItCan() throws IOException {
    AtomicBoolean isBroken = new AtomicBoolean(true);
    InstantSource clock =
        () -> {
          if (isBroken.get()) {
            throw new StackOverflowError("too deep");
          }
          return Instant.now();
        };
    try (FolderSource source = source(settings, clock)) {
      assertThat(source.trouble()).isNull();
      source.start();
      await(() -> source.trouble() != null);
      assertThat(source.trouble()).contains("the last look at " + inbox).contains("too deep");
      isBroken.set(false);
      write("one.csv", 1);
      await(() -> flows() == 1);
      await(() -> source.trouble() == null);
      Files.delete(inbox.resolve("one.csv"));
      Files.delete(inbox);
      await(() -> source.trouble() != null);
    }
  }

  private static void append(Path file, String text) {
    try {
      Files.writeString(file, text, StandardOpenOption.APPEND);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void await(BooleanSupplier condition) {
    long end = System.nanoTime() + Duration.ofSeconds(20).toNanos();
    while (!condition.getAsBoolean()) {
      assertThat(System.nanoTime()).as("time").isLessThan(end);
      pause(20);
    }
  }

  private static void pause(long millis) {
    try {
      Thread.sleep(millis);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static String row(int number) {
    return "2026-03-02T10:00:%02dZ,10.0.0.%d,1024,192.0.2.1,443,6,5,700\n"
        .formatted(number % 60, number);
  }

  private Path write(String name, int number) throws IOException {
    return write(name, HEADER + row(number));
  }

  private Path write(String name, String content) throws IOException {
    Path file = inbox.resolve(name).normalize();
    Files.createDirectories(file.getParent());
    Files.writeString(file, content);
    return Files.setLastModifiedTime(file, FileTime.from(Instant.now()));
  }

  private long flows() {
    return lake.scan(ScanRequest.of(FlowColumns.TABLE)).rows();
  }
}
