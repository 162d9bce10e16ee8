// SPDX-License-Identifier: Apache-2.0
package winnow.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import winnow.lake.Lake;
import winnow.server.api.Api;
import winnow.server.api.HostContext;
import winnow.server.api.Route;
import winnow.server.casebook.CasebookApi;

@ExtendWith(SampleServerExtension.class)
class OpenApiTest {
  private final Client client;
  private final JsonNode document;

  OpenApiTest(Client client) {
    this.client = client;
    this.document = client.json("/openapi.json");
  }

  @Test
  void theDocumentHasTheRoutesAndTheirParametersAndNoOthers(@TempDir Path folder) {
    Map<String, Set<String>> documented = new TreeMap<>();
    document
        .path("paths")
        .properties()
        .forEach(path ->
            path.getValue()
                .properties()
                .forEach(operation ->
                    documented.put(
                        operation.getKey() + " " + path.getKey(),
                        parameters(operation.getValue(), "query"))));
    Map<String, Set<String>> served = new TreeMap<>();
    try (Lake lake = Lake.open(folder)) {
      List<Route> routes = new ArrayList<>(new Api(lake, HostContext.none(), "1").routes());
      routes.addAll(new CasebookApi(lake).routes());
      for (Route route : routes) {
        served.put(
            route.method().name().toLowerCase(Locale.ROOT) + " " + route.path(),
            new TreeSet<>(route.parameters()));
      }
    }
    assertThat(served).isEqualTo(documented);
  }

  @Test
  void theDocumentNamesThePartsOfEveryPath() {
    document
        .path("paths")
        .properties()
        .forEach(path -> {
          Set<String> parts = new TreeSet<>();
          java.util.regex.Pattern.compile("\\{(\\w+)}")
              .matcher(path.getKey())
              .results()
              .forEach(match -> parts.add(match.group(1)));
          for (JsonNode operation : path.getValue()) {
            assertThat(parameters(operation, "path")).as(path.getKey()).isEqualTo(parts);
          }
        });
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ' ',
      value = {
        "200 /health /health",
        "200 /days /days",
        "200 /findings /findings?day=2026-03-02&kind=flow",
        "200 /findings /findings?day=2026-03-02&kind=dns&q=evil",
        "200 /findings /findings?day=2026-03-02&kind=http&limit=3&offset=2",
        "200 /findings /findings?day=2026-03-01&kind=flow&run=sample-flow-0&entity=10.0.0.3",
        "400 /findings /findings?day=2026-03-02",
        "400 /findings /findings?day=2026-13-02&kind=flow",
        "404 /findings /findings?day=2020-01-01&kind=flow",
        "200 /findings/{run}/{rank} /findings/sample-flow-1/1",
        "200 /findings/{run}/{rank} /findings/sample-dns-1/3",
        "200 /findings/{run}/{rank} /findings/sample-http-1/12",
        "400 /findings/{run}/{rank} /findings/sample-flow-1/zero",
        "404 /findings/{run}/{rank} /findings/sample-flow-1/999999",
        "404 /findings/{run}/{rank} /findings/nothing/1",
        "200 /findings/{run}/{rank}/neighbours /findings/sample-flow-1/1/neighbours",
        "200 /findings/{run}/{rank}/neighbours /findings/sample-dns-1/1/neighbours?minutes=1440",
        "200 /findings/{run}/{rank}/neighbours /findings/sample-http-1/3/neighbours?limit=1",
        "400 /findings/{run}/{rank}/neighbours /findings/sample-flow-1/1/neighbours?minutes=0",
        "404 /findings/{run}/{rank}/neighbours /findings/nothing/1/neighbours",
        "200 /case-days /case-days",
        "200 /cases /cases?day=2026-03-02",
        "200 /cases /cases?day=2026-03-02&run=sample-cases-1&limit=3&offset=2&q=every&family=beacon",
        "400 /cases /cases",
        "404 /cases /cases?day=2020-01-01",
        "404 /cases /cases?day=2026-03-02&run=sample-flow-1",
        "200 /cases/{run}/{rank} /cases/sample-cases-1/1",
        "400 /cases/{run}/{rank} /cases/sample-cases-1/zero",
        "404 /cases/{run}/{rank} /cases/sample-flow-1/1",
        "200 /cases/{run}/{rank}/days /cases/sample-cases-1/1/days",
        "404 /cases/{run}/{rank}/days /cases/nothing/1/days",
        "200 /cases/{run}/{rank}/rows /cases/sample-cases-1/1/rows",
        "200 /cases/{run}/{rank}/rows /cases/sample-cases-1/1/rows?evidence=2&limit=5",
        "400 /cases/{run}/{rank}/rows /cases/sample-cases-1/1/rows?evidence=0",
        "404 /cases/{run}/{rank}/rows /cases/sample-cases-1/1/rows?evidence=9",
        "400 /findings /findings?day=2026-03-02&kind=flow&suppressed=maybe",
        "200 /cases /cases?day=2026-03-02&suppressed=show",
        "200 /suppressions /suppressions",
        "200 /verdicts /verdicts",
        "200 /audit /audit",
        "200 /ingest-summary /ingest-summary",
        "200 /ingest-summary /ingest-summary?kind=dns&step=3600",
        "400 /ingest-summary /ingest-summary?step=1",
        "200 /inputs /inputs",
        "400 /inputs /inputs?limit=0",
        "200 /runs /runs?limit=1",
        "400 /runs /runs?offset=-1",
        "200 /runs/{id} /runs/sample-flow-1",
        "200 /runs/{id} /runs/sample-cases-1",
        "404 /runs/{id} /runs/nothing"
      })
  void everyRouteAnswersAsTheDocumentSays(int status, String path, String request) {
    HttpResponse<String> answer = client.api(request);
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
    JsonNode responses = document.path("paths").path(path).path("get").path("responses");
    JsonNode content =
        JsonShape.resolve(document, responses.path(String.valueOf(status))).path("content");
    String type = content.properties().iterator().next().getKey();
    assertThat(answer.headers().firstValue("Content-Type").orElseThrow()).startsWith(type);
    assertThat(
            new JsonShape(document).faults(content.path(type).path("schema"), Client.parse(answer)))
        .isEmpty();
  }

  @Test
  void itSaysWhereWhatItServesIs() {
    JsonNode health = client.json("/health");
    assertThat(Path.of(health.path("lake").asString(), "catalog.db")).isAbsolute().exists();
    assertThat(Path.of(health.path("context").asString()))
        .isAbsolute()
        .endsWithRaw(Path.of("sites/it's here"));
  }

  private Set<String> parameters(JsonNode operation, String in) {
    Set<String> names = new TreeSet<>();
    for (JsonNode parameter : operation.path("parameters")) {
      JsonNode resolved = JsonShape.resolve(document, parameter);
      if (resolved.path("in").asString().equals(in)) {
        names.add(resolved.path("name").asString());
      }
    }
    return names;
  }
}
