// SPDX-License-Identifier: Apache-2.0
package winnow.analysis.score;

import java.util.ArrayList;
import java.util.List;
import winnow.analysis.count.HttpTexts;
import winnow.analysis.count.LongTable;
import winnow.analysis.feedback.BenignRow;
import winnow.analysis.word.DomainClasses;
import winnow.analysis.word.Entropy;
import winnow.analysis.word.SpotDnsWords;
import winnow.analysis.word.SpotFlowWords;
import winnow.analysis.word.SpotHttpWords;

/** The words of rows that people called benign. */
final class BenignWords {
  private static final int PROTOCOLS = 256;

  private final DomainClasses classes;
  private final HttpTexts texts;
  private final LongTable seenWords;
  private final Entropy entropy = new Entropy();
  private final List<Pair> pairs = new ArrayList<>();

  /**
   * A converter.
   *
   * @param classes classes of domains
   * @param texts the run's texts; its agents must be counted already
   * @param seenWords the words of the analysed rows
   */
  BenignWords(DomainClasses classes, HttpTexts texts, LongTable seenWords) {
    this.classes = classes;
    this.texts = texts;
    this.seenWords = seenWords;
  }

  /** A word of a document. */
  record Pair(String document, long word) {}

  /** The pairs of all rows added. */
  List<Pair> pairs() {
    return pairs;
  }

  /** Adds the words of a row; false when it has none that could matter. */
  boolean add(BenignRow row) {
    int before = pairs.size();
    switch (row) {
      case BenignRow.Flow flow -> addFlow(flow);
      case BenignRow.Dns dns -> addDns(dns);
      case BenignRow.Http http -> addHttp(http);
    }
    return pairs.size() > before;
  }

  private void addFlow(BenignRow.Flow flow) {
    Integer protocol = flow.protocol();
    if (protocol != null) {
      addFlow(flow, protocol);
      return;
    }
    for (int any = 0; any < PROTOCOLS; any++) {
      long base = base(flow, any);
      boolean sourceOwns = SpotFlowWords.ownsKey(flow.sourcePort(), flow.destinationPort());
      if (seenWords.find(SpotFlowWords.mark(base, sourceOwns)) != LongTable.NONE) {
        addFlow(flow, any);
      }
    }
  }

  private void addFlow(BenignRow.Flow flow, int protocol) {
    long base = base(flow, protocol);
    int from = flow.sourcePort();
    int to = flow.destinationPort();
    pairs.add(new Pair(flow.source(), SpotFlowWords.mark(base, SpotFlowWords.ownsKey(from, to))));
    pairs.add(
        new Pair(flow.destination(), SpotFlowWords.mark(base, SpotFlowWords.ownsKey(to, from))));
  }

  private static long base(BenignRow.Flow flow, int protocol) {
    int key = SpotFlowWords.portKey(flow.sourcePort(), flow.destinationPort());
    return SpotFlowWords.base(key, protocol, flow.hour(), flow.octets(), flow.packets());
  }

  private void addDns(BenignRow.Dns dns) {
    int features = SpotDnsWords.nameFeatures(dns.name(), classes, entropy);
    pairs.add(
        new Pair(
            dns.client(),
            SpotDnsWords.word(
                features, dns.frameOctets(), dns.hour(), dns.type(), dns.responseCode())));
  }

  private void addHttp(BenignRow.Http http) {
    int numbers =
        SpotHttpWords.numbers(
            SpotHttpWords.hostFeatures(http.host(), classes),
            http.hour(),
            entropy.bits(http.uri()),
            http.uri().length());
    long rows = texts.rowsOfAgent(texts.agents().id(http.userAgent()));
    int parts =
        texts.parts(
            http.method(),
            SpotHttpWords.contentType(http.mimeType()),
            SpotHttpWords.status(http.status()));
    pairs.add(
        new Pair(http.client(), (long) SpotHttpWords.withAgentCount(numbers, rows) << 32 | parts));
  }
}
