// SPDX-License-Identifier: Apache-2.0
package winnow.analysis.score;

import java.util.List;
import java.util.function.LongFunction;
import java.util.function.LongToIntFunction;
import winnow.analysis.count.HttpTexts;
import winnow.analysis.count.SharedTexts;
import winnow.analysis.word.SpotDnsWords;
import winnow.analysis.word.SpotFlowWords;
import winnow.analysis.word.SpotHttpWords;
import winnow.schema.TelemetryKind;

/** What the packed words of one run mean. */
final class Words {
  private static final char METHOD_MARK = '\u0000';
  private static final int METHOD = 0;
  private static final int CONTENT_TYPE = 1;
  private static final int STATUS = 2;

  private final TelemetryKind kind;
  private final HttpTexts httpTexts;
  private final SharedTexts values = new SharedTexts();

  Words(TelemetryKind kind, HttpTexts httpTexts) {
    this.kind = kind;
    this.httpTexts = httpTexts;
  }

  /**
   * A part of a word.
   *
   * @param feature what it is
   * @param number its value, -1 or more; equal numbers mean equal values
   * @param text its value as text
   */
  record Part(Feature feature, LongToIntFunction number, LongFunction<String> text) {}

  /** The parts of the words known so far, in order. */
  List<Part> parts() {
    return switch (kind) {
      case FLOW -> flowParts();
      case DNS -> dnsParts();
      case HTTP -> httpParts();
    };
  }

  /** A text that only this word has. */
  String key(long word) {
    return switch (kind) {
      case FLOW -> SpotFlowWords.text(word);
      case DNS -> SpotDnsWords.text(word);
      case HTTP -> {
        String[] texts = httpTexts.parts((int) word);
        yield SpotHttpWords.text(numbers(word), texts[METHOD], texts[CONTENT_TYPE], texts[STATUS])
            + METHOD_MARK
            + texts[METHOD];
      }
    };
  }

  /** The word as Spot writes it, from its {@link #key}. */
  static String text(String key) {
    int mark = key.indexOf(METHOD_MARK);
    return mark < 0 ? key : key.substring(0, mark);
  }

  private static List<Part> flowParts() {
    return List.of(
        part(Feature.PORT, SpotFlowWords::portKey),
        part(Feature.PROTOCOL, SpotFlowWords::protocol),
        part(Feature.HOUR, SpotFlowWords::hour),
        part(Feature.OCTETS, SpotFlowWords::octetsBin),
        part(Feature.PACKETS, SpotFlowWords::packetsBin));
  }

  private static List<Part> dnsParts() {
    return List.of(
        part(Feature.DOMAIN_CLASS, SpotDnsWords::domainClass),
        part(Feature.FRAME_LENGTH, SpotDnsWords::lengthBin),
        part(Feature.HOUR, SpotDnsWords::hour),
        part(Feature.SUBDOMAIN_LENGTH, SpotDnsWords::subdomainBin),
        part(Feature.SUBDOMAIN_ENTROPY, SpotDnsWords::entropyBin),
        part(Feature.LABELS, SpotDnsWords::partsBin),
        part(Feature.TYPE, SpotDnsWords::type),
        part(Feature.RESPONSE_CODE, SpotDnsWords::responseCode));
  }

  private List<Part> httpParts() {
    return List.of(
        part(Feature.DOMAIN_CLASS, word -> SpotHttpWords.domainClass(numbers(word))),
        part(Feature.HOUR, word -> SpotHttpWords.hour(numbers(word))),
        textPart(Feature.METHOD, METHOD),
        part(Feature.URI_ENTROPY, word -> SpotHttpWords.entropyBin(numbers(word))),
        textPart(Feature.CONTENT_TYPE, CONTENT_TYPE),
        part(Feature.AGENT_ROWS, word -> SpotHttpWords.agentBin(numbers(word))),
        part(Feature.URI_LENGTH, word -> SpotHttpWords.lengthBin(numbers(word))),
        textPart(Feature.STATUS, STATUS));
  }

  private static Part part(Feature feature, LongToIntFunction number) {
    return new Part(feature, number, word -> Integer.toString(number.applyAsInt(word)));
  }

  private Part textPart(Feature feature, int index) {
    LongFunction<String> text = word -> httpTexts.parts((int) word)[index];
    int[] numberOfParts = new int[httpTexts.combinations()];
    for (int parts = 0; parts < numberOfParts.length; parts++) {
      numberOfParts[parts] = values.id(text.apply(parts));
    }
    return new Part(feature, word -> numberOfParts[(int) word], text);
  }

  private static int numbers(long word) {
    return (int) (word >>> 32);
  }
}
