// SPDX-License-Identifier: Apache-2.0
package winnow.app.doctor;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import winnow.app.Main;
import winnow.app.doctor.Finding.Level;

class CollectorCheckTest {
  @TempDir Path folder;
  private Path lake;

  @BeforeEach
  void makeFolders() throws IOException {
    folder = folder.toRealPath();
    lake = folder.resolve("lake");
    Files.createDirectories(folder.resolve("drop"));
  }

  @Test
  void tellAtOnceWhetherACollectorRunsWasKilledOrWasStopped() throws Exception {
    assertThat(LiveStatus.read(lake).collectors()).isEmpty();

    Process killed = collect(spool());
    assertThat(found()).isEqualTo(Finding.ok("collector", "runs; 'winnow sources' tells more"));
    killed.destroyForcibly().waitFor();
    assertThat(found().level()).isEqualTo(Level.WARN);
    assertThat(found().text()).contains("it ended after ").contains(" without being stopped;");

    Process stopped = collect(spool());
    assertThat(found().level()).isEqualTo(Level.OK);
    stopped.destroy();
    assertThat(stopped.waitFor(60, TimeUnit.SECONDS)).isTrue();
    assertThat(found().level()).isEqualTo(Level.WARN);
    assertThat(found().text()).startsWith("none runs: it was stopped at ");
  }

  @Test
  void tellOfEachCollectorOfALakeHowItEndedAlsoAfterItWasMoved() throws Exception {
    Path inside = lake.resolve("spool");
    Process one = collect(inside);
    Process other = collect(spool());
    one.destroy();
    assertThat(one.waitFor(60, TimeUnit.SECONDS)).isTrue();
    other.destroyForcibly().waitFor();
    lake = Files.move(lake, folder.resolve("moved"));
    inside = lake.resolve("spool");

    LiveStatus live = LiveStatus.read(lake);
    assertThat(live.damages()).isEmpty();
    assertThat(live.collectors())
        .extracting(CollectorStatus::spool)
        .containsExactlyInAnyOrder(inside, spool());
    for (CollectorStatus collector : live.collectors()) {
      assertThat(CollectorCheck.check(collector, Instant.now()).text())
          .contains(
              collector.spool().equals(inside) ? "it was stopped at" : "without being stopped");
    }
  }

  /** What is found right now: the spool is not in the lake. */
  private Finding found() {
    CollectorStatus collector = LiveStatus.read(lake).collectors().getFirst();
    assertThat(collector.spool()).isEqualTo(spool());
    assertThat(collector.updatedAt())
        .isBetween(Instant.now().minus(Duration.ofMinutes(1)), Instant.now());
    return CollectorCheck.check(collector, Instant.now());
  }

  private Path spool() {
    return folder.resolve("spool");
  }

  /** Starts a collector, and returns when it collects. */
  private Process collect(Path spool) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(ProcessHandle.current().info().command().orElseThrow());
    command.addAll(
        ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
            .filter(argument -> !argument.startsWith("-javaagent"))
            .toList());
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), Main.class.getName()));
    command.addAll(List.of("collect", "--lake", lake.toString()));
    command.addAll(List.of("--spool", spool.toString()));
    command.addAll(List.of("--watch", folder.resolve("drop").toString()));
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    BufferedReader output =
        new BufferedReader(new InputStreamReader(process.getInputStream(), UTF_8));
    String line = output.readLine();
    while (line != null && !line.startsWith("listening on ")) {
      line = output.readLine();
    }
    assertThat(line).as("what the collector says").isNotNull();
    return process;
  }
}
