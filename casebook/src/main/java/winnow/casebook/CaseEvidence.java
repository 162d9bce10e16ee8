// SPDX-License-Identifier: Apache-2.0
package winnow.casebook;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A piece of evidence of a case, as its explanation has it.
 *
 * @param json the JSON object, not to be changed
 */
record CaseEvidence(ObjectNode json) {
  String family() {
    return json.path("family").asString("");
  }

  String peer() {
    return json.path("peer").asString("");
  }

  String sentence() {
    return json.path("sentence").asString("");
  }

  @Nullable String technique() {
    return json.path("technique").asStringOpt().filter(text -> !text.isEmpty()).orElse(null);
  }

  long firstMicros() {
    return micros("first");
  }

  long lastMicros() {
    return micros("last");
  }

  /** Its p-value, weighted by what earlier verdicts say of it. */
  double p() {
    return Math.min(1, json.path("p").asDouble(1) / json.path("weight").asDouble(1));
  }

  private long micros(String name) {
    return Sql.micros(Instant.parse(json.path(name).asString()));
  }

  /**
   * What is left of it under suppressions; null when nothing is. Evidence that lists several peers,
   * its own the first of them, loses those that are suppressed, and as much of the logarithm of its
   * p-value as they had of its bits.
   *
   * @param by takes what suppresses some of it
   */
  @Nullable CaseEvidence without(String host, Suppressions suppressions, Set<Suppression> by) {
    ArrayNode parts = json.path("parts").isArray() ? (ArrayNode) json.path("parts") : null;
    if (parts == null || !listsPeers(parts)) {
      Optional<Suppression> suppression = suppressions.of(sighting(host, peer()));
      suppression.ifPresent(by::add);
      return suppression.isPresent() ? null : this;
    }
    List<JsonNode> left = new ArrayList<>();
    for (JsonNode part : parts) {
      Optional<Suppression> suppression = suppressions.of(sighting(host, fact(part)));
      suppression.ifPresent(by::add);
      if (suppression.isEmpty()) {
        left.add(part);
      }
    }
    return left.size() == parts.size() ? this : left.isEmpty() ? null : rest(left);
  }

  private boolean listsPeers(ArrayNode parts) {
    return !parts.isEmpty() && !peer().isEmpty() && fact(parts.get(0)).equals(peer());
  }

  private CaseEvidence rest(List<JsonNode> left) {
    double score = left.stream().mapToDouble(part -> part.path("bits").asDouble()).sum();
    double share = score / json.path("score").asDouble();
    ObjectNode rest = json.deepCopy();
    rest.put("peer", fact(left.getFirst()));
    rest.put("p", StrictMath.pow(json.path("p").asDouble(1), Math.clamp(share, 0, 1)));
    rest.put("score", score);
    rest.put(
        "sentence",
        "is left with " + String.join("; ", left.stream().map(CaseEvidence::fact).toList()));
    rest.putArray("parts").addAll(left);
    return new CaseEvidence(rest);
  }

  private Sighting sighting(String host, String peer) {
    return Sighting.of(host, family(), peer, firstMicros(), lastMicros());
  }

  private static String fact(JsonNode part) {
    return part.path("fact").asString("");
  }
}
