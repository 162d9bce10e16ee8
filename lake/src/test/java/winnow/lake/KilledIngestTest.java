// SPDX-License-Identifier: Apache-2.0
package winnow.lake;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import winnow.schema.column.FlowColumns;

/** Ingests in processes of their own, which are killed at any moment or run side by side. */
class KilledIngestTest {
  private static final int INPUTS = 24;
  private static final int FLOWS = 50;

  @TempDir Path folder;

  /** Ingests inputs one after another, leaving out those that are there. */
  static final class Ingester {
    private Ingester() {}

    public static void main(String[] arguments) {
      try (Lake lake = Lake.open(Path.of(arguments[0]), LakeSettings.defaults().withoutGrace())) {
        for (int input = 1; input <= INPUTS; input++) {
          if (lake.findInput(Samples.input(input).sha256()).isEmpty()) {
            ingest(lake, input);
          }
        }
      }
    }

    private static void ingest(Lake lake, int input) {
      try {
        Samples.ingest(lake, input, FLOWS, 2);
      } catch (winnow.lake.catalog.DuplicateInputException e) {
        // The other process was faster: as it should be.
      }
    }
  }

  private Process start() throws IOException {
    return new ProcessBuilder(
            ProcessHandle.current().info().command().orElseThrow(),
            "--enable-native-access=ALL-UNNAMED",
            "--sun-misc-unsafe-memory-access=allow",
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "-cp",
            System.getProperty("java.class.path"),
            Ingester.class.getName(),
            folder.toString())
        .redirectErrorStream(true)
        .redirectOutput(folder.resolveSibling(folder.getFileName() + ".log").toFile())
        .start();
  }

  private static void finish(Process process) throws InterruptedException {
    assertThat(process.waitFor(120, TimeUnit.SECONDS)).isTrue();
    assertThat(process.exitValue()).isZero();
  }

  private void killAfterCommits(int commits, Random random)
      throws IOException, InterruptedException {
    Process process = start();
    while (process.isAlive() && published() < commits) {
      Thread.sleep(1);
    }
    Thread.sleep(random.nextInt(60));
    process.destroyForcibly().waitFor();
  }

  /** About how many inputs are in the lake. */
  private long published() throws IOException {
    Path metadata = folder.resolve("flow").resolve("metadata");
    if (!Files.exists(metadata)) {
      return 0;
    }
    try (Stream<Path> files = Files.list(metadata)) {
      return files.filter(file -> file.toString().endsWith(".metadata.json")).count() - 2;
    }
  }

  private void requireEveryRowOnce() throws IOException {
    try (Lake lake = Lake.open(folder, LakeSettings.defaults().withoutGrace())) {
      assertThat(lake.inputs()).hasSize(INPUTS);
      List<Long> octets = LakeRows.octets(lake, ScanRequest.of(FlowColumns.TABLE));
      assertThat(octets).hasSize(INPUTS * FLOWS).doesNotHaveDuplicates();
      lake.housekeeping().expire();
      int planned = lake.scan(ScanRequest.of(FlowColumns.TABLE)).files().size();
      lake.housekeeping().compact();
      assertThat(LakeRows.octets(lake, ScanRequest.of(FlowColumns.TABLE))).isEqualTo(octets);
      assertThat(dataFiles()).isGreaterThanOrEqualTo(planned);
    }
  }

  private long dataFiles() throws IOException {
    try (Stream<Path> files = Files.walk(folder.resolve("flow").resolve("data"))) {
      return files.filter(Files::isRegularFile).count();
    }
  }

  @Test
  void storesEveryRowOnceWhateverTheMomentOfTheKill() throws Exception {
    killFor(5, 1);
  }

  @Tag("long")
  @ParameterizedTest
  @ValueSource(longs = {2, 3, 4, 5})
  void storesEveryRowOnceAfterManyKills(long seed) throws Exception {
    killFor(20, seed);
  }

  private void killFor(int times, long seed) throws Exception {
    Random random = new Random(seed);
    for (int kill = 1; kill <= times; kill++) {
      killAfterCommits(kill * INPUTS / (times + 1), random);
    }
    finish(start());
    requireEveryRowOnce();
  }

  @Test
  void storesEveryRowOnceWhenTwoProcessesIngestTheSame() throws Exception {
    Process one = start();
    Process other = start();
    finish(one);
    finish(other);
    requireEveryRowOnce();
  }
}
