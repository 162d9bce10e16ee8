// SPDX-License-Identifier: Apache-2.0
package winnow.analysis.day;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.stream.Stream;
import winnow.analysis.count.DictionaryIds;
import winnow.analysis.count.RowSource;
import winnow.analysis.count.SharedTexts;
import winnow.analysis.count.Workers;
import winnow.analysis.word.ProgramTypes;
import winnow.analysis.word.QueryShapes;
import winnow.schema.TelemetryKind;
import winnow.schema.batch.ColumnBatch;
import winnow.schema.batch.LongVector;
import winnow.schema.batch.TextVector;

/** Counts rows, each read once. Not thread-safe: each thread has its own and they are added. */
public final class DayCounter {
  private static final int NXDOMAIN = 3;

  /** Types of records that carry much and that hosts seldom ask for: CNAME, NULL, MX, TXT. */
  private static final BitSet CARRIERS =
      BitSet.valueOf(new long[] {1L << 5 | 1L << 10 | 1L << 15 | 1L << 16});

  private static final List<String> FLOW_COLUMNS =
      Stream.concat(FlowEnds.COLUMNS.stream(), Stream.of("duration")).toList();
  private static final List<String> DNS_COLUMNS =
      List.of("event_time", "client_addr", "server_addr", "query", "qtype", "rcode");
  private static final List<String> HTTP_COLUMNS =
      List.of(
          "event_time",
          "client_addr",
          "host",
          "method",
          "status",
          "mime_type",
          "request_octets",
          "response_octets");

  private final DayCounts counts;
  private final HostIds firsts;
  private final HostIds seconds;
  private final DictionaryIds others;
  private final FlowBlock block;
  private final RequestShapes requestShapes;

  private DayCounter(DayCounts counts) {
    this.counts = counts;
    firsts = HostIds.counting(counts);
    seconds = HostIds.counting(counts);
    others = new DictionaryIds(counts.texts());
    block = new FlowBlock(counts);
    requestShapes = new RequestShapes(counts.texts());
  }

  /** Counts all rows of {@code sources}, each part by one of {@code threads} threads. */
  public static DayCounts count(List<RowSource> sources, OwnHosts hosts, int threads) {
    SharedTexts texts = new SharedTexts();
    List<Part> parts = new ArrayList<>();
    for (RowSource rows : sources) {
      for (int part = 0; part < rows.parts(); part++) {
        parts.add(new Part(rows, part));
      }
    }
    DayCounts[] ofThreads = new DayCounts[Math.max(1, Math.min(threads, parts.size()))];
    new Workers(ofThreads.length)
        .run(
            parts.size(),
            thread -> {
              ofThreads[thread] = new DayCounts(hosts, texts);
              DayCounter counter = new DayCounter(ofThreads[thread]);
              return piece -> counter.add(parts.get(piece));
            });
    DayCounts all = ofThreads[0];
    for (int thread = 1; thread < ofThreads.length; thread++) {
      all.addAll(ofThreads[thread]);
    }
    return all;
  }

  private record Part(RowSource rows, int number) {}

  /** Counts one part alone, as an engine does that has the parts of a day in many places. */
  public static DayCounts count(RowSource rows, int part, OwnHosts hosts) {
    DayCounts counts = new DayCounts(hosts);
    new DayCounter(counts).add(new Part(rows, part));
    return counts;
  }

  private void add(Part part) {
    RowSource rows = part.rows();
    switch (rows.kind()) {
      case FLOW -> rows.read(part.number(), FLOW_COLUMNS, this::flows);
      case DNS -> rows.read(part.number(), DNS_COLUMNS, this::queries);
      case HTTP -> rows.read(part.number(), HTTP_COLUMNS, this::requests);
    }
    firsts.end();
    seconds.end();
  }

  private void flows(ColumnBatch batch) {
    LongVector times = batch.longs("event_time");
    LongVector durations = batch.longs("duration");
    FlowEnds flows = new FlowEnds(batch);
    firsts.use(batch.texts("src_addr"), times);
    seconds.use(batch.texts("dst_addr"), times);
    for (int row = 0; row < batch.rows(); row++) {
      int source = firsts.id(row);
      int destination = seconds.id(row);
      if (source >= 0 && destination >= 0) {
        block.add(flows, row, source, destination, times, durations);
      } else {
        counts.skip(TelemetryKind.FLOW, Unused.NO_ADDRESS, 1);
      }
    }
    block.count();
  }

  private void count(PairCounts table, int host, long word, long time) {
    counted(table, host, counts.numberOf(word), time);
  }

  private static int counted(PairCounts table, int host, int other, long time) {
    int row = table.row(host, other);
    table.add(row, DayCounts.COUNT, 1);
    table.seen(row, time);
    return row;
  }

  private void queries(ColumnBatch batch) {
    TextVector queries = batch.texts("query");
    LongVector times = batch.longs("event_time");
    LongVector types = batch.longs("qtype");
    LongVector codes = batch.longs("rcode");
    firsts.use(batch.texts("client_addr"), times);
    seconds.use(batch.texts("server_addr"), times);
    others.use(queries);
    long[] shapes = shapes(queries.dictionary());
    for (int row = 0; row < batch.rows(); row++) {
      int host = firsts.id(row);
      int query = queries.ids()[row];
      if (!isOfHost(TelemetryKind.DNS, host)) {
        continue;
      }
      if (query < 0) {
        counts.skip(TelemetryKind.DNS, Unused.NO_NAME, 1);
        continue;
      }
      long type = types.isAbsent(row) ? 0 : types.value(row);
      boolean isAnswered = !codes.isAbsent(row);
      int name = counted(counts.names(), host, others.id(query), times.value(row));
      boolean noSuchName = isAnswered && codes.value(row) == NXDOMAIN;
      counts.names().add(name, DayCounts.NO_SUCH_NAME, noSuchName ? 1 : 0);
      boolean isCarrier = type >= 0 && type < Short.MAX_VALUE && CARRIERS.get((int) type);
      counts.names().add(name, DayCounts.CARRIERS, isCarrier ? 1 : 0);
      long answer =
          isAnswered ? QueryShapes.answered(type, codes.value(row)) : QueryShapes.unanswered(type);
      count(counts.queries(), host, answer | shapes[query], times.value(row));
      int server = seconds.id(row);
      if (server >= 0) {
        counts.resolvers().row(server, host);
      }
    }
  }

  /** Whether a client is a host inside; otherwise its row is counted as being about none. */
  private boolean isOfHost(TelemetryKind kind, int client) {
    if (client < 0) {
      counts.skip(kind, Unused.NO_ADDRESS, 1);
      return false;
    }
    boolean isInside = counts.isInside(client);
    if (!isInside) {
      counts.skip(kind, Unused.NOT_INSIDE, 1);
    }
    return isInside;
  }

  private static long[] shapes(String[] names) {
    long[] shapes = new long[names.length];
    for (int i = 0; i < names.length; i++) {
      shapes[i] = QueryShapes.ofName(DomainNames.below(names[i], DomainNames.domain(names[i])));
    }
    return shapes;
  }

  private void requests(ColumnBatch batch) {
    TextVector hosts = batch.texts("host");
    TextVector methods = batch.texts("method");
    TextVector types = batch.texts("mime_type");
    LongVector times = batch.longs("event_time");
    LongVector codes = batch.longs("status");
    LongVector sent = batch.longs("request_octets");
    LongVector got = batch.longs("response_octets");
    firsts.use(batch.texts("client_addr"), times);
    others.use(hosts);
    requestShapes.use(methods, types);
    BitSet programs = programs(types.dictionary());
    for (int row = 0; row < batch.rows(); row++) {
      int host = firsts.id(row);
      if (!isOfHost(TelemetryKind.HTTP, host)) {
        continue;
      }
      if (hosts.ids()[row] >= 0) {
        int site = counted(counts.sites(), host, others.id(hosts.ids()[row]), times.value(row));
        int type = types.ids()[row];
        counts.sites().add(site, DayCounts.PROGRAMS, type >= 0 && programs.get(type) ? 1 : 0);
      }
      int shape =
          requestShapes.id(
              methods.ids()[row],
              types.ids()[row],
              (int) orNone(codes, row),
              orNone(sent, row),
              orNone(got, row));
      counted(counts.requests(), host, shape, times.value(row));
    }
  }

  private static BitSet programs(String[] types) {
    BitSet programs = new BitSet();
    for (int i = 0; i < types.length; i++) {
      programs.set(i, ProgramTypes.contain(types[i]));
    }
    return programs;
  }

  private static long orNone(LongVector values, int row) {
    return values.isAbsent(row) ? 0 : values.value(row);
  }
}
