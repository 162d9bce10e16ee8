// SPDX-License-Identifier: Apache-2.0
package winnow.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@ExtendWith(SampleServerExtension.class)
class CallersTest {
  private final Client client;
  private final int port;

  CallersTest(Client client) {
    this.client = client;
    this.port = client.base().getPort();
  }

  @ParameterizedTest
  @ValueSource(strings = {"0.0.0.0", "192.0.2.1", "::", "2001:db8::1"})
  void refusesToListenWhereOthersCouldConnect(String address) {
    assertThatThrownBy(() -> new ServerSettings(InetAddress.getByName(address), 80))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("does not listen on")
        .hasMessageContaining("no log-in");
  }

  @ParameterizedTest
  @ValueSource(strings = {"127.0.0.1", "::1", "localhost", "127.8.8.8"})
  void listensOnLoopbackAddresses(String address) {
    assertThat(ServerSettings.of(address, 0).address().isLoopbackAddress()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"127.0.0.1", "localhost", "[::1]"})
  void answersItsOwnNames(String host) throws IOException {
    assertThat(raw("/api/v1/health", "Host: " + host + ":" + port)).startsWith("HTTP/1.1 200");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "rebound.example",
        "localhost.evil.example",
        "127.0.0.1.nip.example",
        "evil",
        "0.0.0.0",
        "localhost."
      })
  void refusesOtherNamesAgainstRebinding(String host) throws IOException {
    for (String path : new String[] {"/", "/api/v1/health", "/theme.js", "/nowhere"}) {
      assertThat(raw(path, "Host: " + host + ":" + port))
          .startsWith("HTTP/1.1 403")
          .contains("is not this server");
    }
  }

  @Test
  void refusesItsNameWithAnotherPort() throws IOException {
    assertThat(raw("/api/v1/health", "Host: localhost:1")).startsWith("HTTP/1.1 403");
    assertThat(raw("/api/v1/health", "Host: localhost")).startsWith("HTTP/1.1 403");
  }

  @Test
  void refusesAForeignNameInTheRequestLine() throws IOException {
    String answer =
        client.raw(
            "GET http://evil.example/api/v1/health HTTP/1.1\nHost: evil.example\n"
                + "Connection: close\n\n");
    assertThat(answer).startsWith("HTTP/1.1 403");
  }

  @ParameterizedTest
  @CsvSource({
    "https://evil.example",
    "null",
    "http://localhost:1",
    "https://localhost:PORT",
    "http://localhost:PORT.evil.example",
    "file://"
  })
  void refusesPagesOfOtherOrigins(String origin) {
    HttpResponse<String> answer =
        client.api("/days", "Origin", origin.replace("PORT", String.valueOf(port)));
    assertThat(answer.statusCode()).isEqualTo(403);
    assertThat(Client.parse(answer).path("detail").asString()).contains("may not ask this server");
  }

  @Test
  void answersItsOwnPages() {
    assertThat(client.api("/days", "Origin", "http://127.0.0.1:" + port).statusCode())
        .isEqualTo(200);
    assertThat(client.api("/days", "Sec-Fetch-Site", "same-origin").statusCode()).isEqualTo(200);
    assertThat(client.api("/days", "Sec-Fetch-Site", "none").statusCode()).isEqualTo(200);
  }

  @ParameterizedTest
  @ValueSource(strings = {"cross-site", "same-site"})
  void refusesRequestsThatOtherSitesCause(String site) {
    assertThat(client.api("/days", "Sec-Fetch-Site", site).statusCode()).isEqualTo(403);
    assertThat(
            client.api("/days", "Sec-Fetch-Site", site, "Sec-Fetch-Mode", "navigate").statusCode())
        .isEqualTo(403);
    assertThat(client.get("/", "Sec-Fetch-Site", site, "Sec-Fetch-Mode", "no-cors").statusCode())
        .isEqualTo(403);
  }

  @Test
  void followsLinksFromElsewhereToItsPages() {
    assertThat(
            client
                .get("/runs", "Sec-Fetch-Site", "cross-site", "Sec-Fetch-Mode", "navigate")
                .statusCode())
        .isEqualTo(200);
  }

  @ParameterizedTest
  @ValueSource(strings = {"POST", "PUT", "DELETE", "PATCH", "OPTIONS"})
  void onlyReads(String method) {
    HttpResponse<String> answer =
        client.send(
            HttpRequest.newBuilder(client.base().resolve("/api/v1/days"))
                .method(method, HttpRequest.BodyPublishers.noBody())
                .build());
    assertThat(answer.statusCode()).isEqualTo(405);
    assertThat(answer.headers().firstValue("Allow")).contains("GET, HEAD");
  }

  @ParameterizedTest
  @ValueSource(strings = {"/", "/api/v1/days", "/api/v1/nowhere", "/nowhere.js", "/api/v1/runs/x"})
  void sendsTheSameProtectionWithEveryAnswer(String path) {
    HttpResponse<String> answer = client.get(path);
    String policy = answer.headers().firstValue("Content-Security-Policy").orElseThrow();
    assertThat(policy)
        .contains("default-src 'none'", "script-src 'self'", "frame-ancestors 'none'")
        .doesNotContain("unsafe");
    assertThat(answer.headers().firstValue("X-Content-Type-Options")).contains("nosniff");
    assertThat(answer.headers().firstValue("Referrer-Policy")).contains("no-referrer");
    assertThat(answer.headers().firstValue("Access-Control-Allow-Origin")).isEmpty();
    assertThat(answer.headers().firstValue("Server")).isEmpty();
  }

  private String raw(String path, String header) throws IOException {
    return client.raw("GET " + path + " HTTP/1.1\n" + header + "\nConnection: close\n\n");
  }
}
