// SPDX-License-Identifier: Apache-2.0
package winnow.lake;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import winnow.lake.catalog.InputCounts;
import winnow.schema.TelemetryKind;
import winnow.schema.column.FlowColumns;

/** A commit of all kinds a minute, for as long as it takes. */
class ManyCommitsTest {
  @TempDir Path folder;

  @Tag("long")
  @Test
  void leavesFewMetadataFilesAfterAThousandCommits() throws IOException {
    keepsHouse(1_000, 150);
  }

  @Test
  void leavesFewMetadataFilesAfterAHundredCommits() throws IOException {
    keepsHouse(100, 150);
  }

  private void keepsHouse(int commits, int mostMetadataFiles) throws IOException {
    long[] nanos = new long[commits];
    try (Lake lake = Lake.open(folder, LakeSettings.defaults().withoutGrace())) {
      for (int commit = 0; commit < commits; commit++) {
        nanos[commit] = commitMinute(lake, commit);
      }
      lake.housekeeping().compact();
      lake.housekeeping().expire();
      assertThat(lake.scan(ScanRequest.of(FlowColumns.TABLE)).files())
          .hasSizeLessThanOrEqualTo((commits / 60 + 1) * LakeSettings.defaults().compactFiles());
      List<Long> octets = LakeRows.octets(lake, ScanRequest.of(FlowColumns.TABLE));
      assertThat(octets).hasSize(commits * 20).doesNotHaveDuplicates();
    }
    Arrays.sort(nanos);
    long metadataFiles = files("/metadata/");
    System.Logger log = System.getLogger(ManyCommitsTest.class.getName());
    log.log(
        System.Logger.Level.INFO,
        "{0} commits: median {1} ms, 99 of 100 within {2} ms, {3} metadata files, {4} data files",
        commits,
        nanos[commits / 2] / 1_000_000,
        nanos[commits * 99 / 100] / 1_000_000,
        metadataFiles,
        files("/data/"));
    assertThat(metadataFiles).isLessThan(mostMetadataFiles);
  }

  private static long commitMinute(Lake lake, int minute) {
    try (Ingest ingest = lake.beginIngest(Samples.input(minute))) {
      for (int i = 0; i < 60; i++) {
        TelemetryKind kind = TelemetryKind.values()[i % 3];
        long time = Samples.DAY_START + minute * 60_000_000L + i;
        ingest.append(Samples.any(kind, time, minute * 100 + i));
      }
      long start = System.nanoTime();
      ingest.commit(InputCounts.accepted(60));
      return System.nanoTime() - start;
    }
  }

  private long files(String part) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      return files.filter(Files::isRegularFile).filter(f -> f.toString().contains(part)).count();
    }
  }
}
