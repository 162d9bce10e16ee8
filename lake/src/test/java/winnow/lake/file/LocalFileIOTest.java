// SPDX-License-Identifier: Apache-2.0
package winnow.lake.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.iceberg.io.FileInfo;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LocalFileIOTest {
  private static final int LISTINGS = 300;

  @TempDir Path folder;

  @Test
  void listsTheFilesBelowAPrefixWithSizeAndTime() throws IOException {
    Path data = Files.createDirectories(folder.resolve("flow/data/day=1"));
    Path file = Files.writeString(data.resolve("a.parquet"), "12345");
    Files.writeString(folder.resolve("catalog.db"), "");
    LocalFileIO files = new LocalFileIO("file:///lake", folder);

    assertThat(list(files, "file:///lake/flow/"))
        .singleElement()
        .satisfies(info -> {
          assertThat(info.location()).isEqualTo("file:///lake/flow/data/day=1/a.parquet");
          assertThat(info.size()).isEqualTo(5);
          assertThat(info.createdAtMillis()).isEqualTo(Files.getLastModifiedTime(file).toMillis());
        });
    assertThat(list(files, "file:///lake/")).hasSize(2);
    assertThat(list(files, "file:///lake/dns/")).isEmpty();
    assertThatThrownBy(() -> files.listPrefix("file:///elsewhere/"))
        .hasMessageContaining("outside of the lake");
  }

  @Test
  void leavesOutFilesAndFoldersThatVanishMeanwhile() throws Exception {
    Files.createDirectories(folder.resolve("flow/data"));
    Files.writeString(folder.resolve("flow/data/stays.parquet"), "1");
    LocalFileIO files = new LocalFileIO("file:///lake", folder);
    AtomicBoolean isDone = new AtomicBoolean();
    List<Thread> churn = new ArrayList<>();
    for (int i = 0; i < 2; i++) {
      Path place = folder.resolve("flow/data/churn" + i);
      churn.add(Thread.ofPlatform().start(() -> comeAndGo(place, isDone)));
    }
    try {
      for (int i = 0; i < LISTINGS; i++) {
        assertThat(list(files, "file:///lake/"))
            .extracting(FileInfo::location)
            .contains("file:///lake/flow/data/stays.parquet");
      }
    } finally {
      isDone.set(true);
      for (Thread thread : churn) {
        thread.join();
      }
    }
  }

  private static void comeAndGo(Path place, AtomicBoolean isDone) {
    try {
      while (!isDone.get()) {
        Files.createDirectories(place);
        for (int i = 0; i < 20; i++) {
          Files.writeString(place.resolve("file" + i), "1");
        }
        for (int i = 0; i < 20; i++) {
          Files.delete(place.resolve("file" + i));
        }
        Files.delete(place);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<FileInfo> list(LocalFileIO files, String prefix) {
    List<FileInfo> list = new ArrayList<>();
    files.listPrefix(prefix).forEach(list::add);
    return list;
  }
}
