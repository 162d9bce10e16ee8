// SPDX-License-Identifier: Apache-2.0
package winnow.server;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
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

  private record Part(
      String fact, double value, @Nullable Double usual, @Nullable Double fleet, double bits) {}

  private record Evidence(
      String family,
      String peer,
      String technique,
      double p,
      double score,
      Instant first,
      Instant last,
      String sentence,
      List<Part> parts) {}

  private record FamilyPart(String family, double bits) {}

  private record Explanation(
      List<FamilyPart> parts, double expectedFalse, String normalIf, List<Evidence> evidence) {}

  private static Case of(String run, LocalDate day, int rank, boolean notable) {
    CaseBuilder found = new CaseBuilder();
    found.runId = run;
    found.day = day;
    found.rank = rank;
    found.host = rank == 4 ? "2001:db8::a4" : "10.0.0." + (rank + 1);
    found.notable = notable;
    found.provisional = !day.equals(SampleLake.DAY) || rank % 5 == 3;
    List<Evidence> evidence = evidence(day, rank);
    List<FamilyPart> parts = parts(rank, evidence);
    found.score = parts.stream().mapToDouble(FamilyPart::bits).sum();
    found.p = Math.pow(10, -found.score);
    found.families = parts.stream().map(FamilyPart::family).toList();
    found.technique = rank % 7 == 0 ? null : evidence.getFirst().technique;
    found.firstMicros =
        evidence.stream().mapToLong(one -> one.first.toEpochMilli()).min().orElseThrow() * 1000;
    found.lastMicros =
        evidence.stream().mapToLong(one -> one.last.toEpochMilli()).max().orElseThrow() * 1000;
    found.sentence = evidence.getFirst().sentence;
    String normal = "the host had talked to the same end on most of the last 14 days";
    found.explanation =
        JSON.writeValueAsString(new Explanation(parts, HOSTS * found.p, normal, evidence));
    return found.build();
  }

  /** Each family's share: the first most, a multiple of 1/65536. */
  private static List<FamilyPart> parts(int rank, List<Evidence> evidence) {
    List<FamilyPart> parts = new ArrayList<>();
    double whole = 6.0 / rank + Math.log10(HOSTS / (0.02 * Math.pow(rank, 1.5)));
    for (int i = 0; i < evidence.size(); i++) {
      double bits = Math.rint(STEPS * whole * share(i, evidence.size())) / STEPS;
      parts.add(new FamilyPart(evidence.get(i).family, bits));
    }
    return parts;
  }

  private static double share(int number, int of) {
    if (of == 1) {
      return 1;
    }
    return number == 0 ? 0.7 : 0.3 / (of - 1);
  }

  private static List<Evidence> evidence(LocalDate day, int rank) {
    List<Evidence> evidence = new ArrayList<>();
    int count = rank == 1 ? 4 : 1 + rank % 3;
    for (int i = 0; i < count; i++) {
      evidence.add(evidence(day, rank, FAMILIES.get((rank - 1 + i) % FAMILIES.size())));
    }
    return evidence;
  }

  private static Evidence evidence(LocalDate day, int rank, String family) {
    boolean isWholeDay = List.of("uploads", "downloads", "logons", "contacts").contains(family);
    Instant midnight = day.atStartOfDay(ZoneOffset.UTC).toInstant();
    int minute = (rank * 157 + family.length() * 61) % 1100;
    int minutes = 30 + rank * 11 % 280;
    String peer = peer(rank, family);
    List<Part> parts =
        List.of(
            new Part("median interval, s", 60.0, null, null, 2.5),
            new Part("bytes sent", 1_234_567_890.0, 2_400_000.0, 910_000.0, 5.25),
            new Part("share of the hosts that ask under the domain", 0.004, null, 0.31, 6.75),
            new Part("days it was seen before", 0.0, 12.0, 4.0, 3.0),
            new Part("hours of the day", 3.0, 9.0, 10.0, -0.75));
    return new Evidence(
        family,
        peer,
        technique(family),
        1e-5 * rank,
        parts.stream().mapToDouble(Part::bits).sum(),
        isWholeDay ? midnight : midnight.plusSeconds(60L * minute),
        midnight.plusSeconds(isWholeDay ? 86_399 : 60L * (minute + minutes)),
        sentence(rank, family, peer),
        parts);
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

  private static String technique(String family) {
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
}
