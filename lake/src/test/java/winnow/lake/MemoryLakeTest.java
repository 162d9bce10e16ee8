// SPDX-License-Identifier: Apache-2.0
package winnow.lake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static winnow.lake.LakeRows.rows;

import java.time.InstantSource;
import java.util.Set;
import org.junit.jupiter.api.Test;
import winnow.schema.column.FlowColumns;

class MemoryLakeTest extends LakeContract {
  private final MemoryFileIO files = new MemoryFileIO();

  @Override
  public Lake open(LakeSettings settings, InstantSource clock) {
    return Lake.open(folder.resolve("lake"), settings, location -> files, clock);
  }

  @Override
  public long dataFiles() {
    return files.locations().stream().filter(file -> file.endsWith(".parquet")).count();
  }

  @Test
  void staysIntactWhereverStorageFillsUp() {
    try (Lake lake = open()) {
      Samples.ingest(lake, 1, 30, 3);
      Set<String> before = files.locations();
      int failures = 0;
      int creations = 0;
      boolean done = false;
      while (!done) {
        files.fillUpAfter(creations++);
        try {
          Samples.ingest(lake, 2, 30, 3);
          done = true;
        } catch (RuntimeException e) {
          failures++;
          assertThat(rows(lake, FlowColumns.TABLE)).isEqualTo(30);
          assertThat(lake.inputs()).hasSize(1);
          assertThat(files.locations()).isEqualTo(before);
        }
      }
      files.fillUpAfter(Integer.MAX_VALUE);
      assertThat(failures).isEqualTo(3 + 3);
      assertThat(rows(lake, FlowColumns.TABLE)).isEqualTo(60);
    }
  }

  @Test
  void saysThatStorageIsFull() {
    try (Lake lake = open()) {
      files.fillUpAfter(0);
      assertThatThrownBy(() -> Samples.ingest(lake, 2, 30, 3))
          .hasMessageContaining("no space left on device");
    }
  }
}
