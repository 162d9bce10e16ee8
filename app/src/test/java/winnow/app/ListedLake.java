// SPDX-License-Identifier: Apache-2.0
package winnow.app;

import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import winnow.analysis.evidence.Combination;
import winnow.analysis.evidence.DayCases;
import winnow.lake.Lake;
import winnow.lake.catalog.RunEntry;
import winnow.schema.Case;
import winnow.schema.Finding;
import winnow.schema.FindingBuilder;
import winnow.schema.TelemetryKind;

/** A lake with a list of findings and a list of cases of two days, made by test code. */
final class ListedLake {
  static final LocalDate DAY = LocalDate.parse("2026-03-04");
  private static final int FAMILIES = 9;

  private ListedLake() {}

  static void make(Path folder) {
    try (Lake lake = Lake.open(folder)) {
      for (LocalDate day : List.of(DAY, DAY.plusDays(1))) {
        List<Finding> findings = findings(day);
        lake.runs()
            .publish(entry("spot-" + day, TelemetryKind.FLOW, day, findings.size()), findings);
        List<Case> cases = cases(day);
        lake.runs().publishCases(entry("cases-" + day, null, day, cases.size()), cases);
      }
    }
  }

  private static RunEntry entry(
      String id, @org.jspecify.annotations.Nullable TelemetryKind kind, LocalDate day, int rows) {
    Instant end = day.plusDays(1).atStartOfDay().toInstant(java.time.ZoneOffset.UTC);
    String method = kind == null ? "cases" : "spot";
    return new RunEntry(id, method, kind, day, end, rows, "digest of " + id, Map.of(), "{}");
  }

  private static List<Finding> findings(LocalDate day) {
    List<Finding> findings = new ArrayList<>();
    for (int rank = 1; rank <= 5; rank++) {
      FindingBuilder finding = new FindingBuilder();
      finding.runId = "spot-" + day;
      finding.day = day;
      finding.method = "spot";
      finding.rank = rank;
      finding.score = rank / 1e6;
      finding.eventTimeMicros = day.toEpochDay() * 86_400_000_000L + rank;
      finding.entity = "10.0.0." + rank;
      finding.peer = "192.0.2." + rank;
      finding.sentence = finding.entity + " dealt with " + finding.peer;
      finding.row =
          "{\"src_addr\":\"10.0.0.%d\",\"dst_addr\":\"192.0.2.%d\",\"dst_port\":%d}"
              .formatted(rank, rank, 440 + rank);
      findings.add(finding.build());
    }
    return findings;
  }

  private static List<Case> cases(LocalDate day) {
    return List.of(
        of(day, 1, true, Map.of("beacon 203.0.113.7 443/6", 1e-9, "tunnel t.example", 1e-3)),
        of(day, 2, true, Map.of("beacon 203.0.113.8 443/6", 1e-7, "edges 10.0.0.9 445/6", 1e-7)),
        of(day, 3, false, Map.of("beacon 203.0.113.9 443/6", 1e-3)));
  }

  /** The case of host 10.0.0.{rank}, with evidence by family and peer. */
  static Case of(LocalDate day, int rank, boolean notable, Map<String, Double> evidence) {
    DayCases cases = new DayCases(FAMILIES);
    List<String> json = new ArrayList<>();
    List<String> families = new ArrayList<>();
    evidence.entrySet().stream()
        .sorted(Map.Entry.comparingByValue())
        .forEach(one -> {
          String family = one.getKey().substring(0, one.getKey().indexOf(' '));
          String peer = one.getKey().substring(family.length() + 1);
          families.add(family);
          cases.add("host", family, one.getValue(), 4);
          json.add(
              """
              {"family":"%s","peer":"%s","technique":"T1071","p":%s,"score":4.0,
               "first":"%sT08:00:00Z","last":"%sT09:00:00Z","sentence":"%s with %s",
               "parts":[{"fact":"contacts","value":9.0,"usual":null,"fleet":null,"bits":4.0}]}\
              """
                  .formatted(family, peer, one.getValue(), day, day, family, peer));
        });
    double score = cases.scores(Combination.CAUCHY).getOrDefault("host", 0.0);
    return new Case(
        "cases-" + day,
        day,
        rank,
        "10.0.0." + rank,
        Math.pow(10, -score),
        Math.rint(score * 65536) / 65536,
        notable,
        false,
        families,
        "T1071",
        day.toEpochDay() * 86_400_000_000L,
        day.toEpochDay() * 86_400_000_000L + 1,
        "Case of 10.0.0." + rank,
        "{\"parts\":[],\"expectedFalse\":0.1,\"evidence\":[" + String.join(",", json) + "]}");
  }
}
