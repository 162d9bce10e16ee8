// SPDX-License-Identifier: Apache-2.0
package winnow.decode.format;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.ByteArrayInputStream;
import java.lang.reflect.Method;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import winnow.decode.DecodeOptions;
import winnow.decode.Fuzzed;
import winnow.decode.text.LineReader;

/** Whatever the bytes of an input are, its decoder makes records, rejections and skips of them. */
class FormatFuzzTest {
  /** Mostly of the hooks into regular expressions. */
  private static final int BYTES_OF_RECOGNIZERS = 32 << 20;

  private static final String LAYOUT = "$remote_addr:$remote_port [$time_local] \"$request\" $host";

  /** Formats that the decoder of another reads. */
  private static final Map<String, String> SAME_DECODER =
      Map.of(
          "zeek-dns", "zeek-conn",
          "zeek-http", "zeek-conn",
          "zeek-json", "zeek-conn",
          "vhost_combined", "combined",
          "common", "combined");

  private static Fuzzed.Reading reading(String name, byte[] input) {
    Format format = Formats.named(name);
    DecodeOptions options =
        new DecodeOptions(
            "x",
            ZoneId.of("Europe/Berlin"),
            name.equals(ProxyFormats.LAYOUT) ? LAYOUT : null,
            Instant.parse("2026-03-03T00:00:00Z"));
    return sink ->
        format.newDecoder().create(options).decode(new ByteArrayInputStream(input), sink);
  }

  private static void reads(String name, byte[] input) {
    Fuzzed.observe(input.length, reading(name, input));
  }

  /** Every line is told of once; where lines are headers, up to {@code most} times. */
  private static void readsLines(String name, int most, byte[] input) {
    Fuzzed.observe(
        input.length,
        sink -> {
          reading(name, input).read(sink);
          LineReader reader = LineReader.of(input);
          long lines = 0;
          while (reader.next()) {
            lines++;
          }
          assertThat(sink.outcomes()).isBetween(lines, most * lines);
        });
  }

  @Test
  void everyFormatHasItsTarget() {
    Set<String> targets =
        Arrays.stream(FormatFuzzTest.class.getDeclaredMethods())
            .filter(method -> method.isAnnotationPresent(FuzzTest.class))
            .map(Method::getName)
            .collect(Collectors.toSet());
    List<String> names = Formats.ALL.stream().map(Format::name).toList();

    assertThat(names)
        .allMatch(name -> targets.contains(camel(SAME_DECODER.getOrDefault(name, name))));
  }

  private static String camel(String name) {
    String[] words = name.split("-");
    StringBuilder camel = new StringBuilder(words[0]);
    for (int i = 1; i < words.length; i++) {
      camel.append(Character.toUpperCase(words[i].charAt(0))).append(words[i].substring(1));
    }
    return camel.toString();
  }

  @FuzzTest
  void tellsAFormatOrWhyThereIsNone(byte[] head) {
    Fuzzed.observe(
        head.length,
        BYTES_OF_RECOGNIZERS,
        told -> {
          Optional<Format> found = Formats.detect(head, "x");
          if (found.isEmpty()) {
            assertThat(Formats.refusal(head, "x")).isNotBlank();
          }
          for (Format format : Formats.ALL) {
            format.recognizer().matches(head, "x");
          }
        });
  }

  @FuzzTest
  void nfcapd(byte[] input) {
    reads("nfcapd", input);
  }

  @FuzzTest
  void netflow(byte[] input) {
    reads("netflow", input);
  }

  @FuzzTest
  void pcap(byte[] input) {
    reads("pcap", input);
  }

  @FuzzTest
  void pcapng(byte[] input) {
    reads("pcapng", input);
  }

  @FuzzTest
  void zeekConn(byte[] input) {
    readsLines("zeek-conn", 2, input);
  }

  @FuzzTest
  void csv(byte[] input) {
    reads("csv", input);
  }

  @FuzzTest
  void ndjson(byte[] input) {
    readsLines("ndjson", 1, input);
  }

  @FuzzTest
  void flowCsv(byte[] input) {
    readsLines("flow-csv", 1, input);
  }

  @FuzzTest
  void dnsCsv(byte[] input) {
    readsLines("dns-csv", 1, input);
  }

  @FuzzTest
  void dnstap(byte[] input) {
    reads("dnstap", input);
  }

  @FuzzTest
  void bind(byte[] input) {
    readsLines("bind", 1, input);
  }

  @FuzzTest
  void unbound(byte[] input) {
    reads("unbound", input);
  }

  @FuzzTest
  void dnsmasq(byte[] input) {
    reads("dnsmasq", input);
  }

  @FuzzTest
  void windowsDns(byte[] input) {
    reads("windows-dns", input);
  }

  @FuzzTest
  void proxy(byte[] input) {
    readsLines("proxy", 2, input);
  }

  @FuzzTest
  void webGateway(byte[] input) {
    readsLines("web-gateway", 1, input);
  }

  @FuzzTest
  void zscaler(byte[] input) {
    readsLines("zscaler", 1, input);
  }

  @FuzzTest
  void squid(byte[] input) {
    readsLines("squid", 1, input);
  }

  @FuzzTest
  void combined(byte[] input) {
    readsLines("combined", 1, input);
  }

  @FuzzTest
  void layout(byte[] input) {
    readsLines("layout", 1, input);
  }

  @FuzzTest
  void cef(byte[] input) {
    readsLines("cef", 1, input);
  }

  @FuzzTest
  void leef(byte[] input) {
    readsLines("leef", 1, input);
  }

  @FuzzTest
  void fortigate(byte[] input) {
    readsLines("fortigate", 1, input);
  }

  @FuzzTest
  void argus(byte[] input) {
    readsLines("argus", 1, input);
  }

  @FuzzTest
  void suricata(byte[] input) {
    readsLines("suricata", 1, input);
  }

  @FuzzTest
  void panos(byte[] input) {
    readsLines("panos", 1, input);
  }

  @FuzzTest
  void awsVpc(byte[] input) {
    readsLines("aws-vpc", 1, input);
  }

  @FuzzTest
  void azureFlow(byte[] input) {
    reads("azure-flow", input);
  }

  @FuzzTest
  void gcpVpc(byte[] input) {
    reads("gcp-vpc", input);
  }

  @FuzzTest
  void yaf(byte[] input) {
    readsLines("yaf", 1, input);
  }

  @FuzzTest
  void nfdumpText(byte[] input) {
    readsLines("nfdump-text", 1, input);
  }

  @FuzzTest
  void checkpoint(byte[] input) {
    readsLines("checkpoint", 1, input);
  }
}
