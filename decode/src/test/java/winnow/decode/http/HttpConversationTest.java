// SPDX-License-Identifier: Apache-2.0
package winnow.decode.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.util.Base64;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import winnow.decode.Collected;
import winnow.decode.PcapBytes;
import winnow.decode.RejectReason;
import winnow.decode.SkipReason;
import winnow.decode.capture.PayloadReading;
import winnow.decode.stream.Dialogue;
import winnow.schema.Endpoint;
import winnow.schema.HttpRecord;
import winnow.schema.IpAddress;
import winnow.schema.TelemetryKind;

class HttpConversationTest {
  private static Collected read(Dialogue dialogue) {
    return PayloadReading.of(dialogue.bytes(), TelemetryKind.HTTP).collected;
  }

  private static HttpRecord only(Dialogue dialogue) {
    Collected collected = read(dialogue);
    assertThat(collected.rejections).isEmpty();
    assertThat(collected.records).hasSize(1);
    return collected.https().getFirst();
  }

  private static HttpRecord.Response response(HttpRecord http) {
    return Objects.requireNonNull(http.response());
  }

  @Test
  void tellsEverythingAboutATransactionOnAnyPort() {
    String request =
        """
        POST /upload/a.bin?x=1 HTTP/1.1\r
        hOsT: www.example.com:8081\r
        User-Agent: probe/1.0\r
        Referer: http://ref.example/\r
        X-Forwarded-For: 203.0.113.9, 10.0.0.1\r
        Authorization: Basic %s\r
        Content-Type: Text/Plain; charset=utf-8\r
        Content-Length: 5\r
        \r
        hello\
        """
            .formatted(Base64.getEncoder().encodeToString("ann:s:ecret".getBytes()));
    String response =
        """
        HTTP/1.1 201 Created\r
        Content-Type: application/pdf\r
        Content-Disposition: attachment; filename="re\\"port.pdf"\r
        Content-Length: 4\r
        \r
        %PDF\
        """;

    HttpRecord http = only(Dialogue.to(8081).client(request).server(response).close());

    assertThat(http.eventTimeMicros()).isEqualTo(Dialogue.START + 3_000);
    assertThat(http.durationMicros()).isEqualTo(1_000);
    assertThat(http.client()).isEqualTo(new Endpoint(IpAddress.parse("192.0.2.1"), 40_000));
    assertThat(http.server()).isEqualTo(new Endpoint(IpAddress.parse("198.51.100.7"), 8081));
    assertThat(http.realClient()).isEqualTo(IpAddress.parse("203.0.113.9"));
    assertThat(http.request())
        .isEqualTo(
            new HttpRecord.Request(
                "POST",
                null,
                "www.example.com",
                8081,
                "/upload/a.bin",
                "?x=1",
                null,
                "1.1",
                "text/plain",
                "probe/1.0",
                "http://ref.example/",
                "ann",
                null,
                (long) request.length(),
                5L));
    assertThat(http.response())
        .isEqualTo(
            new HttpRecord.Response(
                201, "application/pdf", "re\"port.pdf", (long) response.length(), 4L));
  }

  @Test
  void readsTheSameHoweverSegmentsAreCut() {
    String requests = "GET /a HTTP/1.1\r\nHost: h\r\n\r\nHEAD /b HTTP/1.1\r\nHost: h\r\n\r\n";
    String responses =
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3;x=y\r\nabc\r\na\r\n0123456789\r\n"
            + "0\r\nTrailer: t\r\n\r\nHTTP/1.1 404 No\r\nContent-Length: 99\r\n\r\n";
    for (int size = 1; size < 60; size++) {
      Dialogue dialogue = Dialogue.to(80);
      for (int at = 0; at < requests.length(); at += size) {
        dialogue.client(requests.substring(at, Math.min(requests.length(), at + size)));
      }
      for (int at = 0; at < responses.length(); at += size) {
        dialogue.server(responses.substring(at, Math.min(responses.length(), at + size)));
      }
      assertThat(read(dialogue).https())
          .as("segments of %d bytes", size)
          .extracting(
              h -> h.request().path(), h -> response(h).status(), h -> response(h).bodyOctets())
          .containsExactly(tuple("/a", 200, 13L), tuple("/b", 404, 0L));
    }
  }

  @Test
  void matchesPipelinedRequestsInOrderAndPassesOverInterimResponses() {
    Dialogue dialogue =
        Dialogue.to(80)
            .client("GET /1 HTTP/1.1\r\n\r\nGET /2 HTTP/1.1\r\n\r\n")
            .server("HTTP/1.1 103 Early Hints\r\n\r\nHTTP/1.1 204 None\r\n\r\n")
            .server("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok");

    assertThat(read(dialogue).https())
        .extracting(h -> h.request().path(), h -> response(h).status())
        .containsExactly(tuple("/1", 204), tuple("/2", 200));
  }

  @Test
  void aBodyThatIsExpectedToBeRefusedMayBeLeftOut() {
    Dialogue dialogue =
        Dialogue.to(80)
            .client("PUT /big HTTP/1.1\r\nContent-Length: 900\r\nExpect: 100-continue\r\n\r\n")
            .server("HTTP/1.1 417 No\r\nContent-Length: 0\r\n\r\n")
            .client("GET /next HTTP/1.1\r\n\r\n")
            .server("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n");

    assertThat(read(dialogue).https())
        .extracting(
            h -> h.request().path(), h -> h.request().bodyOctets(), h -> response(h).status())
        .containsExactly(tuple("/big", 0L, 417), tuple("/next", 0L, 200));
  }

  @Test
  void countsABodyThatEndsWithTheConnection() {
    HttpRecord http =
        only(
            Dialogue.to(80)
                .client("GET / HTTP/1.0\r\n\r\n")
                .server("HTTP/1.0 200 OK\r\n\r\nabc")
                .server("defg")
                .close());

    assertThat(response(http).bodyOctets()).isEqualTo(7);
    assertThat(http.durationMicros()).isEqualTo(2_000);
  }

  @Test
  void bridgesGapsWhereALengthAllows() {
    Dialogue dialogue =
        Dialogue.to(80)
            .client("GET /1 HTTP/1.1\r\n\r\n")
            .server("HTTP/1.1 200 OK\r\nContent-Length: 3000\r\n\r\nabc")
            .serverLost(2_000)
            .server(new byte[997])
            .client("GET /2 HTTP/1.1\r\n\r\n")
            .server("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n");

    assertThat(read(dialogue).https())
        .extracting(h -> h.request().path(), h -> response(h).bodyOctets())
        .containsExactly(tuple("/1", 3_000L), tuple("/2", 0L));
  }

  @Test
  void doesNotPutAResponseToAnEarlierRequestWhoseOwnWasLost() {
    Dialogue dialogue =
        Dialogue.to(80)
            .client("GET /1 HTTP/1.1\r\n\r\n")
            .serverLost(500)
            .client("GET /2 HTTP/1.1\r\n\r\n")
            .server("HTTP/1.1 404 No\r\nContent-Length: 0\r\n\r\n");

    assertThat(read(dialogue).https())
        .extracting(h -> h.request().path(), h -> h.response() == null)
        .containsExactly(tuple("/1", true), tuple("/2", false));
  }

  @Test
  void joinsAConnectionInTheMiddle() {
    Dialogue dialogue =
        Dialogue.joined(new PcapBytes(), 40_000, 3128)
            .server("rest of a body")
            .client("GET http://www.example.com/x HTTP/1.1\r\nHost: other.example\r\n\r\n")
            .server("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n");

    HttpRecord http = only(dialogue);
    assertThat(http.client().port()).isEqualTo(40_000);
    assertThat(http.request().scheme()).isEqualTo("http");
    assertThat(http.request().host()).as("the target counts").isEqualTo("www.example.com");
    assertThat(http.request().path()).isEqualTo("/x");
  }

  @Test
  void keepsWhatWasNeverAnsweredAndWhatNobodyAskedFor() {
    Collected collected =
        read(
            Dialogue.to(80)
                .server("HTTP/1.1 408 Timeout\r\nContent-Length: 0\r\n\r\n")
                .client("GET / HTTP/1.1\r\n\r\n"));

    assertThat(collected.https())
        .extracting(h -> h.request().method(), h -> h.response() == null)
        .containsExactly(tuple(null, false), tuple("GET", true));
  }

  @Test
  void readsOnInsideATunnel() {
    PayloadReading reading =
        PayloadReading.of(
            Dialogue.to(3128)
                .client("CONNECT inner.example:80 HTTP/1.1\r\n\r\n")
                .server("HTTP/1.1 200 Connection established\r\n\r\n")
                .client("GET /in HTTP/1.1\r\nHost: inner.example\r\n\r\n")
                .server("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n")
                .bytes(),
            TelemetryKind.HTTP);

    assertThat(reading.collected.https())
        .extracting(
            h -> h.request().method(),
            h -> h.request().host(),
            h -> h.request().port(),
            h -> h.request().path())
        .containsExactly(
            tuple("CONNECT", "inner.example", 80, null),
            tuple("GET", "inner.example", null, "/in"));
  }

  @Test
  void takesAPathThatIsSentWithConnectForAPath() {
    Collected collected =
        read(
            Dialogue.to(80)
                .client("CONNECT /page HTTP/1.1\r\nHost: www.example\r\n\r\n")
                .server("HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\n\r\n"));

    assertThat(collected.https())
        .extracting(h -> h.request().host(), h -> h.request().path())
        .containsExactly(tuple("www.example", "/page"));
  }

  @Test
  void anUpgradeEndsTheReading() {
    Collected collected =
        read(
            Dialogue.to(80)
                .client("GET / HTTP/1.1\r\nUpgrade: h2c\r\n\r\n")
                .server("HTTP/1.1 101 Switching Protocols\r\nUpgrade: h2c\r\n\r\nGET / HTTP/1.1")
                .client("GET /not HTTP/1.1\r\n\r\n"));

    assertThat(collected.https()).hasSize(1);
    assertThat(collected.skipped).containsEntry(SkipReason.OTHER_PROTOCOL, 1L);
  }

  @Test
  void countsHttp2AsSkipped() {
    PayloadReading reading =
        PayloadReading.of(
            Dialogue.to(80).client("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n").client("more").bytes(),
            TelemetryKind.HTTP);

    assertThat(reading.collected.records).isEmpty();
    assertThat(reading.collected.skipped)
        .isEqualTo(java.util.Map.of(SkipReason.OTHER_PROTOCOL, 1L));
    assertThat(reading.connections.values()).extracting(f -> f.service).containsExactly("http2");
  }

  @Test
  void textIsKeptWhateverItsBytes() {
    HttpRecord http =
        only(
            Dialogue.to(80)
                .client("GET /\u00ff<script>\u0001 HTTP/1.1\r\nUser-Agent: \u00fe\u0007\r\n\r\n"));

    assertThat(http.request().path()).isEqualTo("/\\xff<script>\u0001");
    assertThat(http.request().userAgent()).isEqualTo("\\xfe\u0007");
  }

  @Test
  void refusesAHeadWithoutEnd() {
    Dialogue dialogue = Dialogue.to(80).client("GET / HTTP/1.1\r\n");
    String line = "X: " + "y".repeat(1_000) + "\r\n";
    for (int i = 0; i < 300; i++) {
      dialogue.client(line);
    }
    Collected collected = read(dialogue);

    assertThat(collected.reasons()).containsExactly(RejectReason.MALFORMED);
    assertThat(collected.rejections.getFirst().detail())
        .isEqualTo("HTTP: line of more than 65536 bytes, or head of more than 262144");
    assertThat(collected.https()).extracting(h -> h.request().method()).containsExactly("GET");
  }

  @Test
  void findsTheClientAndTheFileNameInEveryForm() {
    Dialogue dialogue =
        Dialogue.to(80)
            .client(
                "GET / HTTP/1.1\r\nForwarded: proto=http;for=\"[2001:db8::1]:4711\", for=x\r\n\r\n")
            .server(
                "HTTP/1.1 200 OK\r\nContent-Length: 0\r\nContent-Disposition: attachment;"
                    + " filename=x.txt; filename*=UTF-8''na%C3%AFve.txt\r\n\r\n");

    HttpRecord http = only(dialogue);
    assertThat(http.realClient()).isEqualTo(IpAddress.parse("2001:db8::1"));
    assertThat(response(http).fileName()).isEqualTo("naïve.txt");
  }

  @Test
  void whatIsNoHttpIsLeftAlone() {
    Collected collected =
        read(
            Dialogue.to(80)
                .server("220 mail.example ESMTP\r\n")
                .client("EHLO GET / HTTP/1.1\r\n")
                .server("250 OK\r\n"));

    assertThat(collected.records).isEmpty();
    assertThat(collected.rejections).isEqualTo(List.of());
    assertThat(collected.skipped).isEmpty();
  }
}
