// SPDX-License-Identifier: Apache-2.0
package winnow.lake;

import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Random;
import winnow.lake.catalog.InputCounts;
import winnow.lake.catalog.InputIdentity;
import winnow.lake.catalog.LedgerEntry;
import winnow.lake.catalog.RunEntry;
import winnow.schema.Case;
import winnow.schema.DnsBuilder;
import winnow.schema.Finding;
import winnow.schema.FlowBuilder;
import winnow.schema.HttpBuilder;
import winnow.schema.IpAddress;
import winnow.schema.Observer;
import winnow.schema.ResourceRecord;
import winnow.schema.TelemetryKind;
import winnow.schema.TelemetryRecord;

/** Made-up inputs for tests. */
final class Samples {
  static final long HOUR = 3_600_000_000L;
  static final long DAY_START = 1_700_006_400_000_000L;

  private Samples() {}

  static InputIdentity input(int number) {
    return new InputIdentity("%064x".formatted(number), "input-" + number, "test", "made-up", 99);
  }

  /** Flow number {@code number}, whose port and octets tell it from the others. */
  static TelemetryRecord flow(long eventTimeMicros, int number) {
    FlowBuilder flow = new FlowBuilder();
    flow.observer(Observer.UNKNOWN);
    flow.reset();
    flow.eventTimeMicros = eventTimeMicros;
    flow.sourceAddress = IpAddress.ofIpv4(0x0a000000 | number % 251);
    flow.destinationAddress = IpAddress.ofIpv4(0xc6336400 | number % 13);
    flow.sourcePort = number & 0xffff;
    flow.octets = number;
    flow.service = number % 3 == 0 ? "dns" : null;
    return flow.build();
  }

  static TelemetryRecord dns(long eventTimeMicros, int number) {
    DnsBuilder dns = new DnsBuilder();
    dns.eventTimeMicros = eventTimeMicros;
    dns.clientAddress = IpAddress.ofIpv4(0x0a000000 | number % 251);
    dns.serverAddress = IpAddress.ofIpv4(0x08080808);
    if (number % 2 == 0) {
      dns.answers = List.of(new ResourceRecord("a" + number + ".example", 5, 60));
    }
    return dns.build();
  }

  static TelemetryRecord http(long eventTimeMicros, int number) {
    HttpBuilder http = new HttpBuilder();
    http.eventTimeMicros = eventTimeMicros;
    http.clientAddress = IpAddress.parse("2001:db8::" + Integer.toHexString(number % 97));
    return http.build();
  }

  static TelemetryRecord any(TelemetryKind kind, long eventTimeMicros, int number) {
    return switch (kind) {
      case FLOW -> flow(eventTimeMicros, number);
      case DNS -> dns(eventTimeMicros, number);
      case HTTP -> http(eventTimeMicros, number);
    };
  }

  static RunEntry run(String id, Map<TelemetryKind, Long> snapshotIds, long findings) {
    return new RunEntry(
        id,
        "spot",
        TelemetryKind.FLOW,
        LocalDate.of(2023, 11, 15),
        Instant.now().truncatedTo(ChronoUnit.MICROS),
        findings,
        "digest",
        snapshotIds,
        "{}");
  }

  static Finding finding(String runId, int rank) {
    return new Finding(
        runId,
        LocalDate.of(2023, 11, 15),
        TelemetryKind.FLOW,
        "spot",
        rank,
        1.0 / rank,
        DAY_START + rank,
        "10.0.0." + rank,
        rank % 2 == 0 ? null : "198.51.100.1",
        "it is rare",
        "{}",
        "{}");
  }

  static RunEntry caseRun(String id, long cases) {
    return new RunEntry(
        id,
        "cases",
        null,
        LocalDate.of(2023, 11, 15),
        Instant.now().truncatedTo(ChronoUnit.MICROS),
        cases,
        "digest",
        Map.of(),
        "{}");
  }

  static Case caseOf(String runId, int rank) {
    return new Case(
        runId,
        LocalDate.of(2023, 11, 15),
        rank,
        "10.0.0." + rank,
        Math.pow(10, -6.0 / rank),
        6.0 / rank,
        rank < 3,
        rank % 2 == 0,
        rank % 3 == 0 ? List.of() : List.of("beacon", "rare"),
        rank % 2 == 0 ? null : "T1071",
        DAY_START + rank,
        DAY_START + 2 * HOUR + rank,
        "it comes back every minute",
        "{\"parts\": []}");
  }

  /** Ingests {@code flows} flows in any order within {@code hours} hours. */
  static LedgerEntry ingest(Lake lake, int number, int flows, int hours) {
    Random random = new Random(number);
    try (Ingest ingest = lake.beginIngest(input(number))) {
      for (int i = 0; i < flows; i++) {
        long time = DAY_START + (long) (random.nextDouble() * hours * HOUR);
        ingest.append(flow(time, number * 1_000_000 + i));
      }
      return ingest.commit(InputCounts.accepted(flows));
    }
  }
}
