// SPDX-License-Identifier: Apache-2.0
package winnow.server.api;

import java.util.List;
import java.util.Locale;
import tools.jackson.databind.JsonNode;
import winnow.casebook.Sighting;
import winnow.schema.Finding;

/**
 * A finding with the text that searches look at: entity, peer, sentence, and every value of its
 * row, in lower case.
 */
final class SearchableFinding {
  private static final long MICROS_PER_HOUR = 3_600_000_000L;
  private static final int HOURS_PER_DAY = 24;

  private final Finding finding;
  private final String text;
  private final Sighting sighting;

  SearchableFinding(Finding finding) {
    this.finding = finding;
    StringBuilder words = new StringBuilder(512);
    words.append(finding.entity()).append('\n').append(finding.sentence()).append('\n');
    if (finding.peer() != null) {
      words.append(finding.peer()).append('\n');
    }
    appendValues(StoredJson.parse(finding.row(), "row", finding), words);
    sighting = Sighting.of(finding);
    text = words.toString().toLowerCase(Locale.ROOT);
  }

  Finding finding() {
    return finding;
  }

  /** What suppressions look at. */
  Sighting sighting() {
    return sighting;
  }

  /** Whether it has every one of the words, which are in lower case. */
  boolean hasAll(List<String> words) {
    return words.stream().allMatch(text::contains);
  }

  /** Whether it is about this address, name or user, on either side. */
  boolean isAbout(String entity) {
    return finding.entity().equals(entity) || entity.equals(finding.peer());
  }

  /** Hour of the day of its event, UTC, 0 to 23. */
  int hour() {
    return Math.floorMod(Math.floorDiv(finding.eventTimeMicros(), MICROS_PER_HOUR), HOURS_PER_DAY);
  }

  private static void appendValues(JsonNode node, StringBuilder words) {
    if (node.isContainer()) {
      node.forEach(child -> appendValues(child, words));
    } else if (!node.isNull()) {
      words.append(node.asString()).append('\n');
    }
  }
}
