// SPDX-License-Identifier: Apache-2.0
package winnow.analysis.score;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import winnow.analysis.count.MemoryRows;
import winnow.analysis.count.RowSource;
import winnow.schema.DnsBuilder;
import winnow.schema.DnsRecord;
import winnow.schema.FlowBuilder;
import winnow.schema.FlowRecord;
import winnow.schema.HttpBuilder;
import winnow.schema.HttpRecord;
import winnow.schema.IpAddress;
import winnow.schema.Origin;
import winnow.schema.TelemetryKind;
import winnow.schema.batch.ColumnBatch;
import winnow.schema.batch.ColumnBatchBuilder;
import winnow.schema.column.DnsColumns;
import winnow.schema.column.FlowColumns;
import winnow.schema.column.HttpColumns;
import winnow.schema.column.Table;

/** Records made to order. */
public final class TestRows {
  private static final Instant DAY = Instant.parse("2016-07-08T00:00:00Z");
  private static final Origin ORIGIN = new Origin("test", 0);

  private TestRows() {}

  /** Midnight of the day of all records plus so many microseconds. */
  public static long micros(int hour, long rest) {
    return DAY.getEpochSecond() * 1_000_000 + hour * 3_600_000_000L + rest;
  }

  /** A flow of 39 packets and 12522 bytes from port 1024 to port 80 over TCP. */
  public static FlowBuilder flow(int hour) {
    FlowBuilder flow = new FlowBuilder();
    flow.eventTimeMicros = micros(hour, 0);
    flow.sourceAddress = IpAddress.parse("172.16.0.129");
    flow.destinationAddress = IpAddress.parse("10.0.2.202");
    flow.sourcePort = 1024;
    flow.destinationPort = 80;
    flow.protocol = 6;
    flow.packets = 39;
    flow.octets = 12522;
    return flow;
  }

  /** A TCP flow from port 50000, so many microseconds after the first. */
  public static FlowRecord flow(String source, String destination, int port, long time) {
    FlowBuilder flow = flow(0);
    flow.sourceAddress = IpAddress.parse(source);
    flow.destinationAddress = IpAddress.parse(destination);
    flow.sourcePort = 50_000;
    flow.destinationPort = port;
    flow.eventTimeMicros = micros(0, time);
    return flow.build();
  }

  /** An answered query for the address of turner.com. */
  public static DnsBuilder dns(int hour) {
    DnsBuilder dns = new DnsBuilder();
    dns.eventTimeMicros = micros(hour, 0);
    dns.clientAddress = IpAddress.parse("172.16.9.132");
    dns.serverAddress = IpAddress.parse("172.16.9.1");
    dns.protocol = 17;
    dns.query = "turner.com";
    dns.qclass = 1;
    dns.qtype = 1;
    dns.answered = true;
    dns.rcode = 0;
    dns.frameOctets = 168L;
    return dns;
  }

  /** A page got by a browser. */
  public static HttpBuilder http(int hour) {
    HttpBuilder http = new HttpBuilder();
    http.eventTimeMicros = micros(hour, 0);
    http.clientAddress = IpAddress.parse("10.1.1.1");
    http.method = "GET";
    http.host = "www.example.com";
    http.path = "/index.html";
    http.userAgent = "Mozilla/5.0";
    http.mimeType = "text/html";
    http.status = 200;
    return http;
  }

  /** Batches of at most {@code size} rows. */
  public static <R> List<ColumnBatch> batches(Table<R, ?> table, List<R> records, int size) {
    return batches(table, records, size, ORIGIN);
  }

  /** Batches of at most {@code size} rows that came from {@code origin}. */
  public static <R> List<ColumnBatch> batches(
      Table<R, ?> table, List<R> records, int size, Origin origin) {
    ColumnBatchBuilder<R> builder = new ColumnBatchBuilder<>(table, origin);
    List<ColumnBatch> batches = new ArrayList<>();
    for (R record : records) {
      builder.append(record);
      if (builder.rows() == size) {
        batches.add(builder.build());
      }
    }
    if (builder.rows() > 0) {
      batches.add(builder.build());
    }
    return batches;
  }

  /** A source of flows. */
  public static RowSource flows(List<FlowRecord> records, int size) {
    return new MemoryRows(TelemetryKind.FLOW, batches(FlowColumns.TABLE, records, size));
  }

  /** A source of DNS transactions. */
  public static RowSource dns(List<DnsRecord> records, int size) {
    return new MemoryRows(TelemetryKind.DNS, batches(DnsColumns.TABLE, records, size));
  }

  /** A source of HTTP transactions. */
  public static RowSource http(List<HttpRecord> records, int size) {
    return new MemoryRows(TelemetryKind.HTTP, batches(HttpColumns.TABLE, records, size));
  }

  /** A day of an office: clients, servers, services, and some noise. */
  public static List<FlowRecord> office(int flows, long seed) {
    Random random = new Random(seed);
    int[] services = {53, 80, 443, 22, 445, 993};
    List<FlowRecord> records = new ArrayList<>(flows);
    FlowBuilder flow = new FlowBuilder();
    for (int i = 0; i < flows; i++) {
      flow.reset();
      int client = (int) Math.min(999, Math.abs(random.nextGaussian() * 300));
      int service = services[(int) Math.min(5, Math.abs(random.nextGaussian() * 2))];
      int hour = 8 + random.nextInt(10);
      boolean odd = random.nextInt(1000) == 0;
      flow.eventTimeMicros =
          micros(odd ? random.nextInt(24) : hour, random.nextLong(3_600_000_000L));
      flow.sourceAddress = IpAddress.ofIpv4(0x0a010000 + client);
      flow.destinationAddress = IpAddress.ofIpv4(0x0a020000 + random.nextInt(50) + service % 7);
      flow.sourcePort = 32768 + random.nextInt(28000);
      flow.destinationPort = odd ? 1 + random.nextInt(65535) : service;
      flow.protocol = service == 53 ? 17 : 6;
      flow.packets = 1 + (long) Math.abs(random.nextGaussian() * 20);
      flow.octets = flow.packets * (60 + random.nextInt(1400));
      records.add(flow.build());
      if (random.nextInt(500) == 0) {
        records.add(records.getLast());
      }
    }
    return records;
  }
}
