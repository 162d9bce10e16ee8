// SPDX-License-Identifier: Apache-2.0
package winnow.app.option;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import winnow.collector.IngestSettings;
import winnow.collector.Quarantine;
import winnow.collector.live.Collector;
import winnow.collector.live.MessageKind;
import winnow.collector.live.UdpSettings;
import winnow.collector.live.UdpSource;
import winnow.collector.spool.SourceSpool;
import winnow.collector.spool.Spool;
import winnow.collector.syslog.SyslogMessages;
import winnow.collector.watch.FolderSource;
import winnow.collector.watch.WatchSettings;
import winnow.lake.Lake;

/** Folders to watch and ports that take syslog. */
public final class ReceiveOptions {
  @Option(
      names = "--watch",
      paramLabel = "[NAME=]DIR",
      description =
          "ingest the files that are in a folder or below, and those that come; NAME becomes the"
              + " source of their rows; may be repeated")
  List<String> watched = new ArrayList<>();

  @Option(
      names = "--watch-stable",
      paramLabel = "SECONDS",
      defaultValue = "30",
      description =
          "how long nobody must have written to a file before it is read (default:"
              + " ${DEFAULT-VALUE})")
  int stableSeconds;

  @Option(
      names = "--watch-move-to",
      paramLabel = "DIR",
      description = "where files go that are in the lake; they stay where they are when left out")
  @Nullable Path moveTo;

  @Option(
      names = "--syslog",
      paramLabel = "PORT",
      description =
          "receive logs as syslog messages over UDP (RFC 5424, RFC 3164), of any program whose"
              + " format is read; may be repeated")
  List<String> syslog = new ArrayList<>();

  @Option(
      names = "--zone",
      paramLabel = "ZONE",
      defaultValue = "UTC",
      description = "time zone of local times in files and messages (default: ${DEFAULT-VALUE})")
  ZoneId zone;

  /** Whether none is given. */
  public boolean isEmpty() {
    return watched.isEmpty() && syslog.isEmpty();
  }

  /** The kinds of messages that come this way. */
  public List<MessageKind> kinds() {
    return List.of(SyslogMessages.kind(zone));
  }

  /**
   * Adds the sources to {@code collector}.
   *
   * @param memory folder in which watched folders remember what is done
   * @param addresses makes the address of a PORT
   */
  public void addTo(
      Collector collector,
      Spool spool,
      Lake lake,
      Quarantine quarantine,
      Path memory,
      Function<String, InetSocketAddress> addresses)
      throws IOException {
    for (String port : syslog) {
      SourceSpool kept = spool.source("syslog", SyslogMessages.NAME);
      UdpSettings settings = UdpSettings.at(addresses.apply(port));
      collector.add(new UdpSource(collector.tally(kept), kept, settings));
    }
    for (int i = 0; i < watched.size(); i++) {
      collector.add(folder(i, lake, quarantine, memory));
    }
  }

  private FolderSource folder(int number, Lake lake, Quarantine quarantine, Path memory) {
    String text = watched.get(number);
    int equals = text.indexOf('=');
    @Nullable String name = equals > 0 ? text.substring(0, equals) : null;
    Path folder = Path.of(text.substring(equals > 0 ? equals + 1 : 0));
    IngestSettings ingest = IngestSettings.of(name, zone);
    Duration stable = Duration.ofSeconds(stableSeconds);
    WatchSettings settings =
        WatchSettings.of(folder, ingest).withTimes(stable, Duration.ofMinutes(1)).movingTo(moveTo);
    String source = name == null ? "folder-" + (number + 1) : name;
    return new FolderSource(source, settings, lake, quarantine, memory, InstantSource.system());
  }
}
