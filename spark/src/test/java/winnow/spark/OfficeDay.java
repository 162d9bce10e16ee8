// SPDX-License-Identifier: Apache-2.0
package winnow.spark;

import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Random;
import winnow.lake.Ingest;
import winnow.lake.Lake;
import winnow.lake.catalog.InputCounts;
import winnow.lake.catalog.InputIdentity;
import winnow.schema.DnsBuilder;
import winnow.schema.FlowBuilder;
import winnow.schema.HttpBuilder;
import winnow.schema.IpAddress;

/** A lake with a day of an office, in several inputs, so that each hour has several files. */
final class OfficeDay {
  static final LocalDate DAY = LocalDate.parse("2026-03-02");

  private static final int INPUTS = 3;
  private static final int ROWS = 4_000;
  private static final long HOUR_MICROS = 3_600_000_000L;

  private final Random random = new Random(42);

  private OfficeDay() {}

  /** Makes the lake. */
  static void write(Path folder) {
    OfficeDay day = new OfficeDay();
    try (Lake lake = Lake.open(folder)) {
      for (int input = 0; input < INPUTS; input++) {
        String digest = Integer.toString(input).repeat(64);
        InputIdentity identity = new InputIdentity(digest, "day" + input, "office", "test", 1);
        try (Ingest ingest = lake.beginIngest(identity)) {
          day.append(ingest);
          ingest.commit(new InputCounts(3 * ROWS, Map.of(), Map.of()));
        }
      }
    }
  }

  private void append(Ingest ingest) {
    for (int i = 0; i < ROWS; i++) {
      flow(ingest, i);
      query(ingest);
      request(ingest, i);
    }
  }

  private void flow(Ingest ingest, int number) {
    FlowBuilder flow = new FlowBuilder();
    flow.eventTimeMicros = time();
    flow.sourceAddress = host();
    flow.destinationAddress = number % 500 == 0 ? flow.sourceAddress : server();
    flow.sourcePort = 1024 + random.nextInt(60_000);
    flow.destinationPort = new int[] {53, 80, 443, 443, 8443, 22}[random.nextInt(6)];
    flow.protocol = flow.destinationPort == 53 ? 17 : 6;
    flow.packets = number % 900 == 0 ? -1 : 1 + random.nextInt(40);
    flow.octets = 60 + (long) (1_000 * Math.exp(random.nextGaussian()));
    ingest.append(flow.build());
  }

  private void query(Ingest ingest) {
    DnsBuilder dns = new DnsBuilder();
    dns.eventTimeMicros = time();
    dns.clientAddress = host();
    dns.serverAddress = IpAddress.parse("10.0.0.53");
    dns.protocol = 17;
    dns.query = Long.toString(random.nextLong() >>> random.nextInt(60), 36) + ".site.example.com";
    dns.qclass = 1;
    dns.qtype = random.nextInt(8) == 0 ? 28 : 1;
    dns.answered = true;
    dns.rcode = random.nextInt(30) == 0 ? 3 : 0;
    dns.frameOctets = 60L + random.nextInt(200);
    ingest.append(dns.build());
  }

  private void request(Ingest ingest, int number) {
    HttpBuilder http = new HttpBuilder();
    http.eventTimeMicros = time();
    http.clientAddress = host();
    http.method = random.nextInt(9) == 0 ? "POST" : "GET";
    http.host = "www.site" + random.nextInt(50) + ".com";
    http.path = "/" + Integer.toString(random.nextInt(1 << random.nextInt(30)), 36);
    http.userAgent = random.nextInt(20) == 0 ? null : "agent " + random.nextInt(1 + number % 40);
    http.mimeType = "type" + random.nextInt(5) + "/x";
    http.status = random.nextInt(9) == 0 ? null : Integer.valueOf(200 + random.nextInt(4));
    ingest.append(http.build());
  }

  private long time() {
    Instant midnight = DAY.atStartOfDay(ZoneOffset.UTC).toInstant();
    return midnight.getEpochSecond() * 1_000_000L + random.nextLong(24 * HOUR_MICROS);
  }

  private IpAddress host() {
    return IpAddress.parse("10.0.1." + (1 + random.nextInt(60)));
  }

  private IpAddress server() {
    return IpAddress.parse("198.51.100." + (1 + random.nextInt(200)));
  }
}
