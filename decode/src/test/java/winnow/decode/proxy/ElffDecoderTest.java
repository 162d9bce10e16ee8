// SPDX-License-Identifier: Apache-2.0
package winnow.decode.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.Test;
import winnow.decode.Collected;
import winnow.decode.DecodeOptions;
import winnow.decode.RejectReason;
import winnow.schema.Endpoint;
import winnow.schema.HttpRecord;
import winnow.schema.IpAddress;

class ElffDecoderTest {
  private static final String SPOT_LINE =
      "2016-07-08 11:32:07 1250 10.0.0.1 anna staff - OBSERVED \"Web;News\" http://ref/ 200"
          + " TCP_NC_MISS GET text/html http www.example.com 8080 /a.php ?b=c php"
          + " \"Mozilla/5.0 (a; \"\"b\"\")\" 10.0.0.3 2048 512 - \"Example App\" none\n";

  @Test
  void readsALineInSpotsOrder() {
    HttpRecord http = decode(SPOT_LINE).https().getFirst();

    assertThat(http.eventTimeMicros()).isEqualTo(1_467_977_527_000_000L);
    assertThat(http.durationMicros()).isEqualTo(1_250_000);
    assertThat(http.client()).isEqualTo(new Endpoint(IpAddress.parse("10.0.0.1"), 0));
    assertThat(http.proxy()).isEqualTo(IpAddress.parse("10.0.0.3"));
    assertThat(http.server()).isNull();
    assertThat(http.request())
        .isEqualTo(
            new HttpRecord.Request(
                "GET",
                "http",
                "www.example.com",
                8080,
                "/a.php",
                "?b=c",
                "php",
                null,
                null,
                "Mozilla/5.0 (a; \"b\")",
                "http://ref/",
                "anna",
                "staff",
                512L,
                null));
    assertThat(http.response())
        .isEqualTo(new HttpRecord.Response(200, "text/html", null, 2048L, null));
    assertThat(http.verdict())
        .isEqualTo(
            new HttpRecord.Verdict(
                "TCP_NC_MISS", "OBSERVED", null, "Web;News", null, "Example App", "none"));
  }

  @Test
  void followsTheFieldsLineAndItsChanges() {
    String log =
        "#Software: SGOS 6.7\n#Date: 2021-04-16 13:51:09 EST (UTC-0400)\n"
            + "#Remark: 26 \"SG-42\" \"192.0.2.42\" \"main\"\n"
            + "#Fields: c-ip date time cs-host cs(User-Agent)\n"
            + "10.0.0.1 2021-03-16  08:27:56 a.example 'Mozilla (it's)'\n"
            + "#Fields: date time c-ip cs(X-Forwarded-For) cs-method cs-uri r-ip r-port\n"
            + "2021-03-16 08:27:57\t10.0.0.9 \"192.0.2.1, 10.0.0.8\" GET http://b.example:81/c?d"
            + " 198.51.100.1 81\n";

    List<HttpRecord> https = decode(log).https();

    assertThat(https)
        .extracting(HttpRecord::eventTimeMicros)
        .containsExactly(1_615_883_276_000_000L, 1_615_883_277_000_000L);
    assertThat(https.getFirst().request().userAgent()).isEqualTo("Mozilla (it's)");
    assertThat(https.getFirst().observer().exporter()).isEqualTo("SG-42");
    HttpRecord second = https.getLast();
    assertThat(second.realClient()).isEqualTo(IpAddress.parse("192.0.2.1"));
    assertThat(second.server()).isEqualTo(new Endpoint(IpAddress.parse("198.51.100.1"), 81));
    assertThat(second.request().host()).isEqualTo("b.example");
    assertThat(second.request().port()).isEqualTo(81);
    assertThat(second.request().path()).isEqualTo("/c");
    assertThat(second.request().query()).isEqualTo("?d");
  }

  @Test
  void keepsQuotesThatAreNotClosed() {
    String log = "#Fields: date time c-ip cs-host cs-username\n2021-03-16 08:27:56 ::1 h 'x\n";

    assertThat(Objects.requireNonNull(decode(log).https().getFirst().request().user()))
        .isEqualTo("'x");
  }

  @Test
  void saysWhatIsWrongWithALine() {
    Collected decoded =
        decode(
            SPOT_LINE.replace("10.0.0.1", "host")
                + "2016-07-08 11:32:07 1 10.0.0.1\n"
                + SPOT_LINE.replace(" 200 ", " OK ")
                + "#Fields: x y\n");

    assertThat(decoded.records).isEmpty();
    assertThat(decoded.reasons())
        .containsExactly(
            RejectReason.BAD_ADDRESS,
            RejectReason.FIELD_COUNT,
            RejectReason.BAD_NUMBER,
            RejectReason.UNSUPPORTED);
    assertThat(decoded.rejections.get(1).detail())
        .isEqualTo("line 2: 4 values and no #Fields line");
    assertThat(decoded.rejections.get(2).detail())
        .isEqualTo("line 3: field sc-status: \"OK\" is not a number");
  }

  @Test
  void takesTheServersOwnAddressFromALogOfIis() {
    String log =
        "#Software: Microsoft Internet Information Services 10.0\n#Version: 1.0\n"
            + "#Date: 2026-01-02 00:00:00\n"
            + "#Fields: date time s-ip cs-method cs-uri-stem cs-uri-query s-port cs-username c-ip"
            + " cs(User-Agent) cs(Referer) cs-host sc-status sc-substatus sc-win32-status sc-bytes"
            + " cs-bytes time-taken\n"
            + "2026-01-02 03:04:05 198.51.100.1 GET /a.aspx b=c 443 - 192.0.2.1 Mozilla/5.0+(x) -"
            + " www.example.com 200 0 0 500 300 15\n";
    HttpRecord http = decode(log).https().getFirst();

    assertThat(http.server()).isEqualTo(new Endpoint(IpAddress.parse("198.51.100.1"), 443));
    assertThat(http.proxy()).isNull();
    assertThat(http.request().path()).isEqualTo("/a.aspx");
    assertThat(http.request().query()).isEqualTo("b=c");
    assertThat(http.durationMicros()).isEqualTo(15_000);
  }

  @Test
  void readsTheTabsAndErrorNumbersOfTmg() {
    String log =
        "#Software: Microsoft Forefront TMG\n#Version: 2.0\n#Date: 2026-01-02 03:04:05\n"
            + "#Fields: c-ip\tcs-username\tc-agent\tdate\ttime\ts-computername\tr-host\tr-ip"
            + "\tr-port\ttime-taken\tsc-bytes\tcs-bytes\tcs-protocol\ts-operation\tcs-uri"
            + "\tcs-mime-type\ts-object-source\tsc-status\taction\n"
            + "192.0.2.1\tEX\\anna\tMozilla/4.0 (a b)\t2026-01-02\t03:04:05\tTMG1"
            + "\twww.example.com\t198.51.100.7\t80\t1250\t900\t300\thttp\tGET"
            + "\thttp://www.example.com:81/x?y\ttext/html\tInet\t10060\tFailed\n";
    HttpRecord http = decode(log).https().getFirst();

    assertThat(http.observer().exporter()).isEqualTo("TMG1");
    assertThat(http.request().userAgent()).isEqualTo("Mozilla/4.0 (a b)");
    assertThat(http.request().host()).isEqualTo("www.example.com");
    assertThat(http.request().port()).isEqualTo(81);
    assertThat(http.server()).isEqualTo(new Endpoint(IpAddress.parse("198.51.100.7"), 80));
    assertThat(Objects.requireNonNull(http.response()).status()).isNull();
    assertThat(http.verdict().exception()).isEqualTo("10060");
    assertThat(http.verdict().filterResult()).isEqualTo("Failed");
  }

  @Test
  void takesTheDateOfTheHeaderWhereLinesHaveNone() {
    String log =
        "#Date: 2026-01-02 00:00:10\n#Fields: time c-ip cs-method cs-uri-stem sc-status\n"
            + "03:04:05 192.0.2.1 GET / 200\n";

    assertThat(decode(log).https().getFirst().eventTimeMicros()).isEqualTo(1_767_323_045_000_000L);
  }

  @Test
  void survivesAnyMutation() {
    Random random = new Random(8080);
    String fields = "#Fields: date time c-ip cs-host\n2021-03-16 08:27:56 ::1 h\n";
    byte[] good = (SPOT_LINE + fields).getBytes(StandardCharsets.UTF_8);
    for (int i = 0; i < 3_000; i++) {
      byte[] bad = good.clone();
      for (int flips = 1 + random.nextInt(5); flips > 0; flips--) {
        bad[random.nextInt(bad.length)] = (byte) random.nextInt();
      }
      Collected.from(new ElffDecoder(DecodeOptions.named("x")), bad);
    }
    assertThat(decode(SPOT_LINE + fields).records).hasSize(2);
  }

  private static Collected decode(String log) {
    return Collected.from(new ElffDecoder(DecodeOptions.named("x")), log);
  }
}
