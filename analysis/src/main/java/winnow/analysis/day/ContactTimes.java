// SPDX-License-Identifier: Apache-2.0
package winnow.analysis.day;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import winnow.analysis.count.DictionaryIds;
import winnow.analysis.count.LongTable;
import winnow.analysis.count.PackedReader;
import winnow.analysis.count.PackedWriter;
import winnow.analysis.count.RowSource;
import winnow.analysis.count.Workers;
import winnow.schema.TelemetryKind;
import winnow.schema.batch.ColumnBatch;
import winnow.schema.batch.LongVector;
import winnow.schema.batch.TextVector;

/**
 * When hosts contacted some of the ends of a day, and how much they sent each time: flows that they
 * began, and requests. 16 bytes for each contact that is wanted.
 */
public final class ContactTimes {
  private static final List<String> HTTP_COLUMNS =
      List.of("event_time", "client_addr", "host", "request_octets");

  private final Map<Integer, Contacts> ofEdges = new HashMap<>();
  private final Map<Integer, Contacts> ofSites = new HashMap<>();

  ContactTimes() {}

  /** Times and sizes in pairs, in the order of their arrival. */
  private static final class Contacts {
    private long[] values = new long[16];
    private int size;

    void add(long timeMicros, long octets) {
      if (size == values.length) {
        values = Arrays.copyOf(values, 2 * size);
      }
      values[size++] = timeMicros;
      values[size++] = octets;
    }

    void addAll(Contacts other) {
      long[] sum = Arrays.copyOf(values, size + other.size);
      System.arraycopy(other.values, 0, sum, size, other.size);
      values = sum;
      size = sum.length;
    }

    long[] sorted(int offset) {
      return LongStream.range(0, size / 2)
          .map(contact -> values[(int) (2 * contact + offset)])
          .sorted()
          .toArray();
    }
  }

  /**
   * Reads the rows of a day again, each part by one of {@code threads} threads.
   *
   * @param counts what was counted of the same rows
   * @param edges rows of {@link DayCounts#edges} that are wanted
   * @param sites rows of {@link DayCounts#sites} that are wanted
   */
  public static ContactTimes read(
      List<RowSource> sources, DayCounts counts, BitSet edges, BitSet sites, int threads) {
    List<Part> parts = new ArrayList<>();
    for (RowSource rows : sources) {
      boolean isWanted =
          switch (rows.kind()) {
            case FLOW -> !edges.isEmpty();
            case HTTP -> !sites.isEmpty();
            case DNS -> false;
          };
      for (int part = 0; isWanted && part < rows.parts(); part++) {
        parts.add(new Part(rows, part));
      }
    }
    ContactTimes[] ofThreads = new ContactTimes[Math.max(1, Math.min(threads, parts.size()))];
    Arrays.setAll(ofThreads, thread -> new ContactTimes());
    new Workers(ofThreads.length)
        .run(
            parts.size(),
            thread -> {
              Reading reading = new Reading(counts, edges, sites, ofThreads[thread]);
              return piece -> reading.add(parts.get(piece));
            });
    for (int thread = 1; thread < ofThreads.length; thread++) {
      merge(ofThreads[0].ofEdges, ofThreads[thread].ofEdges);
      merge(ofThreads[0].ofSites, ofThreads[thread].ofSites);
    }
    return ofThreads[0];
  }

  private static void merge(Map<Integer, Contacts> into, Map<Integer, Contacts> other) {
    other.forEach((pair, contacts) -> {
      Contacts known = into.putIfAbsent(pair, contacts);
      if (known != null) {
        known.addAll(contacts);
      }
    });
  }

  void write(PackedWriter out) {
    write(ofEdges, out);
    write(ofSites, out);
  }

  private static void write(Map<Integer, Contacts> contacts, PackedWriter out) {
    out.number(contacts.size());
    contacts.forEach((pair, of) -> {
      out.number(pair).number(of.size);
      for (int i = 0; i < of.size; i++) {
        out.number(of.values[i]);
      }
    });
  }

  /** Adds what {@link #write} packed; the arrays say which rows its numbers stand for here. */
  void read(PackedReader in, int[] edgeOf, int[] siteOf) {
    read(in, edgeOf, ofEdges);
    read(in, siteOf, ofSites);
  }

  private static void read(PackedReader in, int[] rowOf, Map<Integer, Contacts> into) {
    int pairs = in.size();
    for (int i = 0; i < pairs; i++) {
      Contacts contacts = into.computeIfAbsent(rowOf[in.size()], pair -> new Contacts());
      int values = in.size();
      for (int value = 0; value < values; value += 2) {
        contacts.add(in.number(), in.number());
      }
    }
  }

  private record Part(RowSource rows, int number) {}

  /** The times of the contacts of an edge that was wanted, in order. */
  public long[] timesOfEdge(int edge) {
    return ofEdges.getOrDefault(edge, new Contacts()).sorted(0);
  }

  /** The bytes sent in each contact of an edge that was wanted, the smallest first. */
  public long[] octetsOfEdge(int edge) {
    return ofEdges.getOrDefault(edge, new Contacts()).sorted(1);
  }

  /** The times of the requests to a site that was wanted, in order. */
  public long[] timesOfSite(int site) {
    return ofSites.getOrDefault(site, new Contacts()).sorted(0);
  }

  /** The bytes sent in each request to a site that was wanted, the smallest first. */
  public long[] octetsOfSite(int site) {
    return ofSites.getOrDefault(site, new Contacts()).sorted(1);
  }

  /** Reads parts, on one thread. */
  private static final class Reading {
    private final DayCounts counts;
    private final BitSet edges;
    private final BitSet sites;
    private final ContactTimes into;
    private final DictionaryIds firsts;
    private final DictionaryIds seconds;

    Reading(DayCounts counts, BitSet edges, BitSet sites, ContactTimes into) {
      this.counts = counts;
      this.edges = edges;
      this.sites = sites;
      this.into = into;
      firsts = new DictionaryIds(counts.texts());
      seconds = new DictionaryIds(counts.texts());
    }

    void add(Part part) {
      if (part.rows().kind() == TelemetryKind.FLOW) {
        part.rows().read(part.number(), FlowEnds.COLUMNS, this::flows);
      } else {
        part.rows().read(part.number(), HTTP_COLUMNS, this::requests);
      }
    }

    private void flows(ColumnBatch batch) {
      TextVector sources = batch.texts("src_addr");
      TextVector destinations = batch.texts("dst_addr");
      LongVector times = batch.longs("event_time");
      FlowEnds flows = new FlowEnds(batch);
      firsts.use(sources);
      seconds.use(destinations);
      for (int row = 0; row < batch.rows(); row++) {
        int source = sources.ids()[row];
        int destination = destinations.ids()[row];
        if (source < 0 || destination < 0 || !flows.sourceBegan(row)) {
          continue;
        }
        int end = counts.findEnd(seconds.id(destination), flows.service(row));
        int edge = end == LongTable.NONE ? end : counts.edges().find(firsts.id(source), end);
        if (edge != LongTable.NONE && edges.get(edge)) {
          add(into.ofEdges, edge, times.value(row), flows.sent(row));
        }
      }
    }

    private void requests(ColumnBatch batch) {
      TextVector clients = batch.texts("client_addr");
      TextVector hosts = batch.texts("host");
      LongVector times = batch.longs("event_time");
      LongVector sizes = batch.longs("request_octets");
      firsts.use(clients);
      seconds.use(hosts);
      for (int row = 0; row < batch.rows(); row++) {
        int client = clients.ids()[row];
        int host = hosts.ids()[row];
        if (client < 0 || host < 0) {
          continue;
        }
        int site = counts.sites().find(firsts.id(client), seconds.id(host));
        if (site != LongTable.NONE && sites.get(site)) {
          add(into.ofSites, site, times.value(row), sizes.isAbsent(row) ? 0 : sizes.value(row));
        }
      }
    }

    private static void add(Map<Integer, Contacts> of, int pair, long time, long octets) {
      of.computeIfAbsent(pair, key -> new Contacts()).add(time, octets);
    }
  }
}
