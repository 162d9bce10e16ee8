// SPDX-License-Identifier: Apache-2.0
package winnow.casebook;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;
import winnow.schema.Case;
import winnow.schema.evidence.CauchyScale;

/**
 * The explanation of a case, and what becomes of the case when some of its evidence is left out.
 *
 * @param json the JSON object, not to be changed
 * @param evidence its evidence, in its order
 */
record Explanation(ObjectNode json, List<CaseEvidence> evidence) {
  private static final JsonMapper MAPPER = JsonMapper.builder().build();
  private static final double STEPS = 1 << 16;

  static Explanation of(Case stored) {
    try {
      ObjectNode json = (ObjectNode) MAPPER.readTree(stored.explanation());
      List<CaseEvidence> evidence = new ArrayList<>();
      for (JsonNode one : json.path("evidence")) {
        evidence.add(new CaseEvidence((ObjectNode) one));
      }
      return new Explanation(json, List.copyOf(evidence));
    } catch (JacksonException | ClassCastException e) {
      throw new IllegalArgumentException(
          "the explanation of case "
              + stored.rank()
              + " of run "
              + stored.runId()
              + " is not JSON with a list of evidence",
          e);
    }
  }

  /**
   * What a case is with {@code left} of its evidence, which is some.
   *
   * @param scale how its run turned evidence into p-values
   * @param ordinary the highest score of the run that is not notable
   */
  Case rest(Case stored, List<CaseEvidence> left, RunScale scale, double ordinary) {
    Map<String, Double> draws = draws(left);
    double p = scale.p(sum(draws), stored.p());
    double score = steps(-StrictMath.log10(p)) / STEPS;
    CaseEvidence headline = headline(stored);
    boolean hasHeadline = left.contains(headline);
    CaseEvidence best = hasHeadline ? headline : best(left);
    return new Case(
        stored.runId(),
        stored.day(),
        stored.rank(),
        stored.host(),
        p,
        score,
        stored.notable() && score > ordinary,
        stored.provisional(),
        families(stored, draws),
        hasHeadline ? stored.technique() : best.technique(),
        left.stream().mapToLong(CaseEvidence::firstMicros).min().orElseThrow(),
        left.stream().mapToLong(CaseEvidence::lastMicros).max().orElseThrow(),
        hasHeadline ? stored.sentence() : sentence(stored, headline, best),
        json(stored.p(), p, score, draws, left, hasHeadline));
  }

  /** The sum of the draws of all families. */
  double sum() {
    return sum(draws(evidence));
  }

  /** The evidence that the sentence of a case is about: it ends with that of the evidence. */
  private CaseEvidence headline(Case stored) {
    return evidence.stream()
        .filter(one -> !one.sentence().isEmpty() && stored.sentence().endsWith(one.sentence()))
        .findFirst()
        .orElseGet(() -> best(evidence));
  }

  private static String sentence(Case stored, CaseEvidence headline, CaseEvidence best) {
    String before = stored.sentence();
    return before.endsWith(headline.sentence())
        ? before.substring(0, before.length() - headline.sentence().length()) + best.sentence()
        : best.sentence();
  }

  /** The draw of each family: that of the smallest p-value of its evidence. */
  private static Map<String, Double> draws(List<CaseEvidence> evidence) {
    Map<String, Double> draws = new LinkedHashMap<>();
    evidence.forEach(one -> draws.merge(one.family(), CauchyScale.of(one.p()), Math::max));
    return draws;
  }

  private static double sum(Map<String, Double> draws) {
    return draws.values().stream().mapToDouble(Double::doubleValue).sum();
  }

  private static CaseEvidence best(List<CaseEvidence> evidence) {
    return evidence.stream().min(Comparator.comparingDouble(CaseEvidence::p)).orElseThrow();
  }

  private static List<String> families(Case stored, Map<String, Double> draws) {
    return stored.families().stream()
        .filter(draws::containsKey)
        .sorted(Comparator.comparing(draws::get).reversed())
        .toList();
  }

  private String json(
      double before,
      double p,
      double score,
      Map<String, Double> draws,
      List<CaseEvidence> left,
      boolean hasHeadline) {
    ObjectNode rest = json.deepCopy();
    putParts(rest.putArray("parts"), score, draws);
    if (rest.path("expectedFalse").isNumber()) {
      rest.put("expectedFalse", rest.path("expectedFalse").asDouble() * (p / before));
    }
    if (!hasHeadline) {
      rest.remove("normalIf");
    }
    ArrayNode array = rest.putArray("evidence");
    left.forEach(one -> array.add(one.json()));
    return MAPPER.writeValueAsString(rest);
  }

  /** The score by families, in proportion to their draws; what rounding leaves goes to the best. */
  private static void putParts(ArrayNode parts, double score, Map<String, Double> draws) {
    List<Map.Entry<String, Double>> speaking =
        draws.entrySet().stream()
            .filter(entry -> entry.getValue() > 0)
            .sorted(Map.Entry.<String, Double>comparingByValue().reversed())
            .toList();
    if (speaking.isEmpty()) {
      draws.keySet().stream()
          .limit(1)
          .forEach(family -> parts.addObject().put("family", family).put("bits", score));
    }
    double all = speaking.stream().mapToDouble(Map.Entry::getValue).sum();
    long rest = steps(score);
    List<Long> steps = new ArrayList<>();
    for (Map.Entry<String, Double> entry : speaking) {
      steps.add((long) Math.floor(steps(score) * (entry.getValue() / all)));
      rest -= steps.getLast();
    }
    for (int i = 0; i < steps.size(); i++) {
      ObjectNode part = parts.addObject();
      part.put("family", speaking.get(i).getKey());
      part.put("bits", (steps.get(i) + (i == 0 ? rest : 0)) / STEPS);
    }
  }

  private static long steps(double score) {
    return (long) StrictMath.rint(score * STEPS);
  }
}
