// SPDX-License-Identifier: Apache-2.0
package winnow.decode.panos;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.ZoneId;
import java.util.Map;
import org.junit.jupiter.api.Test;
import winnow.decode.Collected;
import winnow.decode.DecodeOptions;
import winnow.decode.RejectReason;
import winnow.decode.SkipReason;
import winnow.schema.Endpoint;
import winnow.schema.FlowRecord;
import winnow.schema.HttpRecord;
import winnow.schema.IpAddress;
import winnow.schema.Traffic;
import winnow.schema.Translation;

class PanosDecoderTest {
  private static final String HEADER =
      "\ufeffDomain,Receive Time,Serial #,Type,Threat/Content Type,Config Version,Generate Time,"
          + "Source address,Destination address,NAT Source IP,NAT Destination IP,Rule,Source User,"
          + "Destination User,Application,Virtual System,Source Zone,Destination Zone,"
          + "Inbound Interface,Outbound Interface,Log Action,Time Logged,Session ID,Repeat Count,"
          + "Source Port,Destination Port,NAT Source Port,NAT Destination Port,Flags,IP Protocol,"
          + "Action,Bytes,Bytes Sent,Bytes Received,Packets,Start Time,Elapsed Time (sec),Category,"
          + "Padding,Sequence Number,Action Flags,Source Country,Destination Country,cpadding,"
          + "pkts_sent,pkts_received,session_end_reason,dg_hier_level_1,dg_hier_level_2,"
          + "dg_hier_level_3,dg_hier_level_4,Virtual System Name,Device Name,action_source\n";
  private static final String TRAFFIC =
      "1,2026/03/04 05:06:08,001606050200,TRAFFIC,end,2304,2026/03/04 05:06:08,192.0.2.10,"
          + "198.51.100.7,203.0.113.1,198.51.100.7,\"allow, all\",corp\\ann,,ssl,vsys1,trust,untrust,"
          + "ethernet1/2,ethernet1/1,fwd,2026/03/04 05:06:08,781,1,51000,443,30001,443,0x400053,tcp,"
          + "allow,5000000568,240,5000000328,9,2026/03/04 05:05:37,30,any,0,15231578,0x0,"
          + "192.168.0.0-192.168.255.255,United States,0,4,5,tcp-fin,0,0,0,0,,fw-1,from-policy\n";
  private static final String URL =
      "1,2026/03/04 05:06:09,001606050200,THREAT,url,2304,2026/03/04 05:06:09,192.0.2.10,"
          + "198.51.100.7,0.0.0.0,0.0.0.0,out,corp\\ann,,web-browsing,vsys1,trust,untrust,"
          + "ethernet1/2,ethernet1/1,fwd,2026/03/04 05:06:09,782,1,51001,8080,0,0,0x400000,tcp,"
          + "block-url,\"www.example.com:8080/a,b?q=\"\"x\"\"\",(9999),\"malware,new\",informational,"
          + "client-to-server,1591303,0x0,192.168.0.0-192.168.255.255,US,0,text/html,0,,,1,"
          + "\"Mozilla/5.0 (X11; a, b)\",,203.0.113.77,http://example.org/,,,,0,0,0,0,0,,fw-1,,,,get\n";

  @Test
  void readsASession() {
    FlowRecord flow = decode(HEADER + TRAFFIC).flows().getFirst();

    assertThat(flow.eventTimeMicros()).isEqualTo(1_772_600_737_000_000L);
    assertThat(flow.durationMicros()).isEqualTo(30_000_000);
    assertThat(flow.source()).isEqualTo(new Endpoint(IpAddress.parse("192.0.2.10"), 51_000));
    assertThat(flow.destination()).isEqualTo(new Endpoint(IpAddress.parse("198.51.100.7"), 443));
    assertThat(flow.forward()).isEqualTo(new Traffic(240, 4, 0, 0));
    assertThat(flow.reverse()).isEqualTo(new Traffic(5_000_000_328L, 5, 0, 0));
    assertThat(flow.translation())
        .isEqualTo(
            new Translation(
                IpAddress.parse("203.0.113.1"), IpAddress.parse("198.51.100.7"), 30_001, 443));
    assertThat(flow.session().application()).isEqualTo("ssl");
    assertThat(flow.session().user()).isEqualTo("corp\\ann");
    assertThat(flow.session().state()).isEqualTo("tcp-fin");
    assertThat(flow.session().endReason()).isEqualTo(3);
    assertThat(flow.routing().forwardingStatus()).isEqualTo(64);
    assertThat(flow.observer().exporter()).isEqualTo("fw-1");
  }

  @Test
  void readsWhatIsSentOverSyslog() {
    String sent =
        "<14>Mar  4 05:06:08 fw-1 " + TRAFFIC + "<14>1 2026-03-04T05:06:09Z fw-1 - - - - " + URL;

    assertThat(PanosDecoder.recognizes(sent.lines().findFirst().orElseThrow())).isTrue();
    assertThat(decode(sent).records).isEqualTo(decode(TRAFFIC + URL).records);
    assertThat(decode(TRAFFIC).records).isEqualTo(decode(HEADER + TRAFFIC).records);
  }

  @Test
  void readsTheShorterLinesOfOlderVersions() {
    String oldTraffic = TRAFFIC.substring(0, TRAFFIC.indexOf(",tcp-fin")) + " \n";
    String oldUrl = URL.substring(0, URL.indexOf(",text/html")) + "\n";
    FlowRecord flow = decode(oldTraffic).flows().getFirst();
    HttpRecord http = decode(oldUrl).https().getFirst();

    assertThat(flow.reverse()).isEqualTo(new Traffic(5_000_000_328L, 5, 0, 0));
    assertThat(flow.session().state()).isNull();
    assertThat(http.request().path()).isEqualTo("/a,b");
    assertThat(http.request().userAgent()).isNull();
  }

  @Test
  void readsRequestsOfUrlFiltering() {
    HttpRecord http = decode(URL).https().getFirst();

    assertThat(http.eventTimeMicros()).isEqualTo(1_772_600_769_000_000L);
    assertThat(http.client()).isEqualTo(new Endpoint(IpAddress.parse("192.0.2.10"), 51_001));
    assertThat(http.server()).isEqualTo(new Endpoint(IpAddress.parse("198.51.100.7"), 8080));
    assertThat(http.request().host()).isEqualTo("www.example.com");
    assertThat(http.request().port()).isEqualTo(8080);
    assertThat(http.request().path()).isEqualTo("/a,b");
    assertThat(http.request().query()).isEqualTo("?q=\"x\"");
    assertThat(http.request().method()).isEqualTo("GET");
    assertThat(http.request().userAgent()).isEqualTo("Mozilla/5.0 (X11; a, b)");
    assertThat(http.request().referrer()).isEqualTo("http://example.org/");
    assertThat(http.realClient()).isEqualTo(IpAddress.parse("203.0.113.77"));
    assertThat(http.verdict().action()).isEqualTo("block-url");
    assertThat(http.verdict().categories()).isEqualTo("malware,new");
  }

  @Test
  void saysWhatWasDenied() {
    String denied = TRAFFIC.replace(",end,", ",deny,").replace(",allow,", ",reset-both,");

    assertThat(decode(denied.replace("tcp-fin", "policy-deny")).flows())
        .allMatch(f -> f.routing().forwardingStatus() == 129)
        .allMatch(f -> Integer.valueOf(4).equals(f.session().endReason()));
  }

  @Test
  void skipsWhatHasNoTableAndSessionsThatGoOn() {
    Collected decoded =
        decode(
            HEADER
                + TRAFFIC.replace(",end,", ",start,")
                + URL.replace(",url,", ",vulnerability,")
                + "1,2026/03/04 05:06:08,001606050200,SYSTEM,general,0,2026/03/04 05:06:08\n");

    assertThat(decoded.records).isEmpty();
    assertThat(decoded.rejections).isEmpty();
    assertThat(decoded.skipped)
        .isEqualTo(
            Map.of(SkipReason.COMMENT, 1L, SkipReason.INTERIM, 1L, SkipReason.OTHER_LINE, 2L));
  }

  @Test
  void rejectsWhatIsWrongByName() {
    Collected decoded =
        decode(
            TRAFFIC.replace(",240,", ",many,")
                + TRAFFIC.replace("192.0.2.10", "host")
                + "1,2026/03/04 05:06:08,00160\n"
                + "a,b,c,d,e,f\n"
                + TRAFFIC.substring(0, 300));

    assertThat(decoded.reasons())
        .containsExactly(
            RejectReason.BAD_NUMBER,
            RejectReason.BAD_ADDRESS,
            RejectReason.FIELD_COUNT,
            RejectReason.MALFORMED,
            RejectReason.TRUNCATED);
    assertThat(decoded.rejections.getFirst().detail())
        .isEqualTo("line 1: field bytes sent: \"many\" is not a number");
  }

  @Test
  void readsTimesInTheZoneOfTheOptions() {
    DecodeOptions options = new DecodeOptions("x", ZoneId.of("America/New_York"));

    assertThat(Collected.from(new PanosDecoder(options), TRAFFIC).flows().getFirst())
        .extracting(FlowRecord::eventTimeMicros)
        .isEqualTo(1_772_600_737_000_000L + 5 * 3_600_000_000L);
  }

  @Test
  void aCutAnywhereIsNoTrouble() {
    String all = HEADER + TRAFFIC + URL;
    for (int length = 0; length < all.length(); length++) {
      assertThat(decode(all.substring(0, length)).rejections.size()).isLessThanOrEqualTo(1);
    }
  }

  private static Collected decode(String text) {
    return Collected.from(new PanosDecoder(DecodeOptions.named("x")), text);
  }
}
