// SPDX-License-Identifier: Apache-2.0
package winnow.analysis.day;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import winnow.analysis.count.PackedReader;
import winnow.analysis.count.PackedWriter;
import winnow.analysis.count.RowSource;
import winnow.analysis.count.Workers;

/**
 * When hosts contacted some of the ends of a day, and how much they sent each time: flows that they
 * began, and requests. 16 bytes for each contact that is wanted.
 */
public final class ContactTimes {
  private final ContactLog ofEdges;
  private final ContactLog ofSites;

  /** No contact of these rows of edges and of sites yet. */
  ContactTimes(BitSet edges, BitSet sites) {
    ofEdges = new ContactLog(edges);
    ofSites = new ContactLog(sites);
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
    Arrays.setAll(ofThreads, thread -> new ContactTimes(edges, sites));
    WantedContacts wanted = new WantedContacts(counts, edges, sites);
    new Workers(ofThreads.length)
        .run(
            parts.size(),
            thread -> {
              ContactTimes own = ofThreads[thread];
              ContactReader reader = new ContactReader(counts, wanted, own.ofEdges, own.ofSites);
              return piece -> reader.read(parts.get(piece).rows, parts.get(piece).number);
            });
    for (int thread = 1; thread < ofThreads.length; thread++) {
      ofThreads[0].ofEdges.addAll(ofThreads[thread].ofEdges);
      ofThreads[0].ofSites.addAll(ofThreads[thread].ofSites);
    }
    return ofThreads[0];
  }

  private record Part(RowSource rows, int number) {}

  void write(PackedWriter out) {
    ofEdges.write(out);
    ofSites.write(out);
  }

  /** Adds what {@link #write} packed of as many edges and sites, in the same order. */
  void read(PackedReader in) {
    ofEdges.read(in);
    ofSites.read(in);
  }

  /** The times of the contacts of an edge that was wanted, in order. */
  public long[] timesOfEdge(int edge) {
    return ofEdges.times(edge);
  }

  /** The bytes sent in each contact of an edge that was wanted, the smallest first. */
  public long[] octetsOfEdge(int edge) {
    return ofEdges.octets(edge);
  }

  /** The times of the requests to a site that was wanted, in order. */
  public long[] timesOfSite(int site) {
    return ofSites.times(site);
  }

  /** The bytes sent in each request to a site that was wanted, the smallest first. */
  public long[] octetsOfSite(int site) {
    return ofSites.octets(site);
  }
}
