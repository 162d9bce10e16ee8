// SPDX-License-Identifier: Apache-2.0
package winnow.app.collect;

import java.io.IOException;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import winnow.app.option.ExitCode;
import winnow.app.option.LakeOption;
import winnow.app.terminal.StopSignal;
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
  @Spec CommandSpec spec;
  @Mixin LakeOption lake;
  @Mixin CollectOptions collect;

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
    if (collect.isEmpty()) {
      throw new IllegalArgumentException(
          "nothing to collect: name a source, such as --netflow 2055 or --watch DIR");
    }
    collect.check();
    try (StopSignal stop = new StopSignal();
        Lake opened = lake.openOrCreate(collect.writers());
        LiveCollection live = collect.open(lake.folder, opened, this::say);
        StatusServer server = tell(live)) {
      live.start();
      if (metrics != null && server != null) {
        String host = metrics.address().getHostString();
        say("metrics at http://" + host + ":" + server.port() + "/metrics");
      }
      live.watch(stop);
    }
    return ExitCode.OK;
  }

  private @Nullable StatusServer tell(LiveCollection live) throws IOException {
    return metrics == null ? null : StatusServer.start(metrics.address(), live.collector());
  }

  private void say(String text) {
    PrintWriter err = spec.commandLine().getErr();
    err.println(text);
    err.flush();
  }
}
