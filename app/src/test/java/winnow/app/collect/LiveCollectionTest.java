// SPDX-License-Identifier: Apache-2.0
package winnow.app.collect;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import winnow.collector.Quarantine;
import winnow.collector.live.Collector;
import winnow.collector.spool.SourceSpool;
import winnow.collector.spool.Spool;
import winnow.collector.spool.SpoolSettings;
import winnow.collector.status.SourceTables;
import winnow.collector.syslog.SyslogMessages;
import winnow.lake.Lake;

class LiveCollectionTest {
  private static final long QUOTA_BYTES = 200;

  private final List<String> said = new ArrayList<>();
  @TempDir Path folder;

  @Test
  void saysWhatWasDroppedInTheWordsOfTheTable() throws IOException {
    try (Lake lake = Lake.open(folder.resolve("lake"))) {
      LiveCollection live = collection(lake, folder.resolve("spool"));
      live.start();
      live.close();
    }
    assertThat(said.getLast()).startsWith("1 message received, 1 dropped, 0 lost, ");
  }

  @Test
  void leavesNoTableWhenItWasNotStarted() throws IOException {
    try (Lake lake = Lake.open(folder.resolve("lake"))) {
      collection(lake, folder.resolve("spool")).close();
    }
    assertThat(new SourceTables(folder.resolve("lake")).files()).isEmpty();
    assertThat(said).isEmpty();
  }

  /** One whose spool, at {@code place}, took one message and had no room for the next. */
  private LiveCollection collection(Lake lake, Path place) throws IOException {
    InstantSource clock = InstantSource.system();
    Spool spool = Spool.open(SpoolSettings.in(place).withQuota(QUOTA_BYTES), clock);
    Quarantine quarantine = new Quarantine(folder.resolve("quarantine"));
    Collector collector =
        new Collector(lake, spool, quarantine, List.of(SyslogMessages.kind(ZoneOffset.UTC)), clock);
    SourceSpool kept = spool.source("logs", SyslogMessages.NAME);
    ByteBuffer message = ByteBuffer.wrap("x".repeat(100).getBytes(US_ASCII));
    kept.append(null, 1, message.duplicate());
    kept.append(null, 1, message.duplicate());
    LakeQuota quota = new LakeQuota(lake.housekeeping(), null);
    return new LiveCollection(spool, collector, folder.resolve("lake"), quota, said::add);
  }
}
