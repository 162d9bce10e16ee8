// SPDX-License-Identifier: Apache-2.0
package winnow.app.ingest;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PipedInputTest {
  @TempDir Path lake;

  @Test
  void deletesWhatAKilledProcessLeftAndNothingOfALivingOne() throws Exception {
    Process ingest = ingestThatWaits();
    try {
      PipedInput.deleteLeft(lake);
      assertThat(left()).as("it lives").hasSize(2);
    } finally {
      ingest.destroyForcibly();
    }
    assertThat(ingest.waitFor(60, TimeUnit.SECONDS)).isTrue();
    assertThat(left()).as("it was killed").hasSize(2);

    PipedInput.deleteLeft(lake);
    assertThat(left()).isEmpty();
  }

  @Test
  void anIngestThatIsStoppedLeavesNothing() throws Exception {
    Process ingest = ingestThatWaits();
    ingest.destroy();
    assertThat(ingest.waitFor(60, TimeUnit.SECONDS)).isTrue();
    assertThat(left()).isEmpty();
  }

  @Test
  void knowsItsOwnFilesFromThoseThatWereLeft() throws IOException {
    PipedInput.deleteLeft(lake);
    Path temporary = Files.createDirectories(lake.resolve("tmp"));
    Path search = Files.createDirectory(temporary.resolve("search-1"));
    Files.writeString(temporary.resolve("stdin-7"), "without a lock");
    Files.writeString(temporary.resolve("stdin-8.lock"), "");
    try (PipedInput own = PipedInput.open(lake)) {
      Files.writeString(own.file(), "rows");
      PipedInput.deleteLeft(lake);
      assertThat(own.file()).hasContent("rows");
      assertThat(left()).hasSize(2);
    }
    assertThat(left()).isEmpty();
    assertThat(search).exists();
  }

  /** An ingest of standard input that has read some of it. */
  private Process ingestThatWaits() throws IOException, InterruptedException {
    Path messages = lake.resolve("messages.txt");
    Process ingest =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                "winnow.app.Main",
                "ingest",
                "--lake",
                lake.toString(),
                "-")
            .redirectErrorStream(true)
            .redirectOutput(messages.toFile())
            .start();
    ingest.getOutputStream().write("ts,te\n".getBytes(UTF_8));
    ingest.getOutputStream().flush();
    long until = System.nanoTime() + Duration.ofSeconds(60).toNanos();
    while (left().size() < 2) {
      assertThat(System.nanoTime()).as("gave up waiting").isLessThan(until);
      assertThat(ingest.isAlive()).as(Files.readString(messages)).isTrue();
      Thread.sleep(10);
    }
    return ingest;
  }

  private List<Path> left() throws IOException {
    Path temporary = lake.resolve("tmp");
    if (!Files.exists(temporary)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(temporary)) {
      return files.filter(file -> file.getFileName().toString().startsWith("stdin-")).toList();
    }
  }
}
