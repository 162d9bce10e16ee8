// SPDX-License-Identifier: Apache-2.0
package winnow.decode.proxy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import winnow.decode.Collected;
import winnow.decode.DecodeOptions;
import winnow.decode.Rejection;
import winnow.decode.format.Format;
import winnow.decode.format.Formats;
import winnow.decode.text.JsonFields;
import winnow.decode.text.Slice;
import winnow.schema.HttpRecord;

/** Logs from the field, all of whose lines are requests. */
class RealLogsTest {
  private static final String METRON =
      "conformance/metron/metron-platform/metron-integration-test/src/main/sample/data/";

  @Test
  void everyLineOfWebGatewaysButAnEmptyOneIsARequest() throws IOException {
    List<Collected> logs = new ArrayList<>();
    for (Path file : files("labelled/proxy-exploit-kits", "labelled/proxy-benign/ProxyBenigns")) {
      logs.add(detected("web-gateway", file));
    }
    assertThat(logs.stream().mapToInt(log -> log.records.size()).sum()).isEqualTo(8_470);
    assertThat(logs.stream().flatMap(log -> log.rejections.stream()))
        .extracting(Rejection::detail)
        .containsExactly("line 1: 15 values");
    assertThat(logs.stream().flatMap(log -> log.https().stream()))
        .allSatisfy(http -> assertThat(http.request().host()).isNotBlank())
        .filteredOn(http -> "POST".equals(http.request().method()))
        .hasSizeGreaterThan(100);
  }

  @Test
  void readsProxyLogsOfOtherMakers() throws IOException {
    Path excerpts = data().resolve("conformance/proxy/excerpts");
    assertThat(requests("squid", excerpts.resolve("squid_native.log"))).hasSize(15);
    assertThat(requests("proxy", excerpts.resolve("bluecoat_sgos3_icap_denied.log"))).hasSize(1);
    assertThat(requests("proxy", excerpts.resolve("bluecoat_sgos5_syria.log"))).hasSize(2);
    assertThat(requests("proxy", excerpts.resolve("bluecoat_sgos6_singlequote.log")))
        .extracting(HttpRecord::eventTimeMicros)
        .containsExactly(1_615_883_276_000_000L, 1_615_883_271_000_000L);
    List<HttpRecord> zscaler = requests("zscaler", excerpts.resolve("zscaler_nss_web.jsonl"));
    assertThat(zscaler)
        .extracting(h -> h.request().host())
        .containsExactly("www.example.com.com", "www.example.com");
    assertThat(zscaler.getFirst().eventTimeMicros()).isEqualTo(1_640_934_427_000_000L);
  }

  @Test
  void followsLayoutsOfTheField() throws IOException {
    String squid =
        "%ts.%03tu %6tr %>a %>p %Ss/%03>Hs %<st %<sh %>st %>sh %<bs %rm %ru %rv %[un %Sh/%<a %<p %mt"
            + " %et %ea \"%{Referer}>h\" \"%{User-Agent}>h\" \"%{Host}>h\" \"%{X-Forwarded-For}>h\""
            + " %tS %et";
    Path log = data().resolve("conformance/proxy/excerpts/squid_custom_extended.log");
    assertThat(laidOut(squid, log))
        .extracting(h -> h.request().host(), h -> h.request().octets(), h -> h.client().port())
        .containsExactly(
            tuple("example.com", 364L, 58_938),
            tuple("www.google.com", 39L, 58_948),
            tuple("example.com", 365L, 32_844),
            tuple("secure.example.com", 39L, 32_890));
    String apache =
        "%a/%{REMOTE_PORT}e %X %t %l \"%{SSL_CLIENT_S_DN}x\" \"%r\" %s/%>s %D %I/%O/%B"
            + " \"%{Referer}i\" \"%{User-Agent}i\" %V/%p";
    Path server =
        data()
            .resolve("conformance/proxy/bluecoat/assets/files/HOWTOs/EventFeeds")
            .resolve("CreateApacheHTTPDEventFeed/sampleApacheBlackBox.log");
    List<HttpRecord> requests = laidOut(apache, server);

    assertThat(requests).hasSize((int) Files.lines(server).filter(l -> !l.isBlank()).count());
    assertThat(requests.getFirst().client().port()).isEqualTo(61_801);
    assertThat(requests.getFirst().durationMicros()).isEqualTo(21_221);
    assertThat(requests.getFirst().request().octets()).isEqualTo(2_289);
  }

  @Test
  void findsInSquidsLogWhatMetronFinds() throws Exception {
    List<HttpRecord> ours =
        requests("squid", data().resolve(METRON + "squid/raw/SquidExampleOutput"));
    List<String> theirs =
        Files.readAllLines(data().resolve(METRON + "squid/parsed/SquidExampleParsed"));

    assertThat(ours).hasSameSizeAs(theirs);
    for (int i = 0; i < ours.size(); i++) {
      JsonFields parsed = new JsonFields();
      byte[] bytes = theirs.get(i).getBytes(java.nio.charset.StandardCharsets.UTF_8);
      parsed.read(new Slice().over(bytes, 0, bytes.length));
      HttpRecord http = ours.get(i);
      assertThat(parsed.find("timestamp")).isEqualTo("" + http.eventTimeMicros() / 1_000);
      assertThat(parsed.find("elapsed"))
          .isEqualTo("" + Objects.requireNonNull(http.durationMicros()) / 1_000);
      assertThat(parsed.find("ip_src_addr")).isEqualTo(http.client().address().toString());
      assertThat(parsed.find("ip_dst_addr"))
          .isEqualTo(Objects.requireNonNull(http.server()).address().toString());
      assertThat(parsed.find("method")).isEqualTo(http.request().method());
      assertThat(parsed.find("full_hostname")).isEqualTo(http.request().host());
      assertThat(parsed.find("code"))
          .isEqualTo("" + Objects.requireNonNull(http.response()).status());
      assertThat(parsed.find("bytes"))
          .isEqualTo("" + Objects.requireNonNull(http.response()).octets());
      assertThat(parsed.find("action")).isEqualTo(http.verdict().action());
    }
  }

  private static Collected detected(String format, Path file) throws IOException {
    byte[] bytes = Files.readAllBytes(file);
    assertThat(Formats.detect(bytes, "x").map(Format::name)).as("%s", file).contains(format);
    return Collected.from(
        Formats.named(format).newDecoder().create(DecodeOptions.named("x")), bytes);
  }

  /** The requests of a log, whose format must be told by its content; nothing may be rejected. */
  private static List<HttpRecord> requests(String format, Path file) throws IOException {
    Collected decoded = detected(format, file);
    assertThat(decoded.rejections).as("%s", file).isEmpty();
    return decoded.https();
  }

  private static List<HttpRecord> laidOut(String layout, Path file) throws IOException {
    LayoutDecoder decoder = LayoutDecoder.of(new DecodeOptions("x", ZoneOffset.UTC, layout, null));
    Collected decoded = Collected.from(decoder, Files.readAllBytes(file));
    assertThat(decoded.rejections).isEmpty();
    return decoded.https();
  }

  private static List<Path> files(String... folders) throws IOException {
    Path data = data();
    Stream<Path> all = Stream.empty();
    for (String folder : folders) {
      all = Stream.concat(all, Files.list(data.resolve(folder)));
    }
    try (Stream<Path> files = all) {
      return files.filter(Files::isRegularFile).sorted().toList();
    }
  }

  private static Path data() {
    String folder = System.getenv("WINNOW_TEST_DATA");
    assumeTrue(folder != null, "WINNOW_TEST_DATA names no folder of test data");
    return Path.of(folder);
  }
}
