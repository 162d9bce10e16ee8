// SPDX-License-Identifier: Apache-2.0
package winnow.server.api;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;
import winnow.casebook.ShownCase;
import winnow.casebook.Sighting;
import winnow.casebook.Suppression;
import winnow.casebook.Suppressions;
import winnow.casebook.Verdicts;
import winnow.schema.Case;
import winnow.schema.evidence.Importance;

/** Cases as the API shows them: with names for their addresses, and where their rows are. */
final class CaseViews {
  private final HostContext context;

  CaseViews(HostContext context) {
    this.context = context;
  }

  record View(
      String run,
      LocalDate day,
      int rank,
      String host,
      double p,
      double score,
      boolean notable,
      boolean provisional,
      List<String> families,
      @Nullable String technique,
      Instant first,
      Instant last,
      String sentence,
      List<FamilyPart> parts,
      @Nullable Double expectedFalse,
      Map<String, HostContext.Host> hosts,
      List<Long> suppressedBy,
      @Nullable String verdict) {}

  record FamilyPart(String family, double bits) {}

  /**
   * A case with all that is known about it.
   *
   * @param rows where the rows of each evidence are, in the order of the evidence
   */
  record Detail(@JsonUnwrapped View found, JsonNode explanation, List<Rows> rows) {}

  record Rows(String kind, String about, String sql) {}

  View view(Case found, List<Suppression> by, Verdicts verdicts) {
    JsonNode explanation = explanation(found);
    JsonNode expected = explanation.path("expectedFalse");
    return new View(
        found.runId(),
        found.day(),
        found.rank(),
        found.host(),
        found.p(),
        found.score(),
        found.notable(),
        found.provisional(),
        found.families(),
        found.technique(),
        Times.instant(found.firstMicros()),
        Times.instant(found.lastMicros()),
        found.sentence(),
        parts(explanation),
        expected.isNumber() ? expected.asDouble() : null,
        hosts(found, explanation),
        by.stream().map(Suppression::id).toList(),
        verdicts.mostAlarming(Verdicts.subjects(found)).map(Importance::text).orElse(null));
  }

  /** All of a case, with what is left of it, and which of its evidence is suppressed. */
  Detail detail(ShownCase shown, Suppressions suppressions, Verdicts verdicts) {
    Case stored = shown.stored();
    Case left = shown.shown() == null ? stored : shown.shown();
    ObjectNode explanation = (ObjectNode) explanation(stored);
    List<Rows> rows = new ArrayList<>();
    for (JsonNode evidence : explanation.path("evidence")) {
      EvidenceRows its = EvidenceRows.of(stored, evidence);
      rows.add(new Rows(its.rows().kind().tableName(), its.rows().about(), its.statement()));
      mark(stored, (ObjectNode) evidence, suppressions, verdicts);
    }
    ObjectNode ofLeft = (ObjectNode) explanation(left);
    explanation.set("parts", ofLeft.path("parts"));
    return new Detail(view(left, shown.by(), verdicts), explanation, rows);
  }

  private static void mark(
      Case stored, ObjectNode evidence, Suppressions suppressions, Verdicts verdicts) {
    String family = evidence.path("family").asString("");
    String peer = evidence.path("peer").asString("");
    Sighting sighting =
        Sighting.of(
            stored.host(),
            family,
            peer,
            Times.micros(Instant.parse(evidence.path("first").asString())),
            Times.micros(Instant.parse(evidence.path("last").asString())));
    suppressions.of(sighting).ifPresent(by -> evidence.put("suppressedBy", by.id()));
    verdicts
        .of(stored.day(), stored.host(), family, peer)
        .ifPresent(verdict -> evidence.put("verdict", verdict.importance().text()));
  }

  /** The explanation of a case, a JSON object. */
  static JsonNode explanation(Case found) {
    String what = "explanation of case " + found.rank() + " of run " + found.runId();
    return StoredJson.parse(found.explanation(), what);
  }

  /** What leases call the host of a case. */
  static Optional<String> name(JsonNode explanation) {
    return explanation.path("host").path("name").asStringOpt();
  }

  private static List<FamilyPart> parts(JsonNode explanation) {
    List<FamilyPart> parts = new ArrayList<>();
    for (JsonNode part : explanation.path("parts")) {
      parts.add(new FamilyPart(part.path("family").asString(""), part.path("bits").asDouble(0)));
    }
    return parts;
  }

  private Map<String, HostContext.Host> hosts(Case found, JsonNode explanation) {
    Map<String, HostContext.Host> hosts = new TreeMap<>();
    context.describe(found.host(), hosts);
    name(explanation)
        .ifPresent(
            name -> hosts.computeIfPresent(found.host(), (address, host) -> host.named(name)));
    for (JsonNode evidence : explanation.path("evidence")) {
      context.describe(EvidenceRows.end(evidence.path("peer").asString("")), hosts);
    }
    return hosts;
  }
}
