// SPDX-License-Identifier: Apache-2.0
package winnow.collector.status;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import winnow.collector.live.Collector;
import winnow.collector.live.Endpoint;

/**
 * Tells programs how a collector is doing, over HTTP: {@code /metrics} for Prometheus, {@code
 * /health/live} while it runs, {@code /health/ready} while it keeps and publishes what it receives.
 * Nothing can be changed through it.
 */
public final class StatusServer implements AutoCloseable {
  private static final int OK = 200;
  private static final int NOT_ALLOWED = 405;
  private static final int UNAVAILABLE = 503;

  private final HttpServer server;

  private StatusServer(HttpServer server) {
    this.server = server;
  }

  /**
   * Starts to answer.
   *
   * @throws IOException when it cannot listen there
   */
  public static StatusServer start(InetSocketAddress address, Collector collector)
      throws IOException {
    HttpServer server;
    try {
      server = HttpServer.create(address, 0);
    } catch (IOException e) {
      throw new Endpoint("tcp", address).unavailable("metrics", e);
    }
    server.createContext(
        "/metrics",
        exchange -> answer(exchange, OK, "text/plain; version=0.0.4", () -> Metrics.of(collector)));
    server.createContext(
        "/health/live", exchange -> answer(exchange, OK, "text/plain", () -> "live\n"));
    server.createContext("/health/ready", exchange -> ready(exchange, collector));
    server.start();
    return new StatusServer(server);
  }

  /** The port that it listens on. */
  public int port() {
    return server.getAddress().getPort();
  }

  private static void ready(HttpExchange exchange, Collector collector) throws IOException {
    List<String> troubles = collector.troubles();
    String text = troubles.isEmpty() ? "ready\n" : String.join("\n", troubles) + "\n";
    answer(exchange, troubles.isEmpty() ? OK : UNAVAILABLE, "text/plain", () -> text);
  }

  private static void answer(
      HttpExchange exchange, int status, String type, java.util.function.Supplier<String> body)
      throws IOException {
    try (exchange) {
      boolean read = exchange.getRequestMethod().equals("GET");
      byte[] bytes = (read ? body.get() : "only GET\n").getBytes(StandardCharsets.UTF_8);
      exchange.getResponseHeaders().set("Content-Type", type + "; charset=utf-8");
      exchange.sendResponseHeaders(read ? status : NOT_ALLOWED, bytes.length);
      exchange.getResponseBody().write(bytes);
    }
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
