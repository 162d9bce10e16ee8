// SPDX-License-Identifier: Apache-2.0
package winnow.casebook;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.DoubleUnaryOperator;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;
import winnow.schema.Case;
import winnow.schema.evidence.CauchyScale;

/** Builds cases as a run does: of one family the smallest p-value counts, silent ones as 1/2. */
final class SampleCase {
  static final int FAMILIES = 9;
  static final LocalDate DAY = LocalDate.parse("2026-03-04");
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final String host;
  private final List<Map<String, Object>> evidence = new ArrayList<>();

  private DoubleUnaryOperator calibration = DoubleUnaryOperator.identity();

  SampleCase(String host) {
    this.host = host;
  }

  SampleCase add(String family, String peer, double p) {
    return add(family, peer, p, Map.of("median interval, s", 4.0));
  }

  /** Evidence whose score is made of parts. */
  SampleCase add(String family, String peer, double p, Map<String, Double> bits) {
    Map<String, Object> one = new LinkedHashMap<>();
    one.put("family", family);
    one.put("peer", peer);
    one.put("technique", "T-" + family);
    one.put("p", p);
    one.put("score", bits.values().stream().mapToDouble(Double::doubleValue).sum());
    one.put("first", "2026-03-04T0" + evidence.size() + ":00:00Z");
    one.put("last", "2026-03-04T1" + evidence.size() + ":00:00Z");
    one.put("sentence", family + " with " + peer);
    List<Map<String, Object>> parts = new ArrayList<>();
    bits.forEach((fact, value) -> parts.add(Map.of("fact", fact, "value", 1.0, "bits", value)));
    one.put("parts", parts);
    evidence.add(one);
    return this;
  }

  SampleCase weight(double weight) {
    evidence.getLast().put("weight", weight);
    return this;
  }

  /** Has p-values learnt from ordinary days in place of those of the combination. */
  SampleCase calibrate(DoubleUnaryOperator calibration) {
    this.calibration = calibration;
    return this;
  }

  /** The p-value that a run would give it. */
  double p() {
    Map<String, Double> draws = new LinkedHashMap<>();
    for (Map<String, Object> one : evidence) {
      double weight = (Double) one.getOrDefault("weight", 1.0);
      double p = Math.min(1, p(one) / weight);
      draws.merge((String) one.get("family"), CauchyScale.of(p), Math::max);
    }
    return calibration.applyAsDouble(
        CauchyScale.p(draws.values().stream().mapToDouble(d -> d).sum() / FAMILIES));
  }

  private static double p(Map<String, Object> one) {
    return (Double) one.getOrDefault("p", 1.0);
  }

  Case build(int rank, boolean notable) {
    double p = p();
    double score = Math.rint(-Math.log10(p) * 65536) / 65536;
    Map<String, Object> explanation = new LinkedHashMap<>();
    explanation.put("parts", List.of(Map.of("family", best(), "bits", score)));
    explanation.put("expectedFalse", 1000 * p);
    explanation.put("normalIf", "it were known");
    explanation.put("evidence", evidence);
    return new Case(
        "cases-1",
        DAY,
        rank,
        host,
        p,
        score,
        notable,
        false,
        evidence.stream().map(one -> (String) one.get("family")).distinct().toList(),
        "T-" + best(),
        0,
        1,
        host + " " + sentence(),
        JSON.writeValueAsString(explanation));
  }

  private @Nullable Object sentence() {
    return evidence.stream()
        .min(Comparator.comparingDouble(SampleCase::p))
        .map(one -> one.get("sentence"))
        .orElse(null);
  }

  private @Nullable Object best() {
    return evidence.stream()
        .min(Comparator.comparingDouble(SampleCase::p))
        .map(one -> one.get("family"))
        .orElse(null);
  }
}
