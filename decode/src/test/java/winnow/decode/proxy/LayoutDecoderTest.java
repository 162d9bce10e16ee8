// SPDX-License-Identifier: Apache-2.0
package winnow.decode.proxy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Random;
import org.junit.jupiter.api.Test;
import winnow.decode.Collected;
import winnow.decode.DecodeOptions;
import winnow.decode.RejectReason;
import winnow.decode.SkipReason;
import winnow.decode.format.Format;
import winnow.decode.format.Formats;
import winnow.schema.Endpoint;
import winnow.schema.HttpRecord;
import winnow.schema.IpAddress;

class LayoutDecoderTest {
  private static final String SQUID =
      "1767323045.049   5006 192.0.2.10 TCP_MISS/200 19763 CONNECT login.example.com:443 DOM%5canna"
          + " HIER_DIRECT/198.51.100.7 -\n"
          + "1767323046.327      4 2001:db8::1 TCP_DENIED/407 1661 GET"
          + " http://www.example.org:8080/a?b=c&d - HIER_NONE/- text/html\n"
          + "1767323047.000    120 192.0.2.10 NONE/000 0 NONE error:transaction-end - HIER_NONE/- -\n";
  private static final String COMBINED =
      "192.0.2.1 - - [02/Jan/2026:04:04:05 +0100] \"GET /a/b.php?x=%20y HTTP/1.1\" 200 2326"
          + " \"http://ref.example/\" \"Mozilla/5.0 (\\\"q\\\" \\x41\\\\)\"\n"
          + "2001:db8::7 - anna [02/Jan/2026:04:04:06 +0100] \"-\" 408 - \"-\" \"-\"\n"
          + "192.0.2.3 - - [02/Jan/2026:04:04:07 +0100] \"\\x16\\x03\\x01\" 400 226 \"-\" \"-\"\n";

  @Test
  void readsSquidsNativeLog() {
    Collected decoded = detected("squid", SQUID);

    assertThat(decoded.rejections).isEmpty();
    HttpRecord tunnel = decoded.https().getFirst();
    assertThat(tunnel.eventTimeMicros()).isEqualTo(1_767_323_045_049_000L);
    assertThat(tunnel.durationMicros()).isEqualTo(5_006_000);
    assertThat(tunnel.client()).isEqualTo(new Endpoint(IpAddress.parse("192.0.2.10"), 0));
    assertThat(tunnel.server()).isEqualTo(new Endpoint(IpAddress.parse("198.51.100.7"), 0));
    assertThat(tunnel.request().method()).isEqualTo("CONNECT");
    assertThat(tunnel.request().host()).isEqualTo("login.example.com");
    assertThat(tunnel.request().port()).isEqualTo(443);
    assertThat(tunnel.request().path()).isNull();
    assertThat(tunnel.request().user()).isEqualTo("DOM\\anna");
    assertThat(tunnel.response())
        .isEqualTo(new HttpRecord.Response(200, null, null, 19_763L, null));
    assertThat(tunnel.verdict().action()).isEqualTo("TCP_MISS");
    HttpRecord denied = decoded.https().get(1);
    assertThat(denied.client().address()).isEqualTo(IpAddress.parse("2001:db8::1"));
    assertThat(denied.server()).isNull();
    assertThat(denied.request().scheme()).isEqualTo("http");
    assertThat(denied.request().host()).isEqualTo("www.example.org");
    assertThat(denied.request().port()).isEqualTo(8080);
    assertThat(denied.request().path()).isEqualTo("/a");
    assertThat(denied.request().query()).isEqualTo("?b=c&d");
    assertThat(denied.response())
        .isEqualTo(new HttpRecord.Response(407, "text/html", null, 1661L, null));
  }

  @Test
  void readsTheCombinedLogWithItsEscapesAndBrokenRequests() {
    Collected decoded = detected("combined", COMBINED);

    assertThat(decoded.rejections).isEmpty();
    HttpRecord first = decoded.https().getFirst();
    assertThat(first.eventTimeMicros()).isEqualTo(1_767_323_045_000_000L);
    assertThat(first.request().method()).isEqualTo("GET");
    assertThat(first.request().path()).isEqualTo("/a/b.php");
    assertThat(first.request().query()).isEqualTo("?x=%20y");
    assertThat(first.request().version()).isEqualTo("1.1");
    assertThat(first.request().userAgent()).isEqualTo("Mozilla/5.0 (\"q\" A\\)");
    assertThat(first.request().referrer()).isEqualTo("http://ref.example/");
    assertThat(first.response()).isEqualTo(new HttpRecord.Response(200, null, null, null, 2326L));
    HttpRecord timeout = decoded.https().get(1);
    assertThat(timeout.request().method()).isNull();
    assertThat(timeout.request().user()).isEqualTo("anna");
    assertThat(timeout.response()).isEqualTo(new HttpRecord.Response(408, null, null, null, 0L));
    assertThat(decoded.https().get(2).request().path()).isEqualTo("\u0016\u0003\u0001");
  }

  @Test
  void readsWhatNginxAppendsToTheCombinedLog() {
    String line = COMBINED.lines().findFirst().orElseThrow() + " \"203.0.113.9\" 0.004\n";

    assertThat(detected("combined", line).https()).hasSize(1);
  }

  @Test
  void readsCommonAndVirtualHosts() {
    String common = "192.0.2.1 - - [02/Jan/2026:04:04:05 +0100] \"GET / HTTP/1.0\" 304 -\n";
    HttpRecord plain = detected("common", common).https().getFirst();
    HttpRecord hosted =
        detected(
                "vhost_combined",
                "www.example.com:8443 " + COMBINED.lines().findFirst().orElseThrow())
            .https()
            .getFirst();

    assertThat(plain.response()).isEqualTo(new HttpRecord.Response(304, null, null, null, 0L));
    assertThat(hosted.request().host()).isEqualTo("www.example.com");
    assertThat(hosted.request().port()).isEqualTo(8443);
  }

  @Test
  void followsALayoutOfSquidWithItsDirective() {
    String layout =
        "logformat wide %{%Y-%m-%d %H:%M:%S}tl.%03tu %6tr %>a:%>p %la:%lp %Ss/%03>Hs/%err_code"
            + " %http::>st/%<st %rm %ru HTTP/%rv %[un %Sh/%<a:%<p %mt"
            + " \"%{Referer}>h\" \"%{User-Agent}>h\" %{X-Forwarded-For}>h %ssl::>sni";
    String line =
        "2026-01-02 04:04:05.123    104 2001:db8::1:58938 192.0.2.3:3128 TCP_MISS/200/- 904/123 GET"
            + " http://example.com/ HTTP/1.1 anna HIER_DIRECT/203.0.113.10:80 text/html \"-\""
            + " \"curl/8 \\\"x\\\"\" 10.0.0.9,%20192.0.2.2 -\n";
    DecodeOptions options = new DecodeOptions("x", ZoneId.of("Europe/Berlin"), layout, null);

    HttpRecord http = Collected.from(LayoutDecoder.of(options), line).https().getFirst();

    assertThat(http.eventTimeMicros()).isEqualTo(1_767_323_045_123_000L);
    assertThat(http.client()).isEqualTo(new Endpoint(IpAddress.parse("2001:db8::1"), 58_938));
    assertThat(http.server()).isEqualTo(new Endpoint(IpAddress.parse("203.0.113.10"), 80));
    assertThat(http.proxy()).isEqualTo(IpAddress.parse("192.0.2.3"));
    assertThat(http.realClient()).isEqualTo(IpAddress.parse("10.0.0.9"));
    assertThat(http.request().version()).isEqualTo("1.1");
    assertThat(http.request().octets()).isEqualTo(904);
    assertThat(http.request().referrer()).isNull();
    assertThat(http.request().userAgent()).isEqualTo("curl/8 \"x\"");
  }

  @Test
  void followsALayoutOfApacheWithItsDirective() {
    String layout =
        "LogFormat \"%a:%{remote}p %A %p %{%d/%b/%Y %T}t.%{usec_frac}t \\\"%m %U%q\\\" %>s %I/%O"
            + " %D %{ms}T \\\"%{Host}i\\\" %{Content-Type}o %{UNIQUE_ID}e\" wide";
    String line =
        "192.0.2.1:5000 198.51.100.1 443 02/Jan/2026 03:04:05.000042 \"GET /a?b\" 200 10/20 1500 1"
            + " \"www.example.com:8443\" text/html aXYZ";
    HttpRecord http = laidOut(layout, line).https().getFirst();

    assertThat(http.eventTimeMicros()).isEqualTo(1_767_323_045_000_042L);
    assertThat(http.client().port()).isEqualTo(5000);
    assertThat(http.server()).isEqualTo(new Endpoint(IpAddress.parse("198.51.100.1"), 443));
    assertThat(http.request().host()).isEqualTo("www.example.com");
    assertThat(http.request().octets()).isEqualTo(10);
    assertThat(http.response())
        .isEqualTo(new HttpRecord.Response(200, "text/html", null, 20L, null));
    assertThat(http.uid()).isEqualTo("aXYZ");
  }

  @Test
  void followsALayoutOfNginxWithItsDirective() {
    String layout =
        """
        log_format json escape=json '{"t":"$time_iso8601","c":"$remote_addr","h":"$host",'
          '"r":"$request","s":$status,"b":$body_bytes_sent,"d":$request_time,'
          '"ua":"$http_user_agent","x":"$http_x_forwarded_for","n":"${hostname}"}';
        """;
    String line =
        "{\"t\":\"2026-01-02T04:04:05+01:00\",\"c\":\"192.0.2.1\",\"h\":\"www.example.com\","
            + "\"r\":\"POST /x HTTP/2.0\",\"s\":201,\"b\":7,\"d\":0.015,\"ua\":\"a \\\"b\\\"\","
            + "\"x\":\"-\",\"n\":\"web1\"}";
    HttpRecord http = laidOut(layout, line).https().getFirst();

    assertThat(http.eventTimeMicros()).isEqualTo(1_767_323_045_000_000L);
    assertThat(http.durationMicros()).isEqualTo(15_000);
    assertThat(http.request().method()).isEqualTo("POST");
    assertThat(http.request().host()).isEqualTo("www.example.com");
    assertThat(http.request().userAgent()).isEqualTo("a \"b\"");
    assertThat(http.observer().exporter()).isEqualTo("web1");
    assertThat(http.response()).isEqualTo(new HttpRecord.Response(201, null, null, null, 7L));
  }

  @Test
  void saysWhatInALayoutItDoesNotUnderstand() {
    assertThatThrownBy(() -> laidOut("%ts %zz", ""))
        .hasMessage("layout: \"%zz\" is no code of Squid");
    assertThatThrownBy(() -> laidOut("LogFormat \"%h %\" x", ""))
        .hasMessage("layout: \"%\" is no directive of Apache");
    assertThatThrownBy(() -> laidOut("$remote_addr$status", ""))
        .hasMessage("layout: nothing stands between $remote_addr and $status");
    assertThatThrownBy(() -> laidOut("combine", ""))
        .hasMessageStartingWith("layout \"combine\" has neither % nor $, and is none of [combined");
    assertThatThrownBy(() -> laidOut("%{%Q}t %h", ""))
        .hasMessage("time pattern \"%Q\": %Q is not read");
  }

  @Test
  void saysWhatIsWrongWithALine() {
    Collected decoded =
        laidOut(
            "combined",
            "# old\n"
                + COMBINED
                    .replace("192.0.2.1 ", "host.example ")
                    .replace("2001:db8::7 - anna [", "")
                + "192.0.2.3 - - [32/Jan/2026:04:04:07 +0100] \"GET / HTTP/1.1\" 400 226 \"-\" \"-\"\n"
                + "192.0.2.3 - - [02/Jan/2026:04:04:07 +0100] \"GET / HT");

    assertThat(decoded.skipped).containsEntry(SkipReason.COMMENT, 1L);
    assertThat(decoded.reasons())
        .containsExactly(
            RejectReason.BAD_ADDRESS,
            RejectReason.FIELD_COUNT,
            RejectReason.BAD_TIME,
            RejectReason.TRUNCATED);
    assertThat(decoded.rejections.getFirst().detail())
        .isEqualTo("line 2: %h: \"host.example\" is not an IP address");
    assertThat(decoded.rejections.get(1).detail()).isEqualTo("line 3: no \" [\" after %u");
  }

  @Test
  void survivesAnyMutationAndEveryTruncation() {
    Random random = new Random(3128);
    byte[] good = (SQUID + COMBINED).getBytes(StandardCharsets.UTF_8);
    for (int i = 0; i < 2_000; i++) {
      byte[] bad = good.clone();
      for (int flips = 1 + random.nextInt(5); flips > 0; flips--) {
        bad[random.nextInt(bad.length)] = (byte) random.nextInt();
      }
      for (String name : new String[] {"squid", "combined"}) {
        Collected decoded =
            Collected.from(LayoutDecoder.named(name, DecodeOptions.named("x")), bad);
        assertThat(decoded.records.size() + decoded.rejections.size()).isGreaterThan(0);
      }
    }
    for (int length = 0; length < SQUID.length(); length++) {
      String cut = SQUID.substring(0, length);
      Collected decoded = laidOut("squid", cut);
      assertThat(decoded.records.size() + decoded.rejections.size())
          .isEqualTo((int) cut.lines().count());
    }
  }

  private static Collected detected(String format, String log) {
    byte[] bytes = log.getBytes(StandardCharsets.UTF_8);
    assertThat(Formats.detect(bytes, "access.log")).map(Format::name).contains(format);
    return Collected.from(Formats.named(format).newDecoder().create(DecodeOptions.named("x")), log);
  }

  private static Collected laidOut(String layout, String log) {
    return Collected.from(
        LayoutDecoder.of(new DecodeOptions("x", ZoneOffset.UTC, layout, null)), log);
  }
}
