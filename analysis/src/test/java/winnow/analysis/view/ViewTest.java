// SPDX-License-Identifier: Apache-2.0
package winnow.analysis.view;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import winnow.analysis.count.RowSource;
import winnow.analysis.day.DayCounts;
import winnow.analysis.detect.Observed;
import winnow.analysis.score.TestRows;
import winnow.analysis.word.AmountBins;
import winnow.schema.DnsBuilder;
import winnow.schema.HttpBuilder;

class ViewTest {
  @Test
  void amountsFallIntoBinsOfAFactorOfFour() {
    assertThat(
            new int[] {AmountBins.bin(0), AmountBins.bin(1), AmountBins.bin(3), AmountBins.bin(4)})
        .containsExactly(0, 1, 1, 2);
    assertThat(AmountBins.bin(Long.MAX_VALUE)).isEqualTo(15);
    assertThat(AmountBins.range(AmountBins.bin(700))).isEqualTo("256 to 1023");
    assertThat(AmountBins.range(0)).isEqualTo("0");
    assertThat(AmountBins.range(15)).isEqualTo("268435456 or more");
  }

  @Test
  void aFlowIsAWordOfEachEndInside() {
    RowSource flows =
        TestRows.flows(
            List.of(
                Office.flow("10.0.0.1", "10.0.0.2", 445, 1),
                Office.flow("10.0.0.1", "198.51.100.7", 60_000, 1),
                Office.flow("198.51.100.7", "10.0.0.2", 25, 1)),
            10);
    List<String> words = words(View.BEHAVIOUR, flows);
    assertThat(words)
        .hasSize(4)
        .anyMatch(word -> word.startsWith("10.0.0.1: to inside 445/6, sent "))
        .anyMatch(word -> word.startsWith("10.0.0.2: from inside 445/6, sent "))
        .anyMatch(word -> word.startsWith("10.0.0.2: from outside 25/6, sent "));
    assertThat(words(View.EDGES, flows)).containsExactly("10.0.0.1: 10.0.0.2 445/6");
  }

  @Test
  void namesCountByTheirDomain() {
    DnsBuilder query = TestRows.dns(1);
    query.query = "a.b.example.co.uk";
    query.qtype = 16;
    query.rcode = 3;
    RowSource queries = TestRows.dns(List.of(query.build()), 10);
    assertThat(words(View.DOMAINS, queries)).containsExactly("172.16.9.132: example.co.uk");
    assertThat(words(View.QUERIES, queries))
        .containsExactly(
            "172.16.9.132: type 16, answer code 3, up to 8 characters below the domain");
  }

  @Test
  void requestsCountByTheirHostAndTheirShape() {
    HttpBuilder request = TestRows.http(1);
    request.host = "www.example.com";
    request.method = "POST";
    request.status = 404;
    request.mimeType = "text/html";
    request.requestOctets = 700L;
    request.responseOctets = 0L;
    RowSource requests = TestRows.http(List.of(request.build()), 10);
    assertThat(words(View.SITES, requests)).containsExactly("10.1.1.1: example.com");
    assertThat(words(View.REQUESTS, requests))
        .containsExactly("10.1.1.1: POST 4xx text, sent 256 to 1023 bytes, got 0");
  }

  private static List<String> words(View view, RowSource rows) {
    DayCounts counts = Observed.counts(List.of(rows));
    WordPairs pairs = new WordPairs();
    DayWords words = view.words(counts, pairs);
    return IntStream.range(0, words.size())
        .mapToObj(
            at -> pairs.address(words.host(at)) + ": " + view.describe(counts, words.source(at)))
        .toList();
  }
}
