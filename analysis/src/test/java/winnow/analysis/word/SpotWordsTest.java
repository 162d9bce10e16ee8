// SPDX-License-Identifier: Apache-2.0
package winnow.analysis.word;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class SpotWordsTest {
  private static final int UDP = 17;
  private final Entropy entropy = new Entropy();

  @Test
  void flowWordsAreThoseOfSpot() {
    assertFlow(2132, 23, "23_UDP_12_8_2", "-1_23_UDP_12_8_2");
    assertFlow(23, 2132, "-1_23_UDP_12_8_2", "23_UDP_12_8_2");
    assertFlow(8392, 9874, "333333_UDP_12_8_2", "333333_UDP_12_8_2");
    assertFlow(1024, 80, "111111_UDP_12_8_2", "111111_UDP_12_8_2");
    assertFlow(0, 0, "0_UDP_12_8_2", "0_UDP_12_8_2");
    assertFlow(0, 2132, "2132_UDP_12_8_2", "-1_2132_UDP_12_8_2");
    assertFlow(2132, 0, "-1_2132_UDP_12_8_2", "2132_UDP_12_8_2");
    assertFlow(80, 0, "-1_80_UDP_12_8_2", "80_UDP_12_8_2");
    assertFlow(1025, 1024, "1024_UDP_12_8_2", "-1_1024_UDP_12_8_2");
  }

  @Test
  void flowWordsHoldTheLargestValues() {
    long word = SpotFlowWords.mark(SpotFlowWords.base(65535, 255, 23, Long.MAX_VALUE, 0), true);
    assertThat(SpotFlowWords.text(word)).isEqualTo("-1_65535_255_23_63_0");
  }

  @Test
  void dnsWordsAreThoseOfSpot() {
    DomainClasses classes = new DomainClasses(Set.of("amazon"), "apache");
    int apache = SpotDnsWords.nameFeatures("abcdefg.apache.com", classes, entropy);
    assertThat(SpotDnsWords.text(SpotDnsWords.word(apache, 213, 11, 1, 0)))
        .isEqualTo("2_7_11_2_10_1_1_0");
    int amazon = SpotDnsWords.nameFeatures("www.amazon.com", classes, entropy);
    assertThat(SpotDnsWords.text(SpotDnsWords.word(amazon, 60, 0, -1, -1)))
        .isEqualTo("1_5_0_1_0_1_-1_-1");
    int none = SpotDnsWords.nameFeatures("x.y.unknown", classes, entropy);
    assertThat(SpotDnsWords.text(SpotDnsWords.word(none, 1L << 40, 23, 65535, 65535)))
        .isEqualTo("0_40_23_0_0_1_65535_65535");
  }

  @Test
  void httpWordsAreThoseOfSpot() {
    assertHttp(2, 0, 1.1, 2, 1, "PUT", "text/plain", 202, "2_0_PUT_4_text_0_1_202");
    assertHttp(1, 11, 4.7, 20, 15, "GET", "binary/octet-stream", 206, "1_11_GET_16_binary_3_4_206");
    assertHttp(1, 23, 5.0, 64, 8, "GET", "text", 302, "1_23_GET_17_text_3_6_302");
    assertHttp(0, 23, 6.0, 1, 0, "GET", "-", null, "0_23_GET_19_-_0_0_unknown_response_code");
  }

  @Test
  void contentTypesEndAtTheirSlash() {
    assertThat(SpotHttpWords.contentType("text/html; charset=utf-8")).isEqualTo("text");
    assertThat(SpotHttpWords.contentType("/x")).isEmpty();
    assertThat(SpotHttpWords.contentType("/")).isEqualTo("unknown_content_type");
    assertThat(SpotHttpWords.contentType("-")).isEqualTo("-");
  }

  @Test
  void theUriLeavesOutPathAndQueryOfOneCharacter() {
    assertThat(SpotHttpWords.appendUri(new StringBuilder(), "h", "/", "?").toString())
        .isEqualTo("h");
    assertThat(SpotHttpWords.appendUri(new StringBuilder(), "h", "/p", "?q").toString())
        .isEqualTo("h/p?q");
    assertThat(SpotHttpWords.appendUri(new StringBuilder(), "h", null, null).toString())
        .isEqualTo("h");
  }

  private static void assertFlow(int from, int to, String source, String destination) {
    long base = SpotFlowWords.base(SpotFlowWords.portKey(from, to), UDP, 12, 222, 3);
    long sourceWord = SpotFlowWords.mark(base, SpotFlowWords.ownsKey(from, to));
    long destinationWord = SpotFlowWords.mark(base, SpotFlowWords.ownsKey(to, from));
    assertThat(SpotFlowWords.text(sourceWord)).isEqualTo(source);
    assertThat(SpotFlowWords.text(destinationWord)).isEqualTo(destination);
  }

  private static void assertHttp(
      int domainClass,
      int hour,
      double bits,
      int length,
      int agents,
      String method,
      String mimeType,
      @Nullable Integer status,
      String expected) {
    DomainClasses classes = new DomainClasses(Set.of("popular"), "own");
    String host = domainClass == 2 ? "www.own.com" : domainClass == 1 ? "popular.org" : "x";
    int numbers =
        SpotHttpWords.withAgentCount(
            SpotHttpWords.numbers(SpotHttpWords.hostFeatures(host, classes), hour, bits, length),
            agents);
    assertThat(
            SpotHttpWords.text(
                numbers, method, SpotHttpWords.contentType(mimeType), SpotHttpWords.status(status)))
        .isEqualTo(expected);
  }
}
