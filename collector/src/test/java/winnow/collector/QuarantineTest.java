// SPDX-License-Identifier: Apache-2.0
package winnow.collector;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import winnow.lake.Lake;
import winnow.lake.StagedInput;
import winnow.schema.TelemetryKind;

class QuarantineTest {
  private static final String COMBINED =
      "10.0.0.1 - - [02/Mar/2026:10:00:01 +0000] \"GET /a HTTP/1.1\" 200 512 \"-\" \"curl/8\"\n";
  private static final String COMMON =
      "10.0.0.2 - - [02/Mar/2026:10:00:02 +0000] \"GET /b HTTP/1.1\" 200 512\n";

  @TempDir Path folder;
  private Lake lake;
  private Quarantine quarantine;

  @BeforeEach
  void openLake() {
    lake = Lake.open(folder.resolve("lake"));
    quarantine = new Quarantine(folder.resolve("quarantine"));
  }

  @AfterEach
  void closeLake() {
    lake.close();
  }

  @Test
  void keepsWhatWasRejectedOfAContentThatComesSeveralTimesAtOnce() throws IOException {
    List<InputFile> files = List.of(write("a.log"), write("b.log"), write("c.log"));
    List<IngestOutcome> outcomes = new ArrayList<>();
    new Backlog(lake, ingest("combined"), 1).ingest(files, outcomes::add);
    assertThat(outcomes).filteredOn(IngestOutcome.Known.class::isInstance).hasSize(2);
    assertThatOnlyIsKept(COMMON + COMMON);
  }

  @Test
  void keepsWhatTheReadThatWasPublishedRejected() throws IOException {
    FileIngest.Reading.Staged first = read("combined", "a.log");
    FileIngest.Reading.Staged other = read("common", "b.log");
    assertThat(publish(first)).isInstanceOf(IngestOutcome.Ingested.class);
    assertThat(publish(other)).isInstanceOf(IngestOutcome.Known.class);
    assertThatOnlyIsKept(COMMON + COMMON);
  }

  @Test
  void keepsItWhenAnotherReadIsToldOfThePublicationFirst() throws IOException {
    FileIngest.Reading.Staged first = read("combined", "a.log");
    FileIngest.Reading.Staged same = read("combined", "b.log");
    FileIngest.Reading.Staged third = read("combined", "c.log");
    FileIngest.Reading.Staged none =
        new FileIngest.Reading.Staged(third.file(), third.input(), List.of(), quarantine, null);
    try (StagedInput input = first.input()) {
      assertThat(lake.publish(List.of(input)).getFirst().isNew()).isTrue();
    }
    assertThat(publish(none)).isInstanceOf(IngestOutcome.Known.class);
    assertThat(publish(same)).isInstanceOf(IngestOutcome.Known.class);
    assertThatOnlyIsKept(COMMON + COMMON);
    quarantine.recover(lake);
    assertThatOnlyIsKept(COMMON + COMMON);
  }

  @Test
  void settlesWhatWasPublishedAndNotWhatAnotherReadPrepared() throws IOException {
    FileIngest.Reading.Staged first = read("combined", "a.log");
    FileIngest.Reading.Staged unpublished = read("common", "b.log");
    unpublished.input().close();
    try (StagedInput input = first.input()) {
      lake.publish(List.of(input));
    }
    quarantine.recover(lake);
    assertThatOnlyIsKept(COMMON + COMMON);
    try (Stream<Path> children = Files.list(quarantine.folder())) {
      assertThat(children).hasSize(1);
    }
  }

  @Test
  void takesNothingAwayThatAnotherProcessPrepared() throws Exception {
    Path log = Files.createFile(folder.resolve("child.log"));
    Process other =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin/java").toString(),
                "--add-modules=jdk.incubator.vector",
                "-cp",
                System.getProperty("java.class.path"),
                Killed.class.getName(),
                folder.toString())
            .redirectErrorStream(true)
            .redirectOutput(log.toFile())
            .start();
    assertThat(other.waitFor()).as(Files.readString(log)).isEqualTo(Killed.STATUS);
    FileIngest.Reading.Staged same = read("combined", "a.log");
    try (Stream<Path> prepared = Files.list(quarantine.folder())) {
      assertThat(prepared).hasSize(2);
    }
    publish(same);
    quarantine.recover(lake);
    assertThatOnlyIsKept(COMMON + COMMON);
    try (Stream<Path> children = Files.list(quarantine.folder())) {
      assertThat(children).hasSize(1);
    }
  }

  /** A process that ends when it has read a file and not published it. */
  static final class Killed {
    static final int STATUS = 7;

    private Killed() {}

    /** Reads the same file as {@code folder}'s test. */
    public static void main(String[] folder) throws IOException {
      QuarantineTest same = new QuarantineTest();
      same.folder = Path.of(folder[0]);
      same.openLake();
      same.read("combined", "a.log");
      Runtime.getRuntime().halt(STATUS);
    }
  }

  @Test
  void aDamagedEntryTakesNoOtherAway() throws IOException {
    publish(read("combined", "a.log"));
    for (String name : List.of("0".repeat(64), "1".repeat(64) + ".next")) {
      Path damaged = Files.createDirectories(quarantine.folder().resolve(name));
      Files.createFile(damaged.resolve("entry.properties"));
    }
    quarantine.recover(lake);
    assertThatOnlyIsKept(COMMON + COMMON);
  }

  @Test
  void aPathThatIsNoneToThisProcessCostsItselfAlone() throws IOException {
    publish(read("combined", "a.log"));
    InputFile bad = InputFile.of(Files.writeString(folder.resolve("notes.txt"), "hello\n"));
    ingest(null).ingest(bad, bytes -> {});
    Path properties =
        quarantine.folder().resolve(QuarantineEntry.keyOf(bad)).resolve("entry.properties");
    Files.writeString(
        properties, Files.readString(properties).replaceFirst("path=.*", "path=/in/\\\\u0000"));

    assertThat(quarantine.entries())
        .extracting(QuarantineEntry::obstacle)
        .containsExactlyInAnyOrder(
            null, "the file had a path that is none to this process; ingest it again");
  }

  @Test
  void notesAFileThatIsRefusedAgainWhenThatIsNewsAlone() throws IOException {
    QuarantineEntry first = refuse("hello\n");
    assertThat(refuse("hello\n")).isEqualTo(first);

    QuarantineEntry other = refuse("adieu\n");
    assertThat(other.keptAt()).as("it begins otherwise").isAfter(first.keptAt());
    assertThat(quarantine.samples(other)).content().contains("adieu");
    assertThat(refuse("hello, hello\n").input().sizeBytes()).isEqualTo(13);
    Files.delete(quarantine.samples(other));
    assertThat(refuse("hello, hello\n").keptAt()).as("it was damaged").isAfter(other.keptAt());
    assertThat(quarantine.samples(other)).content().contains("hello, hello");
  }

  private QuarantineEntry refuse(String content) throws IOException {
    InputFile file = InputFile.of(Files.writeString(folder.resolve("notes.txt"), content));
    assertThat(ingest(null).ingest(file, bytes -> {})).isInstanceOf(IngestOutcome.Refused.class);
    assertThat(quarantine.entries()).hasSize(1);
    return quarantine.entries().getFirst();
  }

  @Test
  void notesFilesWhoseNamesAreNoText() throws IOException {
    for (String name : List.of("%FC.log", "%E4.log")) {
      Path path = Path.of(URI.create(folder.toUri() + name));
      ingest(null).ingest(InputFile.of(Files.writeString(path, "hello\n")), bytes -> {});
    }
    assertThat(quarantine.entries())
        .hasSize(2)
        .allSatisfy(entry -> assertThat(entry.path()).exists());
  }

  private InputFile write(String name) throws IOException {
    return InputFile.of(Files.writeString(folder.resolve(name), COMBINED + COMMON + COMMON));
  }

  private FileIngest ingest(@Nullable String layout) {
    EnumSet<TelemetryKind> kinds = EnumSet.allOf(TelemetryKind.class);
    return new FileIngest(
        lake,
        quarantine,
        new IngestSettings("web", null, ZoneOffset.UTC, layout, null, kinds, List.of()));
  }

  private FileIngest.Reading.Staged read(String layout, String name) throws IOException {
    return (FileIngest.Reading.Staged) ingest(layout).read(write(name), bytes -> {});
  }

  private IngestOutcome publish(FileIngest.Reading.Staged staged) {
    try (StagedInput input = staged.input()) {
      return staged.outcome(lake.publish(List.of(input)).getFirst());
    }
  }

  private void assertThatOnlyIsKept(String pieces) throws IOException {
    List<QuarantineEntry> entries = quarantine.entries();
    assertThat(entries).hasSize(1);
    assertThat(quarantine.pieces(entries.getFirst())).hasContent(pieces);
  }
}
