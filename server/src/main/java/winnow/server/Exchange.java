// SPDX-License-Identifier: Apache-2.0
package winnow.server;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.HttpResponseException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.json.JsonMapper;
import winnow.casebook.CasebookException;
import winnow.lake.search.SearchException;
import winnow.server.api.Api;
import winnow.server.api.BusyException;
import winnow.server.api.Request;
import winnow.server.api.RequestException;
import winnow.server.api.Route;

/** Between HTTP and what answers: guards, headers, JSON, files, problems. */
final class Exchange {
  static final String DOCUMENT = "/openapi.json";

  private static final Logger LOG = LoggerFactory.getLogger(Exchange.class);
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final String NO_STORE = "no-store";
  private static final Map<String, String> HEADERS =
      Map.of(
          "Content-Security-Policy",
          "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self';"
              + " connect-src 'self'; base-uri 'none'; form-action 'none';"
              + " frame-ancestors 'none'; require-trusted-types-for 'script';"
              + " trusted-types svelte-trusted-html",
          "X-Content-Type-Options",
          "nosniff",
          "X-Frame-Options",
          "DENY",
          "Referrer-Policy",
          "no-referrer",
          "Cross-Origin-Opener-Policy",
          "same-origin",
          "Cross-Origin-Resource-Policy",
          "same-origin",
          "Permissions-Policy",
          "camera=(), geolocation=(), microphone=()");

  private final List<Route> routes;
  private final StaticPages pages;
  private final StatusRoutes status;

  Exchange(List<Route> routes, StaticPages pages, StatusRoutes status) {
    this.routes = List.copyOf(routes);
    this.pages = pages;
    this.status = status;
  }

  /** Enters everything that the server answers. */
  void register(RoutesConfig config) {
    config.before(this::guard);
    for (Route route : routes) {
      switch (route.method()) {
        case GET -> config.get(Api.ROOT + route.path(), context -> answer(context, route));
        case POST -> config.post(Api.ROOT + route.path(), context -> answer(context, route));
      }
    }
    config.get(Api.ROOT + DOCUMENT, Exchange::document);
    status.register(config);
    config.get("/*", this::file);
    config.exception(RequestException.class, Exchange::explain);
    config.exception(
        SearchException.class,
        (e, context) -> problem(context, Problem.of(503, String.valueOf(e.getMessage()))));
    config.exception(
        CasebookException.class,
        (e, context) -> problem(context, Problem.of(503, String.valueOf(e.getMessage()))));
    config.exception(
        BusyException.class,
        (e, context) -> {
          context.header("Retry-After", String.valueOf(e.retryAfter().toSeconds()));
          problem(context, Problem.of(503, String.valueOf(e.getMessage())));
        });
    config.exception(
        HttpResponseException.class,
        (e, context) ->
            problem(context, Problem.of(e.getStatus(), String.valueOf(e.getMessage()))));
    config.exception(Exception.class, Exchange::fail);
  }

  private void guard(Context context) {
    HEADERS.forEach(context::header);
    CallerGuard guard = new CallerGuard(context.req().getLocalPort());
    String refusal =
        guard.refusal(
            new CallerGuard.Caller(
                context.header("Host"),
                context.header("Origin"),
                context.header("Sec-Fetch-Site"),
                context.header("Sec-Fetch-Mode"),
                pages.isPage(context.path())));
    if (refusal != null) {
      stop(context, Problem.of(403, refusal));
      return;
    }
    String method = context.req().getMethod();
    boolean isWritten = isWritten(context.path());
    if (method.equals("POST") && isWritten) {
      String type = context.contentType();
      // A form of another site cannot send JSON; a script of one has to ask first, and is refused.
      if (type == null || !type.split(";")[0].strip().equals("application/json")) {
        stop(context, Problem.of(415, "the body has to be application/json, not " + type));
      }
    } else if (!method.equals("GET") && !method.equals("HEAD")) {
      context.header("Allow", isWritten ? "GET, HEAD, POST" : "GET, HEAD");
      stop(context, Problem.of(405, "method " + method + " is not used here"));
    }
  }

  private boolean isWritten(String path) {
    return routes.stream()
        .filter(route -> route.method() == Route.Method.POST)
        .map(route -> (Api.ROOT + route.path()).replaceAll("\\{\\w+}", "[^/]+"))
        .anyMatch(path::matches);
  }

  private static void stop(Context context, Problem problem) {
    problem(context, problem);
    context.skipRemainingHandlers();
  }

  private static void answer(Context context, Route route) {
    Request request =
        new Request(context.pathParamMap(), context.queryParamMap(), context.body())
            .require(route.parameters());
    json(context, "application/json", route.answer().answer(request));
  }

  private static void document(Context context) throws Exception {
    try (java.io.InputStream in = Exchange.class.getResourceAsStream(DOCUMENT)) {
      if (in == null) {
        throw new IllegalStateException("resource " + DOCUMENT + " is missing");
      }
      context.header("Cache-Control", "no-cache").contentType("application/json");
      context.result(in.readAllBytes());
    }
  }

  private void file(Context context) {
    String path = context.path();
    if (path.startsWith("/api/")) {
      throw new HttpResponseException(404, "there is no " + path + " in the API");
    }
    Optional<StaticPages.Asset> file = pages.isPage(path) ? pages.index() : pages.find(path);
    if (file.isPresent()) {
      send(context, file.get());
    } else if (pages.isPage(path)) {
      context.header("Cache-Control", NO_STORE);
      context.html(NotBuilt.PAGE);
    } else {
      missing(context, path);
    }
  }

  private void missing(Context context, String path) {
    String accept = context.header("Accept");
    Optional<StaticPages.Asset> index = pages.index();
    if (accept != null && accept.contains("text/html") && index.isPresent()) {
      send(context, index.get());
      context.status(404);
    } else {
      throw new HttpResponseException(404, "there is no " + path);
    }
  }

  private static void send(Context context, StaticPages.Asset asset) {
    context.header("ETag", asset.etag());
    context.header("Vary", "Accept-Encoding");
    context.header(
        "Cache-Control", asset.isImmutable() ? "public, max-age=31536000, immutable" : "no-cache");
    if (asset.etag().equals(context.header("If-None-Match"))) {
      context.status(304);
      return;
    }
    String encodings = context.header("Accept-Encoding");
    boolean gzip = encodings != null && encodings.contains("gzip");
    if (gzip) {
      context.header("Content-Encoding", "gzip");
    }
    context.contentType(asset.type()).result(gzip ? asset.gzipped() : asset.bytes());
  }

  private static void explain(RequestException e, Context context) {
    problem(context, Problem.of(e.isMissing() ? 404 : 400, String.valueOf(e.getMessage())));
  }

  private static void fail(Exception e, Context context) {
    LOG.error("{} {} failed", context.req().getMethod(), context.path(), e);
    problem(context, Problem.of(500, String.valueOf(e.getMessage())));
  }

  private static void problem(Context context, Problem problem) {
    context.status(problem.status());
    json(context, Problem.MEDIA_TYPE, problem);
  }

  /** Through text, since half a surrogate pair has no UTF-8 and becomes a question mark there. */
  private static void json(Context context, String type, Object value) {
    context.header("Cache-Control", NO_STORE).contentType(type);
    context.result(JSON.writeValueAsString(value).getBytes(StandardCharsets.UTF_8));
  }
}
