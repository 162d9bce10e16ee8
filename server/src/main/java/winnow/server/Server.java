// SPDX-License-Identifier: Apache-2.0
package winnow.server;

import io.javalin.Javalin;
import io.javalin.compression.CompressionStrategy;
import io.javalin.config.JavalinConfig;
import io.javalin.util.JavalinBindException;
import io.javalin.util.JavalinLogger;
import java.net.URI;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import winnow.lake.Lake;
import winnow.server.api.Api;
import winnow.server.api.HostContext;
import winnow.server.api.Route;
import winnow.server.casebook.CasebookApi;

/**
 * Serves the API and the built pages of one lake to this machine. Of the lake it reads only; what
 * people decide goes to its casebook. {@link #start} opens the port, {@link #close} gives it back;
 * the lake stays open.
 */
public final class Server implements AutoCloseable {
  private static final int LONGEST_HEADERS_BYTES = 16 * 1024;
  private static final long LONGEST_BODY_BYTES = 64 * 1024;

  private final ServerSettings settings;
  private final List<Route> routes;
  private final StatusRoutes status;
  private @Nullable Javalin javalin;

  /**
   * A server that does not listen yet.
   *
   * @param context what is known about addresses
   * @param version version of the product, for {@code /api/v1/health}
   */
  public Server(ServerSettings settings, Lake lake, HostContext context, String version) {
    this(settings, lake, context, version, Companion.NONE);
  }

  /**
   * A server that also tells how its companion is doing.
   *
   * @param companion what else runs in this process
   */
  public Server(
      ServerSettings settings,
      Lake lake,
      HostContext context,
      String version,
      Companion companion) {
    this.settings = settings;
    this.routes =
        Stream.concat(
                new Api(lake, context, version).routes().stream(),
                new CasebookApi(lake).routes().stream())
            .toList();
    this.status = new StatusRoutes(lake, companion);
  }

  /**
   * Starts to listen.
   *
   * @return where the pages are
   * @throws IllegalStateException when the port is taken
   */
  public URI start() {
    Javalin created = Javalin.create(this::configure);
    JavalinLogger.enabled = false; // it would tell of a port that is taken, too
    try {
      created.start(settings.address().getHostAddress(), settings.port());
    } catch (JavalinBindException e) {
      throw new IllegalStateException(
          "port "
              + settings.port()
              + " of "
              + host()
              + " is taken by another program; choose"
              + " another with --port",
          e);
    } finally {
      JavalinLogger.enabled = true;
    }
    javalin = created;
    return URI.create("http://" + host() + ":" + created.port() + "/");
  }

  @Override
  public void close() {
    if (javalin != null) {
      javalin.stop();
      javalin = null;
    }
  }

  private String host() {
    String host = settings.address().getHostAddress();
    return host.contains(":") ? "[" + host.replaceFirst("^0:0:0:0:0:0:0:1$", "::1") + "]" : host;
  }

  private void configure(JavalinConfig config) {
    config.startup.showJavalinBanner = false;
    config.startup.showOldJavalinVersionWarning = false;
    config.startup.startupWatcherEnabled = false;
    config.concurrency.useVirtualThreads = true;
    config.http.maxRequestSize = LONGEST_BODY_BYTES;
    config.http.compressionStrategy = CompressionStrategy.NONE;
    config.router.ignoreTrailingSlashes = false;
    config.jetty.modifyHttpConfiguration(http -> {
      http.setSendServerVersion(false);
      http.setRequestHeaderSize(LONGEST_HEADERS_BYTES);
    });
    config.requestLogger.http((context, millis) -> status.count(context.statusCode()));
    new Exchange(routes, new StaticPages(), status).register(config.routes);
  }
}
