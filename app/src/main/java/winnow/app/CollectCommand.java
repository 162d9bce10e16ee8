// SPDX-License-Identifier: Apache-2.0
package winnow.app;

import java.io.IOException;
import java.io.PrintWriter;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
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
import winnow.app.option.ReceiveOptions;
import winnow.app.terminal.Amounts;
import winnow.collector.Quarantine;
import winnow.collector.live.Collector;
import winnow.collector.live.LiveSource;
import winnow.collector.live.MessageKind;
import winnow.collector.live.SourceCounts;
import winnow.collector.live.UdpSettings;
import winnow.collector.spool.Spool;
import winnow.collector.spool.SpoolSettings;
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
      "PORT is a port on all addresses of this machine, or ADDRESS:PORT."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  winnow collect --netflow 2055                   NetFlow and IPFIX over UDP",
      "  winnow collect --syslog 5514 --watch dmz=/var/spool/nfcapd",
      "  winnow collect --netflow 192.0.2.1:2055 --netflow 9995 --spool /fast/spool",
    })
final class CollectCommand implements Callable<Integer> {
  private static final Duration STATUS_EVERY = Duration.ofSeconds(10);

  @Spec CommandSpec spec;
  @Mixin LakeOption lake;

  @Option(
      names = "--netflow",
      paramLabel = "PORT",
      description = "receive flow datagrams over UDP, of any version; may be repeated")
  List<String> netflow = new ArrayList<>();

  @Mixin ReceiveOptions others;

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

  @Override
  public Integer call() throws IOException, InterruptedException {
    if (netflow.isEmpty() && others.isEmpty()) {
      throw new IllegalArgumentException(
          "nothing to collect: give --netflow PORT, --syslog PORT or --watch DIR");
    }
    try (StopSignal stop = new StopSignal();
        Lake opened = lake.openOrCreate();
        Spool spool = Spool.open(spoolSettings(), InstantSource.system())) {
      Quarantine quarantine = new Quarantine(lake.folder.resolve("quarantine"));
      try (Collector collector =
          new Collector(opened, spool, quarantine, kinds(), InstantSource.system())) {
        for (String port : netflow) {
          collector.addFlows("netflow", UdpSettings.at(address(port)));
        }
        Path memory = lake.folder.resolve("watch");
        others.addTo(collector, spool, opened, quarantine, memory, CollectCommand::address);
        collector.start();
        collector.sources().forEach(source -> say("listening on " + source.endpoint()));
        while (!stop.await(STATUS_EVERY)) {
          say(status(collector));
        }
        say("stopping; publishing what was received");
      }
    }
    return ExitCode.OK;
  }

  private List<MessageKind> kinds() {
    List<MessageKind> kinds = new ArrayList<>(Collector.kinds());
    kinds.addAll(others.kinds());
    return kinds;
  }

  private SpoolSettings spoolSettings() {
    Path folder = spoolFolder == null ? lake.folder.resolve("spool") : spoolFolder;
    SpoolSettings settings = SpoolSettings.in(folder);
    return settings
        .withQuota((long) (spoolGigabytes * 1e9))
        .withSegments(settings.segmentBytes(), Duration.ofSeconds(publishSeconds));
  }

  private static InetSocketAddress address(String text) {
    int colon = text.lastIndexOf(':');
    String host = colon < 0 ? "0.0.0.0" : text.substring(0, colon).replaceAll("[\\[\\]]", "");
    try {
      return new InetSocketAddress(host, Integer.parseInt(text.substring(colon + 1)));
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException("\"" + text + "\" is no PORT or ADDRESS:PORT", e);
    }
  }

  private static String status(Collector collector) {
    long received = 0;
    long rows = 0;
    long dropped = 0;
    for (LiveSource source : collector.sources()) {
      SourceCounts counts = source.tally().counts();
      received += counts.messages();
      rows += counts.totalRows();
      dropped += counts.droppedMessages() + source.lostMessages();
    }
    return Amounts.count(received, "message")
        + " received, "
        + Amounts.count(dropped)
        + " dropped, "
        + Amounts.count(rows, "row")
        + " published, "
        + Amounts.bytes(collector.waitingBytes())
        + " waiting";
  }

  private void say(String text) {
    PrintWriter err = spec.commandLine().getErr();
    err.println(text);
    err.flush();
  }
}
