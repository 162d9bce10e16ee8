// SPDX-License-Identifier: Apache-2.0
package winnow.app;

import java.io.IOException;
import java.net.URI;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import winnow.app.option.ExitCode;
import winnow.app.option.LakeOption;
import winnow.app.terminal.StopSignal;
import winnow.lake.Lake;
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
          + " elsewhere: ssh -L 8787:127.0.0.1:8787 HOST"
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  winnow serve                       the lake of this folder, on port 8787",
      "  winnow serve --lake /data/lake --context /data/context --port 9000",
    })
final class ServeCommand implements Callable<Integer> {
  @Spec CommandSpec spec;
  @Mixin LakeOption lake;
  @Mixin ContextOption context;

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
    try (StopSignal stop = new StopSignal();
        Lake opened = lake.open();
        Server server =
            new Server(settings, opened, context.readHostContext(), Version.current())) {
      URI address = server.start();
      spec.commandLine().getErr().println("Winnow is at " + address + "  (Ctrl-C stops it)");
      spec.commandLine().getErr().flush();
      stop.await();
    }
    return ExitCode.OK;
  }
}
