// SPDX-License-Identifier: Apache-2.0
package winnow.app.collect;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import winnow.app.option.ExitCode;
import winnow.app.option.LakeOption;
import winnow.app.terminal.Amounts;
import winnow.app.terminal.StopSignal;
import winnow.collector.Quarantine;
import winnow.collector.live.Collector;
import winnow.collector.live.MessageKind;
import winnow.collector.live.SourceStatus;
import winnow.collector.spool.Spool;
import winnow.collector.spool.SpoolSettings;
import winnow.collector.status.SourceTable;
import winnow.collector.status.StatusServer;
import winnow.lake.Lake;

/** Receives telemetry live. */
@Command(
    name = "collect",
    mixinStandardHelpOptions = true,
    description = {
      "Receives telemetry live and brings it into the lake, each message exactly once, until it is"
          + " stopped with Ctrl-C or SIGTERM; then it publishes what it has.",
      "",
      "What is received is kept in a spool on disk until it is in the lake, so that neither a crash"
          + " nor a lake that cannot be written loses it. Rows are in the lake within a minute.",
      "",
      "LISTEN is [NAME=][ADDRESS:]PORT: the source that its rows get in column source, and where to"
          + " listen; on all addresses when none is given. Options may be repeated, and be kept in a"
          + " file, one to a line, that is given as @FILE. With --interface it captures packets itself."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  winnow collect --netflow 2055 --sflow 6343      NetFlow, IPFIX and sFlow over UDP",
      "  winnow collect --syslog 5514 --watch dmz=/var/spool/nfcapd",
      "  winnow collect --interface eth0 --filter 'not port 22'",
      "  winnow collect --netflow edge=192.0.2.1:2055 --netflow core=9995",
      "  winnow collect --ipfix-tls 4740 --tls-cert server.pem --tls-key server.key",
      "  winnow collect @/etc/winnow/collect.conf        options from a file",
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:everything received is in the lake",
      "2:the command was called wrongly",
      "3:the machine or the product failed; what is not in the lake waits in the spool",
    })
public final class CollectCommand implements Callable<Integer> {
  private static final Duration TURN = Duration.ofSeconds(2);
  private static final int TURNS_PER_LINE = 15;

  @Spec CommandSpec spec;
  @Mixin LakeOption lake;
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
          "how long messages are gathered before they are published (default: ${DEFAULT-VALUE})")
  int publishSeconds;

  @Option(
      names = "--metrics",
      paramLabel = "LISTEN",
      converter = ListenOption.LoopbackConverter.class,
      description =
          "answer HTTP requests for /metrics (Prometheus), /health/live and /health/ready; on the"
              + " loopback address when none is given")
  @Nullable ListenOption metrics;

  @Override
  public Integer call() throws IOException, InterruptedException {
    sources.requireAny(others, interfaces);
    InstantSource clock = InstantSource.system();
    try (StopSignal stop = new StopSignal();
        Lake opened = lake.openOrCreate();
        Spool spool = Spool.open(spoolSettings(), clock)) {
      Quarantine quarantine = new Quarantine(lake.folder.resolve("quarantine"));
      SourceTable table = new SourceTable(sourceTable(lake));
      Collector collector = new Collector(opened, spool, quarantine, kinds(), clock);
      others.addFolders(collector, opened, quarantine, lake.folder.resolve("watch"));
      try {
        collect(collector, spool, table, stop, clock);
      } finally {
        try {
          collector.close();
        } finally {
          table.write(collector.statuses(), clock.instant());
          say(status(collector));
        }
      }
    }
    return ExitCode.OK;
  }

  private void collect(
      Collector collector, Spool spool, SourceTable table, StopSignal stop, InstantSource clock)
      throws IOException, InterruptedException {
    sources.addTo(collector, spool);
    others.addPorts(collector, spool, sources);
    interfaces.addTo(collector, spool);
    collector.start();
    collector.sources().forEach(source -> say("listening on " + source.endpoint()));
    StatusServer server = startServer(collector);
    try {
      watch(collector, table, stop, clock);
      say("stopping; publishing what was received");
    } finally {
      if (server != null) {
        server.close();
      }
    }
  }

  private List<MessageKind> kinds() {
    List<MessageKind> kinds = new ArrayList<>(sources.kinds());
    kinds.addAll(others.kinds());
    kinds.add(interfaces.kind());
    return kinds;
  }

  /** Where the table of sources is that {@code winnow sources} prints. */
  static Path sourceTable(LakeOption lake) {
    return lake.folder.resolve("sources.csv");
  }

  private SpoolSettings spoolSettings() {
    Path folder = spoolFolder == null ? lake.folder.resolve("spool") : spoolFolder;
    SpoolSettings settings = SpoolSettings.in(folder);
    return settings
        .withQuota((long) (spoolGigabytes * 1e9))
        .withSegments(settings.segmentBytes(), Duration.ofSeconds(publishSeconds));
  }

  private @Nullable StatusServer startServer(Collector collector) throws IOException {
    ListenOption place = metrics;
    if (place == null) {
      return null;
    }
    StatusServer server = StatusServer.start(place.address(), collector);
    say("metrics at http://" + place.address().getHostString() + ":" + server.port() + "/metrics");
    return server;
  }

  private void watch(Collector collector, SourceTable table, StopSignal stop, InstantSource clock)
      throws InterruptedException {
    boolean tableFails = false;
    for (int turn = 1; !stop.await(TURN); turn++) {
      try {
        Instant now = clock.instant();
        table.write(collector.statuses(), now);
        tableFails = false;
      } catch (IOException e) {
        if (!tableFails) {
          say("the table of sources cannot be written: " + e.getMessage());
        }
        tableFails = true;
      }
      if (turn % TURNS_PER_LINE == 0) {
        say(status(collector));
      }
    }
  }

  private static String status(Collector collector) {
    long received = 0;
    long lost = 0;
    long rows = 0;
    long rejected = 0;
    for (SourceStatus source : collector.statuses()) {
      received += source.counts().messages();
      lost += source.counts().droppedMessages() + source.lostMessages();
      rows += source.counts().totalRows();
      rejected += source.counts().totalRejected();
    }
    return Amounts.count(received, "message")
        + " received, "
        + Amounts.count(lost)
        + " lost, "
        + Amounts.count(rows, "row")
        + " published, "
        + Amounts.count(rejected)
        + " rejected, "
        + Amounts.bytes(collector.waitingBytes())
        + " waiting";
  }

  private void say(String text) {
    PrintWriter err = spec.commandLine().getErr();
    err.println(text);
    err.flush();
  }
}
