// SPDX-License-Identifier: Apache-2.0
package winnow.collector;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import winnow.lake.Lake;
import winnow.lake.ScanRequest;
import winnow.lake.catalog.LedgerEntry;
import winnow.schema.column.FlowColumns;

class BacklogTest {
  private static final String HEADER =
      "event_time,src_addr,src_port,dst_addr,dst_port,protocol,packets,octets\n";

  @TempDir Path folder;
  private Lake lake;
  private final List<IngestOutcome> outcomes = new ArrayList<>();

  @BeforeEach
  void openLake() {
    lake = Lake.open(folder.resolve("lake"));
  }

  @AfterEach
  void closeLake() {
    lake.close();
  }

  @Test
  void bringsInEachOfManySmallFilesOnceInFewCommits() throws IOException {
    List<InputFile> files = new ArrayList<>();
    for (int number = 0; number < 60; number++) {
      files.add(write("flows-" + number + ".csv", rows(number, 10)));
    }
    files.add(write("again.csv", rows(7, 10)));
    files.add(write("notes.txt", "no telemetry\n"));

    ingest(files, 3);

    assertThat(flows()).isEqualTo(600);
    assertThat(outcomes).hasSize(62);
    assertThat(outcomes).filteredOn(IngestOutcome.Ingested.class::isInstance).hasSize(60);
    assertThat(outcomes).filteredOn(IngestOutcome.Known.class::isInstance).hasSize(1);
    assertThat(outcomes).filteredOn(IngestOutcome.Refused.class::isInstance).hasSize(1);
    assertThat(lake.inputs()).hasSize(60).extracting(LedgerEntry::totalRows).containsOnly(10L);
    assertThat(
            lake.inputs().stream()
                .flatMap(entry -> entry.snapshotIds().values().stream())
                .distinct())
        .as("commits, one a thread")
        .hasSizeLessThanOrEqualTo(3);
  }

  @Test
  void aShortCopyOfALogAndTheWholeOneComeInAsOne() throws IOException {
    String whole = rows(1, 40);
    String start = whole.substring(0, whole.indexOf('\n', whole.length() / 4) + 1);
    ingest(List.of(write("a.csv", start), write("b.csv", whole)), 1);
    assertThat(flows()).isEqualTo(40);
    assertThat(lake.inputs()).extracting(LedgerEntry::totalRows).containsExactly(30L, 10L);
  }

  @Test
  void oneThreadKeepsTheOrderOfTheFiles() throws IOException {
    List<InputFile> files = new ArrayList<>();
    for (int number = 0; number < 20; number++) {
      files.add(write("flows-" + number + ".csv", rows(number, 3)));
    }
    ingest(files, 1);

    assertThat(lake.inputs().reversed())
        .extracting(entry -> entry.input().name())
        .containsExactlyElementsOf(files.stream().map(InputFile::name).toList());
  }

  @Test
  void aFileThatCannotBeReadDoesNotSpoilTheOthers() throws IOException {
    InputFile good = write("good.csv", rows(1, 5));
    InputFile gone = write("gone.csv", rows(2, 5));
    InputFile last = write("last.csv", rows(3, 5));
    Files.delete(gone.path());

    ingest(List.of(good, gone, last), 1);

    assertThat(flows()).isEqualTo(10);
    assertThat(outcomes)
        .filteredOn(IngestOutcome.Failed.class::isInstance)
        .extracting(outcome -> outcome.file().name())
        .containsExactly("gone.csv");
  }

  @Test
  void aCompressedFileThatIsCutOrDamagedIsRefused() throws IOException {
    byte[] packed = gzip(rows(1, 50));
    byte[] two = Arrays.copyOf(packed, 2 * packed.length);
    System.arraycopy(packed, 0, two, packed.length, packed.length);
    two[packed.length]++;
    Path cut = Files.write(folder.resolve("cut.gz"), Arrays.copyOf(packed, packed.length - 9));
    Path damaged = Files.write(folder.resolve("damaged.gz"), two);

    ingest(List.of(InputFile.of(cut), InputFile.of(damaged)), 1);

    assertThat(outcomes)
        .extracting(outcome -> ((IngestOutcome.Refused) outcome).reason())
        .satisfiesExactly(
            why -> assertThat(why).startsWith("gzip data is cut off after "),
            why -> assertThat(why).endsWith("byte " + packed.length + " is no gzip member"));
    assertThat(flows()).isZero();
  }

  private static byte[] gzip(String text) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
      gzip.write(text.getBytes(StandardCharsets.UTF_8));
    }
    return bytes.toByteArray();
  }

  private void ingest(List<InputFile> files, int threads) {
    FileIngest reader =
        new FileIngest(
            lake, new Quarantine(folder.resolve("quarantine")), IngestSettings.defaults());
    new Backlog(lake, reader, threads).ingest(files, outcomes::add);
  }

  private static String rows(int number, int count) {
    StringBuilder rows = new StringBuilder(HEADER);
    for (int row = 0; row < count; row++) {
      rows.append(
          "2026-03-02T10:%02d:%02dZ,10.0.0.%d,%d,192.0.2.1,443,6,5,700\n"
              .formatted(number % 60, row % 60, number % 250, 1024 + row));
    }
    return rows.toString();
  }

  private InputFile write(String name, String content) throws IOException {
    return InputFile.of(Files.writeString(folder.resolve(name), content));
  }

  private long flows() {
    return lake.scan(ScanRequest.of(FlowColumns.TABLE)).rows();
  }
}
