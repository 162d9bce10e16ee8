// SPDX-License-Identifier: Apache-2.0
package winnow.app.collect;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import winnow.app.option.ByteCount;
import winnow.collector.Quarantine;
import winnow.collector.live.Collector;
import winnow.collector.live.MessageKind;
import winnow.collector.spool.Spool;
import winnow.collector.spool.SpoolSettings;
import winnow.lake.Lake;

/** What a command is to collect, and how. */
public final class CollectOptions {
  @Mixin SourceOptions sources;
  @Mixin ReceiveOptions others;
  @Mixin InterfaceOptions interfaces;

  @Option(
      names = "--spool",
      paramLabel = "DIR",
      description = "folder of the spool (default: spool in the lake)")
  @Nullable Path spoolFolder;

  @Option(
      names = "--spool-quota",
      paramLabel = "GB",
      defaultValue = "10",
      description = "most that the spool may hold, in gigabytes (default: ${DEFAULT-VALUE})")
  double spoolGigabytes;

  @Option(
      names = "--publish-every",
      paramLabel = "SECONDS",
      defaultValue = "20",
      description =
          "how long messages are gathered before they are published, at most 60 (default:"
              + " ${DEFAULT-VALUE})")
  int publishSeconds;

  @Option(
      names = "--quota",
      paramLabel = "SIZE",
      converter = ByteCount.class,
      description =
          "delete telemetry of the oldest days, but never of the newest, whenever the lake takes more"
              + " than SIZE, such as 500GB or 2TiB")
  @Nullable Long quotaBytes;

  /** Whether nothing is to be collected. */
  public boolean isEmpty() {
    return sources.isEmpty() && others.isEmpty() && interfaces.isEmpty();
  }

  /** How many write to the lake at a time: one for all that is received, one for each folder. */
  public int writers() {
    return 1 + others.watched.size();
  }

  /** Checks what is asked for, before anything is opened. */
  public void check() {
    interfaces.requireInterface();
    interfaces.followedPaths().forEach(others::requireNotWatched);
    sources.requireTlsFiles();
    if (!others.syslogTls.isEmpty()) {
      sources.tlsFiles("--syslog-tls");
    }
    if (publishSeconds < 1 || publishSeconds > 60) {
      throw new IllegalArgumentException(
          "--publish-every " + publishSeconds + ": give 1 to 60 seconds");
    }
  }

  /**
   * Opens the spool and prepares the sources; nothing is received yet.
   *
   * @param folder folder of {@code lake}
   */
  public LiveCollection open(Path folder, Lake lake, LiveCollection.Talk talk) throws IOException {
    InstantSource clock = InstantSource.system();
    Spool spool = Spool.open(spoolSettings(folder), clock);
    try {
      Quarantine quarantine = new Quarantine(folder.resolve("quarantine"));
      Collector collector = new Collector(lake, spool, quarantine, kinds(), clock);
      others.addFolders(collector, lake, quarantine, folder.resolve("watch"));
      sources.addTo(collector, spool);
      others.addPorts(collector, spool, sources);
      interfaces.addTo(collector, spool);
      LakeQuota quota = new LakeQuota(lake.housekeeping(), quotaBytes);
      return new LiveCollection(spool, collector, folder, quota, talk);
    } catch (IOException | RuntimeException e) {
      spool.close();
      throw e;
    }
  }

  private List<MessageKind> kinds() {
    List<MessageKind> kinds = new ArrayList<>(sources.kinds());
    kinds.addAll(others.kinds());
    kinds.add(interfaces.kind());
    return kinds;
  }

  private SpoolSettings spoolSettings(Path lakeFolder) {
    Path folder = spoolFolder == null ? lakeFolder.resolve("spool") : spoolFolder;
    SpoolSettings settings = SpoolSettings.in(folder);
    return settings
        .withQuota((long) (spoolGigabytes * 1e9))
        .withSegments(settings.segmentBytes(), Duration.ofSeconds(publishSeconds));
  }
}
