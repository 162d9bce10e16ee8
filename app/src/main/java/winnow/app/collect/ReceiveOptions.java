// SPDX-License-Identifier: Apache-2.0
package winnow.app.collect;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
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
import winnow.collector.stream.StreamSettings;
import winnow.collector.stream.StreamSource;
import winnow.collector.syslog.SyslogMessages;
import winnow.collector.watch.FolderSource;
import winnow.collector.watch.WatchSettings;
import winnow.lake.Lake;

/** Folders to watch and ports that take syslog. */
final class ReceiveOptions {
  /** What a folder without a name is called, before its number. */
  static final String UNNAMED = "folder-";

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
      paramLabel = "LISTEN",
      converter = ListenOption.Converter.class,
      description =
          "receive logs as syslog messages over UDP (RFC 5424, RFC 3164), of any program whose"
              + " format is read")
  List<ListenOption> syslog = new ArrayList<>();

  @Option(
      names = "--syslog-tcp",
      paramLabel = "LISTEN",
      converter = ListenOption.Converter.class,
      description = "the same over TCP (RFC 6587)")
  List<ListenOption> syslogTcp = new ArrayList<>();

  @Option(
      names = "--syslog-tls",
      paramLabel = "LISTEN",
      converter = ListenOption.Converter.class,
      description = "the same over TLS (RFC 5425); needs --tls-cert and --tls-key")
  List<ListenOption> syslogTls = new ArrayList<>();

  @Option(
      names = "--zone",
      paramLabel = "ZONE",
      defaultValue = "UTC",
      description = "time zone of local times in files and messages (default: ${DEFAULT-VALUE})")
  ZoneId zone;

  /** Whether none is given. */
  boolean isEmpty() {
    return watched.isEmpty() && syslog.isEmpty() && syslogTcp.isEmpty() && syslogTls.isEmpty();
  }

  /** Checks that no folder that is watched holds {@code followed}, nor is below it. */
  void requireNotWatched(Path followed) {
    Path captures = followed.toAbsolutePath().normalize();
    for (String text : watched) {
      Path folder = folder(text).toAbsolutePath().normalize();
      if (captures.startsWith(folder) || folder.startsWith(captures)) {
        throw new IllegalArgumentException(
            "--follow %s and --watch %s: packets would come in twice; give captures a folder of their own"
                .formatted(followed, folder(text)));
      }
    }
  }

  private static Path folder(String watched) {
    return Path.of(watched.substring(watched.indexOf('=') + 1));
  }

  /** The kinds of messages that come this way. */
  List<MessageKind> kinds() {
    return List.of(SyslogMessages.kind(zone));
  }

  /** Adds the ports to {@code collector}. */
  void addPorts(Collector collector, Spool spool, SourceOptions tls) throws IOException {
    for (ListenOption listen : syslog) {
      SourceSpool kept = kept(spool, listen);
      collector.add(new UdpSource(collector.tally(kept), kept, UdpSettings.at(listen.address())));
    }
    for (ListenOption listen : syslogTcp) {
      addStream(collector, kept(spool, listen), StreamSettings.syslog(listen.address()));
    }
    for (ListenOption listen : syslogTls) {
      StreamSettings settings =
          StreamSettings.syslog(listen.address(), tls.tlsFiles("--syslog-tls"));
      addStream(collector, kept(spool, listen), settings);
    }
  }

  private static SourceSpool kept(Spool spool, ListenOption listen) throws IOException {
    return spool.source(listen.nameOr("syslog"), SyslogMessages.NAME);
  }

  private static void addStream(Collector collector, SourceSpool kept, StreamSettings settings) {
    collector.add(new StreamSource(collector.tally(kept), kept, settings));
  }

  /**
   * Adds the folders to {@code collector}.
   *
   * @param memory folder in which they remember what is done
   */
  void addFolders(Collector collector, Lake lake, Quarantine quarantine, Path memory) {
    for (int i = 0; i < watched.size(); i++) {
      collector.add(folder(i, lake, quarantine, memory));
    }
  }

  private FolderSource folder(int number, Lake lake, Quarantine quarantine, Path memory) {
    String text = watched.get(number);
    int equals = text.indexOf('=');
    @Nullable String name = equals > 0 ? text.substring(0, equals) : null;
    Path folder = folder(text);
    IngestSettings ingest = IngestSettings.of(name, zone);
    Duration stable = Duration.ofSeconds(stableSeconds);
    WatchSettings settings =
        WatchSettings.of(folder, ingest).withTimes(stable, Duration.ofMinutes(1)).movingTo(moveTo);
    String source = name == null ? UNNAMED + (number + 1) : name;
    return new FolderSource(source, settings, lake, quarantine, memory, InstantSource.system());
  }
}
