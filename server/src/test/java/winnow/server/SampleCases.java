// SPDX-License-Identifier: Apache-2.0
package winnow.server;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;
import winnow.lake.Lake;
import winnow.lake.catalog.RunEntry;
import winnow.schema.Case;
import winnow.schema.CaseBuilder;

/** Cases about the hosts of the sample lake, with evidence of every family and hostile names. */
final class SampleCases {
  /** How many cases the last day has, and how many of them are notable. */
  static final int CASES = 70;

  static final int NOTABLE = 6;

  /** The newest run over the last day. */
  static final String RUN = "sample-cases-1";

  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final int HOSTS = 300;
  private static final double STEPS = 1 << 16;
  private static final List<Integer> PORTS = List.of(443, 22, 8443, 53, 3389, 4444);
  private static final List<String> FAMILIES =
      List.of(
          "beacon",
          "dns-tunnel",
          "uploads",
          "edges",
          "behaviour",
          "domains",
          "logons",
          "sites",
          "queries",
          "requests",
          "contacts",
          "downloads",
          "names");

  private SampleCases() {}

  static void publish(Lake lake) {
    publish(lake, "sample-cases-0", SampleLake.DAY.minusDays(1), 5, 1);
    publish(lake, RUN, SampleLake.DAY, CASES, NOTABLE);
  }

  private static void publish(Lake lake, String run, LocalDate day, int count, int notable) {
    List<Case> cases = new ArrayList<>();
    for (int rank = 1; rank <= count; rank++) {
      cases.add(of(run, day, rank, rank <= notable));
    }
    Instant finished = Instant.parse("2026-03-03T00:05:00Z");
    lake.runs()
        .publishCases(
            new RunEntry(
                run,
                "cases",
                null,
                day,
                finished,
                count,
                "c4".repeat(32),
                Map.of(),
                "{\"settings\": {\"seed\": 42}, \"lists\": {\"popularFile\": null}}"),
            cases);
  }

  private static Case of(String run, LocalDate day, int rank, boolean notable) {
    CaseBuilder found = new CaseBuilder();
    found.runId = run;
    found.day = day;
    found.rank = rank;
    found.host = rank == 4 ? "2001:db8::a4" : "10.0.0." + (rank + 1);
    found.notable = notable;
    found.provisional = !day.equals(SampleLake.DAY) || rank % 5 == 3;
    List<Map<String, Object>> evidence = evidence(day, rank);
    List<Map<String, Object>> parts = parts(rank, evidence);
    for (Map<String, Object> part : parts) {
      found.score += (double) part.get("bits");
    }
    found.p = Math.pow(10, -found.score);
    found.families = parts.stream().map(part -> (String) part.get("family")).toList();
    found.technique = rank % 7 == 0 ? null : (String) evidence.getFirst().get("technique");
    found.firstMicros = micros(evidence, "first", false);
    found.lastMicros = micros(evidence, "last", true);
    found.sentence = (String) evidence.getFirst().get("sentence");
    found.explanation =
        JSON.writeValueAsString(
            Map.of(
                "parts",
                parts,
                "expectedFalse",
                300 * found.p,
                "normalIf",
                "the host had talked to the same end on most of the last 14 days",
                "evidence",
                evidence));
    return found.build();
  }

  private static long micros(List<Map<String, Object>> evidence, String end, boolean last) {
    return evidence.stream()
            .map(one -> Instant.parse((String) one.get(end)).toEpochMilli())
            .reduce(last ? Math::max : Math::min)
            .orElseThrow()
        * 1000;
  }

  /** Each family's share: the first most, a multiple of 1/65536. */
  private static List<Map<String, Object>> parts(int rank, List<Map<String, Object>> evidence) {
    List<Map<String, Object>> parts = new ArrayList<>();
    double whole = 6.0 / rank + Math.log10(HOSTS / (0.02 * Math.pow(rank, 1.5)));
    for (int i = 0; i < evidence.size(); i++) {
      double bits = Math.rint(STEPS * whole * share(i, evidence.size())) / STEPS;
      parts.add(Map.of("family", evidence.get(i).get("family"), "bits", bits));
    }
    return parts;
  }

  private static double share(int number, int of) {
    if (of == 1) {
      return 1;
    }
    return number == 0 ? 0.7 : 0.3 / (of - 1);
  }

  private static List<Map<String, Object>> evidence(LocalDate day, int rank) {
    List<Map<String, Object>> evidence = new ArrayList<>();
    int count = rank == 1 ? 4 : 1 + rank % 3;
    for (int i = 0; i < count; i++) {
      String family = FAMILIES.get((rank - 1 + i) % FAMILIES.size());
      evidence.add(evidence(day, rank, family));
    }
    return evidence;
  }

  private static Map<String, Object> evidence(LocalDate day, int rank, String family) {
    boolean isWholeDay = List.of("uploads", "downloads", "logons", "contacts").contains(family);
    Instant midnight = day.atStartOfDay(ZoneOffset.UTC).toInstant();
    int minute = (rank * 157 + family.length() * 61) % 1100;
    String peer = peer(rank, family);
    Map<String, Object> one = new LinkedHashMap<>();
    one.put("family", family);
    one.put("peer", peer);
    one.put("technique", technique(family));
    one.put("p", 1e-5 * rank);
    one.put(
        "first", isWholeDay ? midnight.toString() : midnight.plusSeconds(60L * minute).toString());
    one.put(
        "last",
        isWholeDay
            ? midnight.plusSeconds(86_399).toString()
            : midnight.plusSeconds(60L * minute + 60L * (30 + rank * 11 % 280)).toString());
    one.put("sentence", sentence(rank, family, peer));
    List<Map<String, Object>> parts =
        List.of(
            part("median interval, s", 60.0, null, null, 2.5),
            part("bytes sent", 1_234_567_890.0, 2_400_000.0, 910_000.0, 5.25),
            part("share of the hosts that ask under the domain", 0.004, null, 0.31, 6.75),
            part("days it was seen before", 0.0, 12.0, 4.0, 3.0),
            part("hours of the day", 3.0, 9.0, 10.0, -0.75));
    one.put("score", parts.stream().mapToDouble(part -> (double) part.get("bits")).sum());
    one.put("parts", parts);
    return one;
  }

  private static String peer(int rank, String family) {
    return switch (family) {
      case "beacon", "edges" ->
          "203.0.113." + (rank - 1) % 40 + " " + PORTS.get((rank - 1) % PORTS.size()) + "/6";
      case "dns-tunnel", "domains" ->
          rank <= SampleLake.NASTY_NAMES.size()
              ? SampleLake.NASTY_NAMES.get(rank - 1)
              : "cdn" + (rank - 1) % 7 + ".example.org";
      case "sites" -> "example.net";
      case "behaviour" -> "to outside 443/6, sent 256 to 1023 bytes, got 0 bytes, 1 to 3 s";
      case "queries" -> "type 16, no answer, up to 16 characters below the domain";
      case "requests" -> "POST 200 text/html";
      default -> "";
    };
  }

  private static @Nullable String technique(String family) {
    return switch (family) {
      case "beacon" -> "T1071";
      case "dns-tunnel" -> "T1071.004";
      case "uploads" -> "T1048";
      case "edges" -> "T1021";
      default -> "T1568";
    };
  }

  private static String sentence(int rank, String family, String peer) {
    return switch (family) {
      case "beacon" -> "It called " + peer + " every 60 s for 3 h 40 min, which no other host did.";
      case "dns-tunnel" ->
          "It asked for " + (90 + rank) + " names under " + peer + " that carry 41 kB.";
      case "uploads" -> "It sent 1.23 GB to ends that few hosts contact; it usually sends 2.4 MB.";
      case "edges" -> "It went to " + peer + " for the first time, as no host like it did.";
      default -> "Its " + family + " are rare for it and for all: " + peer + ".";
    };
  }

  private static Map<String, Object> part(
      String fact, double value, @Nullable Double usual, @Nullable Double fleet, double bits) {
    Map<String, Object> part = new LinkedHashMap<>();
    part.put("fact", fact);
    part.put("value", value);
    part.put("usual", usual);
    part.put("fleet", fleet);
    part.put("bits", bits);
    return part;
  }
}
