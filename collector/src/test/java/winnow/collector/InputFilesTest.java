// SPDX-License-Identifier: Apache-2.0
package winnow.collector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InputFilesTest {
  @TempDir Path folder;

  @Test
  void findsFilesInFoldersByTheirPathsThereButNotThoseUnderWay() throws IOException {
    Path deep = Files.createDirectories(folder.resolve("captures/deep"));
    Files.writeString(deep.resolve("b.log"), "x");
    Files.writeString(deep.resolve("nfcapd.current.12"), "x");
    Files.writeString(deep.resolve(".hidden"), "x");
    Files.writeString(folder.resolve("captures/a.log"), "x");
    Path single = Files.writeString(folder.resolve("c.log.gz"), "x");

    List<InputFile> files = InputFiles.find(List.of(folder.resolve("captures"), single)).files();
    assertThat(files)
        .extracting(InputFile::name, InputFile::fileName, InputFile::nameWithoutCompression)
        .containsExactly(
            tuple("a.log", "a.log", "a.log"),
            tuple("deep/b.log", "b.log", "b.log"),
            tuple("c.log.gz", "c.log.gz", "c.log"));
  }

  @Test
  void namesWhatCannotBeReadAndGoesOn() throws IOException, InterruptedException {
    Path deep = Files.createDirectories(folder.resolve("deep"));
    Files.createSymbolicLink(deep.resolve("loop"), folder);
    Files.createSymbolicLink(folder.resolve("dangling"), folder.resolve("gone.log"));
    Files.createSymbolicLink(folder.resolve("linked.log"), deep.resolve("b.log"));
    Files.writeString(deep.resolve("b.log"), "x");
    Path pipe = folder.resolve("pipe");
    assertThat(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor()).isZero();

    InputFiles.Found found = InputFiles.below(folder);
    assertThat(found.files())
        .extracting(InputFile::name)
        .containsExactly("deep/b.log", "linked.log");
    assertThat(found.refused())
        .extracting(no -> no.file().name(), IngestOutcome.Refused::reason)
        .containsExactlyInAnyOrder(
            tuple("dangling", "what it links to is not there"),
            tuple("deep/loop", "it links to a folder that it is in"),
            tuple(
                "pipe", "it is no file but a pipe, a socket or a device; the path - reads a pipe"));
    assertThat(InputFiles.find(List.of(pipe)).refused()).hasSize(1);
    assertThatThrownBy(() -> InputFiles.find(List.of(folder.resolve("gone.log"))))
        .isInstanceOf(NoSuchFileException.class);
  }

  /** Root may read every folder; but nobody one whose path is too long. */
  @Test
  void aFolderThatCannotBeReadDoesNotKeepTheOthersOut() throws Exception {
    Files.writeString(folder.resolve("open.log"), "x");
    String name = "d".repeat(250);
    Path deep = folder;
    while (deep.toString().length() < 3_800) {
      deep = Files.createDirectory(deep.resolve(name));
    }
    run(deep, "mkdir", "-p", name + "/" + name);

    InputFiles.Found found = InputFiles.below(folder);
    run(folder, "rm", "-r", name);

    assertThat(found.files()).extracting(InputFile::name).containsExactly("open.log");
    assertThat(found.refused())
        .singleElement()
        .satisfies(no -> {
          assertThat(no.file().name()).startsWith(name + "/" + name);
          assertThat(no.reason()).contains("File name too long");
        });
  }

  private static void run(Path folder, String... command) throws Exception {
    assertThat(new ProcessBuilder(command).directory(folder.toFile()).start().waitFor()).isZero();
  }
}
