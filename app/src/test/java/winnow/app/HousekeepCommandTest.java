// SPDX-License-Identifier: Apache-2.0
package winnow.app;

import static java.util.Comparator.naturalOrder;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import winnow.app.option.ExitCode;

class HousekeepCommandTest {
  private static final String FLOWS =
      """
      event_time,src_addr,src_port,dst_addr,dst_port,protocol,packets,octets
      2026-03-02T10:00:00Z,10.0.0.1,40000,192.0.2.1,443,6,5,700
      2026-03-02T10:00:01Z,10.0.0.2,40001,192.0.2.1,443,6,6,800
      """;

  @TempDir Path folder;
  private String lake;

  @BeforeEach
  void nameLake() {
    lake = folder.resolve("lake").toString();
  }

  @Test
  void saysWhatItDeleted() throws IOException {
    Ran.of("ingest", "--lake", lake, write("flows.csv", FLOWS));
    Ran ran = Ran.of("housekeep", "--lake", lake, "--forget-before", "2026-03-03");
    assertThat(ran.err())
        .contains("deleted 2026-03-02: 2 rows (2 flow), ")
        .contains("1 day before");
    assertThat(Ran.of("housekeep", "--lake", lake, "--forget-before", "2026-03-03").err())
        .contains("there is no telemetry before 2026-03-03");
  }

  @Test
  void deletesWhatIsBeyondTheQuotaButNotTheNewestDay() throws IOException {
    Ran.of("ingest", "--lake", lake, write("flows.csv", FLOWS));
    Ran.of("ingest", "--lake", lake, write("later.csv", FLOWS.replace("03-02", "03-03")));

    assertThat(Ran.of("housekeep", "--lake", lake, "--quota", "1GB").err())
        .doesNotContain("deleted 2026");
    Ran ran = Ran.of("housekeep", "--lake", lake, "--quota", "1");
    assertThat(ran.exitCode()).isEqualTo(ExitCode.NOTHING_USABLE);
    assertThat(ran.err())
        .contains("deleted 2026-03-02: 2 rows")
        .contains("the newest day alone is above the quota");
    assertThat(Ran.of("export", "flow", "--lake", lake).lines())
        .hasSize(3)
        .noneMatch(line -> line.contains("2026-03-02"));
    assertThat(Ran.of("housekeep", "--lake", lake, "--quota", "much").exitCode())
        .isEqualTo(ExitCode.USAGE);
  }

  @Test
  void keepsTheQuotaOfWhatMergingLeaves() throws IOException {
    ingestManySmallFiles();
    long bytes = bytesOnDisk();

    Ran ran = Ran.of("housekeep", "--lake", lake, "--quota", Long.toString(bytes));

    assertThat(ran.err()).contains("12 files merged into 1");
    assertThat(ran.exitCode()).isEqualTo(ExitCode.OK);
    assertThat(bytesOnDisk()).isLessThanOrEqualTo(bytes);
  }

  @Test
  void saysWhenItCouldNotMerge() throws IOException {
    ingestManySmallFiles();
    try (Stream<Path> files = Files.walk(Path.of(lake))) {
      Path data =
          files.filter(file -> file.toString().endsWith(".parquet")).min(naturalOrder()).get();
      Files.write(data, new byte[] {1, 2, 3});
    }

    Ran ran = Ran.of("housekeep", "--lake", lake);

    assertThat(ran.exitCode()).isEqualTo(ExitCode.FAILURE);
    assertThat(ran.err()).contains("not all small files could be merged: ").contains(".parquet");
  }

  private void ingestManySmallFiles() throws IOException {
    for (int file = 0; file < 12; file++) {
      String flows = FLOWS.replace("10.0.0.", "10.2.%d.".formatted(file));
      Ran.of("ingest", "--lake", lake, write(file + ".csv", flows));
    }
  }

  private String write(String name, String content) throws IOException {
    return Files.writeString(folder.resolve(name), content).toString();
  }

  /** Bytes of all files of tables. */
  private long bytesOnDisk() throws IOException {
    try (Stream<Path> files = Files.walk(Path.of(lake))) {
      return files
          .filter(Files::isRegularFile)
          .filter(file -> file.toString().matches(".*/(data|metadata)/.*"))
          .mapToLong(file -> file.toFile().length())
          .sum();
    }
  }
}
