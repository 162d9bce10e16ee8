// SPDX-License-Identifier: Apache-2.0
package winnow.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Files come from the test class path: {@code ui/sample.js} and {@code ui/assets/sample-1a2b.js}.
 */
@ExtendWith(SampleServerExtension.class)
class PagesTest {
  private final Client client;

  PagesTest(Client client) {
    this.client = client;
  }

  @ParameterizedTest
  @ValueSource(strings = {"/", "/cases", "/suspicious", "/ingest", "/runs", "/runs/2026%20a"})
  void everyPageIsTheApplicationOrSaysHowToBuildIt(String path) {
    HttpResponse<String> page = client.get(path);
    assertThat(page.statusCode()).isEqualTo(200);
    assertThat(page.headers().firstValue("Content-Type").orElseThrow())
        .startsWithIgnoringCase("text/html");
    assertThat(page.body()).containsAnyOf("id=\"app\"", "./winnow build");
  }

  @Test
  void filesAreCheckedForChangesByTheirTag() {
    HttpResponse<String> file = client.get("/sample.js");
    assertThat(file.statusCode()).isEqualTo(200);
    assertThat(file.body()).isEqualTo("export {};\n");
    assertThat(file.headers().firstValue("Content-Type").orElseThrow())
        .isEqualToIgnoringCase("text/javascript; charset=utf-8");
    assertThat(file.headers().firstValue("Cache-Control")).contains("no-cache");
    String tag = file.headers().firstValue("ETag").orElseThrow();
    HttpResponse<String> again = client.get("/sample.js", "If-None-Match", tag);
    assertThat(again.statusCode()).isEqualTo(304);
    assertThat(again.body()).isEmpty();
  }

  @Test
  void filesNamedByTheirContentAreKeptForEver() {
    assertThat(client.get("/assets/sample-1a2b.js").headers().firstValue("Cache-Control"))
        .contains("public, max-age=31536000, immutable");
  }

  @Test
  void filesAreCompressedForThoseWhoCanReadThat() {
    HttpResponse<String> file = client.get("/sample.js", "Accept-Encoding", "gzip");
    assertThat(file.headers().firstValue("Content-Encoding")).contains("gzip");
    assertThat(file.headers().firstValue("Vary")).contains("Accept-Encoding");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/../winnow/server/Server.class",
        "/..%2fwinnow/server/Server.class",
        "/%2e%2e/openapi.json",
        "/assets/../../openapi.json",
        "/assets/..%2f..%2fopenapi.json",
        "/assets%5c..%5c..%5copenapi.json",
        "//etc/passwd",
        "/assets//sample-1a2b.js",
        "/.hidden.js",
        "/sample.js%00.html",
        "/sample.js/",
        "/openapi.json"
      })
  void nothingOutsideOfThePagesIsServed(String path) throws IOException {
    String answer =
        client.raw(
            "GET "
                + path
                + " HTTP/1.1\nHost: 127.0.0.1:"
                + client.base().getPort()
                + "\nConnection: close\n\n");
    assertThat(answer).matches("(?s)HTTP/1.1 4\\d\\d .*");
    assertThat(answer).doesNotContain("export {}", "\"openapi\":", "root:");
  }

  @Test
  void theHeadersOfAFileCanBeAskedForAlone() throws IOException {
    String answer =
        client.raw(
            "HEAD /sample.js HTTP/1.1\nHost: 127.0.0.1:"
                + client.base().getPort()
                + "\nConnection: close\n\n");
    assertThat(answer).startsWith("HTTP/1.1 200").doesNotContain("export {}");
  }
}
