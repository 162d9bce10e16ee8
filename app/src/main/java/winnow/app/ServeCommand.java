// SPDX-License-Identifier: Apache-2.0
package winnow.app;

import java.io.IOException;
import java.io.PrintWriter;
import java.net.URI;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import winnow.app.collect.CollectOptions;
import winnow.app.collect.LiveCollection;
import winnow.app.option.ExitCode;
import winnow.app.option.LakeOption;
import winnow.app.terminal.StopSignal;
import winnow.collector.status.Metrics;
import winnow.lake.Lake;
import winnow.server.Companion;
import winnow.server.Server;
import winnow.server.ServerSettings;

/** Serves the pages. */
@Command(
    name = "serve",
    mixinStandardHelpOptions = true,
    description = {
      "Serves the pages and the API of a lake to this machine, until it is stopped with Ctrl-C.",
      "",
      "It listens on a loopback address only, since it asks nobody for a password. To use it from"
          + " elsewhere: ssh -L 8787:127.0.0.1:8787 HOST",
      "",
      "Given what to collect, it also does what 'winnow collect' does, which explains these options:"
          + " one process for a small site."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  winnow serve                       the lake of this folder, on port 8787",
      "  winnow serve --lake /data/lake --context /data/context --port 9000",
      "  winnow serve --netflow 2055 --watch /var/log/zeek     receives and shows",
    })
final class ServeCommand implements Callable<Integer> {
  @Spec CommandSpec spec;
  @Mixin LakeOption lake;
  @Mixin ContextOption context;
  @Mixin CollectOptions collect;

  @Option(
      names = "--bind",
      paramLabel = "ADDRESS",
      defaultValue = "127.0.0.1",
      description = "loopback address to listen on (default: ${DEFAULT-VALUE})")
  String bind;

  @Option(
      names = "--port",
      paramLabel = "PORT",
      defaultValue = "8787",
      description = "port to listen on, 0 for any free one (default: ${DEFAULT-VALUE})")
  int port;

  @Override
  public Integer call() throws IOException, InterruptedException {
    ServerSettings settings = ServerSettings.of(bind, port);
    collect.check();
    try (StopSignal stop = new StopSignal();
        Lake opened = collect.isEmpty() ? lake.open() : lake.openOrCreate(collect.writers());
        LiveCollection live =
            collect.isEmpty() ? null : collect.open(lake.folder, opened, this::say);
        Server server = server(settings, opened, live)) {
      URI address = server.start();
      if (live != null) {
        live.start();
      }
      say("Winnow is at " + address + "  (Ctrl-C stops it)");
      if (live == null) {
        stop.await();
      } else {
        live.watch(stop);
      }
    }
    return ExitCode.OK;
  }

  private Server server(ServerSettings settings, Lake opened, @Nullable LiveCollection live)
      throws IOException {
    Companion companion =
        live == null
            ? Companion.NONE
            : new Companion(() -> Metrics.of(live.collector()), live.collector()::troubles);
    return new Server(settings, opened, context.readHostContext(), Version.current(), companion);
  }

  private void say(String text) {
    PrintWriter err = spec.commandLine().getErr();
    err.println(text);
    err.flush();
  }
}
