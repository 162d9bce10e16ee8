// SPDX-License-Identifier: Apache-2.0
package winnow.decode.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.ZoneOffset;
import java.util.List;
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

/** Logs of McAfee Web Gateway and Zscaler. */
class VendorLogsTest {
  private static final String GATEWAY_HEADER =
      "#time_stamp \"auth_user\" src_ip status_code \"req_line\" \"categories\" \"rep_level\""
          + " \"media_type\" bytes_to_client bytes_from_client \"user_agent\" \"virus_name\""
          + " \"block_res\" \"application_name\"\n";
  private static final String GATEWAY =
      "[02/Jan/2026:04:04:05 +0100] \"EX\\\\anna\" 192.0.2.1 200"
          + " \"GET http://www.example.com/a?b=\\\" HTTP/1.1\" \"News, Media\" \"Minimal Risk\""
          + " \"text/html; charset=\\\"x\"\" 900 300 \"Mozilla/5.0 (a b)\" \"\" \"0\" \"App\"\n";
  private static final String ZSCALER_JSON =
      "{\"sourcetype\":\"zscalernss-web\",\"event\":{\"time\":\"Fri Jan 02 03:04:05 2026\","
          + "\"login\":\"anna@example.com\",\"proto\":\"HTTPS\",\"eurl\":\"www.example.com:8443/a?b\","
          + "\"action\":\"Blocked\",\"appname\":\"General Browsing\",\"reqsize\":\"297\","
          + "\"respsize\":\"14135\",\"ctime\":\"12\",\"urlsupercat\":\"Business\",\"urlcat\":\"News\","
          + "\"threatname\":\"None\",\"dept\":\"Sales\",\"cip\":\"203.0.113.1\",\"cintip\":"
          + "\"192.0.2.1\",\"sip\":\"198.51.100.7\",\"reqmethod\":\"GET\",\"respcode\":\"403\","
          + "\"ua\":\"curl/8\",\"ereferer\":\"None\",\"contenttype\":\"text/html\"}}\n";
  private static final String ZSCALER_PAIRS =
      "2026-01-02 03:04:05\treason=Allowed\tevent_id=42\tprotocol=HTTP\taction=Allowed"
          + "\ttransactionsize=600\tresponsesize=400\trequestsize=200\turlcategory=News"
          + "\tserverip=198.51.100.7\tclienttranstime=5\trequestmethod=GET\trefererURL=None"
          + "\tuseragent=Mozilla/5.0 (a b)\tproduct=NSS\tClientIP=192.0.2.1\tstatus=200"
          + "\tuser=anna\turl=www.example.com/a=b\tclientpublicIP=203.0.113.1"
          + "\tthreatname=Eicar\turlsupercategory=Business\n";

  @Test
  void readsAWebGatewayWithAndWithoutHeader() {
    for (String log : List.of(GATEWAY, GATEWAY_HEADER + GATEWAY)) {
      HttpRecord http = detected("web-gateway", log).https().getFirst();

      assertThat(http.eventTimeMicros()).isEqualTo(1_767_323_045_000_000L);
      assertThat(http.client().address()).isEqualTo(IpAddress.parse("192.0.2.1"));
      assertThat(http.request().user()).isEqualTo("EX\\anna");
      assertThat(http.request().host()).isEqualTo("www.example.com");
      assertThat(http.request().query()).isEqualTo("?b=\"");
      assertThat(http.request().octets()).isEqualTo(300);
      assertThat(http.response())
          .isEqualTo(new HttpRecord.Response(200, "text/html; charset=\"x\"", null, 900L, null));
      assertThat(http.verdict().categories()).isEqualTo("News, Media");
      assertThat(http.verdict().virus()).isNull();
      assertThat(http.verdict().application()).isEqualTo("App");
    }
  }

  @Test
  void followsTheHeaderOfAWebGateway() {
    Collected decoded =
        detected(
            "web-gateway",
            "time_stamp \"auth_user\" src_ip server_ip \"req_line\"\n"
                + "[02/Jan/2026:03:04:05 +0000] \"-\" 192.0.2.1 198.51.100.7"
                + " \"CONNECT www.example.com:443 HTTP/1.1\"\n[02/Jan/2026:03:04:05 +0000] \"-\"\n");

    assertThat(decoded.skipped).containsEntry(SkipReason.COMMENT, 1L);
    assertThat(decoded.reasons()).containsExactly(RejectReason.FIELD_COUNT);
    HttpRecord http = decoded.https().getFirst();
    assertThat(http.server()).isEqualTo(new Endpoint(IpAddress.parse("198.51.100.7"), 0));
    assertThat(http.request().host()).isEqualTo("www.example.com");
    assertThat(http.request().port()).isEqualTo(443);
  }

  @Test
  void readsZscalerAsJson() {
    HttpRecord http = detected("zscaler", ZSCALER_JSON).https().getFirst();

    assertThat(http.eventTimeMicros()).isEqualTo(1_767_323_045_000_000L);
    assertThat(http.durationMicros()).isEqualTo(12_000);
    assertThat(http.client().address()).isEqualTo(IpAddress.parse("203.0.113.1"));
    assertThat(http.realClient()).isEqualTo(IpAddress.parse("192.0.2.1"));
    assertThat(http.request().scheme()).isEqualTo("https");
    assertThat(http.request().host()).isEqualTo("www.example.com");
    assertThat(http.request().port()).isEqualTo(8443);
    assertThat(http.request().path()).isEqualTo("/a");
    assertThat(http.request().query()).isEqualTo("?b");
    assertThat(http.request().referrer()).isNull();
    assertThat(http.verdict())
        .isEqualTo(
            new HttpRecord.Verdict(
                "Blocked", null, null, "Business;News", null, "General Browsing", null));
  }

  @Test
  void readsZscalerAsPairsAndAsCommaSeparatedValues() {
    HttpRecord pairs = detected("zscaler", ZSCALER_PAIRS).https().getFirst();
    String line =
        "\"Fri Jan  2 03:04:05 2026\",\"anna\",\"HTTP\",\"www.example.com/a\",\"Allowed\",\"App\","
            + "\"Class\",\"297\",\"14135\",\"0\",\"7\",\"Business Use\",\"Business\",\"News\","
            + "\"None\",\"None\",\"0\",\"None\",\"None\",\"Site\",\"Sales\",\"192.0.2.1\","
            + "\"198.51.100.7\",\"GET\",\"200\",\"curl, \"\"x\"\"\",\"None\",\"None\",\"None\","
            + "\"text/html\",\"None\",\"owner\",\"host\"\n";
    HttpRecord values = detected("zscaler", line).https().getFirst();

    assertThat(pairs.eventTimeMicros()).isEqualTo(values.eventTimeMicros());
    assertThat(pairs.client().address()).isEqualTo(IpAddress.parse("203.0.113.1"));
    assertThat(pairs.request().path()).isEqualTo("/a=b");
    assertThat(pairs.request().octets()).isEqualTo(200);
    assertThat(pairs.verdict().virus()).isEqualTo("Eicar");
    assertThat(pairs.uid()).isEqualTo("42");
    assertThat(values.request().userAgent()).isEqualTo("curl, \"x\"");
    assertThat(values.server()).isEqualTo(new Endpoint(IpAddress.parse("198.51.100.7"), 0));
  }

  @Test
  void followsALayoutOfAZscalerFeed() {
    String layout = "%s{time}|%s{cip}|%s{reqmethod}|%s{eurl}|%d{respcode}|%s{ua}";
    HttpRecord http =
        Collected.from(
                LayoutDecoder.of(new DecodeOptions("x", ZoneOffset.UTC, layout, null)),
                "Fri Jan 02 03:04:05 2026|192.0.2.1|GET|www.example.com/a|NA|a b\n")
            .https()
            .getFirst();

    assertThat(http.request().host()).isEqualTo("www.example.com");
    assertThat(http.request().userAgent()).isEqualTo("a b");
    assertThat(http.response()).isNull();
  }

  private static Collected detected(String format, String log) {
    byte[] bytes = log.getBytes(StandardCharsets.UTF_8);
    assertThat(Formats.detect(bytes, "x").map(Format::name)).contains(format);
    return Collected.from(Formats.named(format).newDecoder().create(DecodeOptions.named("x")), log);
  }
}
