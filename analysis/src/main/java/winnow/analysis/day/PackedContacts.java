// SPDX-License-Identifier: Apache-2.0
package winnow.analysis.day;

import java.util.BitSet;
import java.util.List;
import winnow.analysis.count.PackedReader;
import winnow.analysis.count.PackedWriter;
import winnow.analysis.count.RowSource;

/**
 * A question for contacts, as bytes, for processes that have some rows and no counts of them, and
 * their answers. Edges and sites are named by text, and numbered in the order of the question.
 */
public final class PackedContacts {
  private PackedContacts() {}

  /** The question for these rows of edges and sites. */
  public static byte[] ask(DayCounts counts, BitSet edges, BitSet sites) {
    PackedWriter out = new PackedWriter();
    counts.ownHosts().write(out);
    out.number(edges.cardinality());
    for (int edge = edges.nextSetBit(0); edge >= 0; edge = edges.nextSetBit(edge + 1)) {
      int end = counts.edges().second(edge);
      out.text(counts.texts().text(counts.edges().first(edge)))
          .text(counts.texts().text(counts.server(end)))
          .number(counts.service(end));
    }
    out.number(sites.cardinality());
    for (int site = sites.nextSetBit(0); site >= 0; site = sites.nextSetBit(site + 1)) {
      out.text(counts.texts().text(counts.sites().first(site)))
          .text(counts.texts().text(counts.sites().second(site)));
    }
    return out.toBytes();
  }

  /** What some rows have of the contacts asked for. */
  public static byte[] answer(List<RowSource> rows, byte[] question) {
    PackedReader in = new PackedReader(question);
    DayCounts wanted = new DayCounts(OwnHosts.read(in));
    int edges = in.size();
    for (int edge = 0; edge < edges; edge++) {
      int client = wanted.texts().id(in.text());
      int server = wanted.texts().id(in.text());
      wanted.edges().row(client, wanted.end(server, (int) in.number()));
    }
    int sites = in.size();
    for (int site = 0; site < sites; site++) {
      wanted.sites().row(wanted.texts().id(in.text()), wanted.texts().id(in.text()));
    }
    PackedWriter out = new PackedWriter();
    ContactTimes.read(rows, wanted, all(edges), all(sites), 1).write(out);
    return out.toBytes();
  }

  private static BitSet all(int size) {
    BitSet all = new BitSet(size);
    all.set(0, size);
    return all;
  }

  /** Puts together what was answered to the question for these rows of edges and sites. */
  public static ContactTimes join(List<byte[]> answers, BitSet edges, BitSet sites) {
    ContactTimes all = new ContactTimes(edges, sites);
    for (byte[] answer : answers) {
      all.read(new PackedReader(answer));
    }
    return all;
  }
}
