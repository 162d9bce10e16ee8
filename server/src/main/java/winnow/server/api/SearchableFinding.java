// SPDX-License-Identifier: Apache-2.0
package winnow.server.api;

import java.util.Locale;
import tools.jackson.databind.JsonNode;
import winnow.casebook.Sighting;
import winnow.lake.Runs;
import winnow.schema.Finding;

/**
 * A finding with the text that searches look at: entity, peer, sentence, and every value of its
 * row, in lower case.
 */
final class SearchableFinding implements RankedLists.Searchable<Finding> {
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

  /** The lists that were looked at last, none so far; see {@link RankedLists}. */
  static RankedLists<Finding, SearchableFinding> lists(Runs runs, int longest) {
    return new RankedLists<>(
        "finding", longest, runs::findings, SearchableFinding::new, Finding::rank);
  }

  @Override
  public Finding row() {
    return finding;
  }

  /** What suppressions look at. */
  Sighting sighting() {
    return sighting;
  }

  @Override
  public String text() {
    return text;
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
