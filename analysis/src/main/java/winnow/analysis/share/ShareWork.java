// SPDX-License-Identifier: Apache-2.0
package winnow.analysis.share;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import winnow.analysis.count.Counted;
import winnow.analysis.count.PackedReader;
import winnow.analysis.count.PackedWriter;
import winnow.analysis.count.PartRows;
import winnow.analysis.count.Progress;
import winnow.analysis.count.RowCounter;
import winnow.analysis.count.RowSource;
import winnow.analysis.count.Share;
import winnow.analysis.count.Workers;
import winnow.analysis.score.LowRow;
import winnow.analysis.score.LowestRows;
import winnow.analysis.score.RowFetcher;
import winnow.analysis.word.DomainClasses;

/** What is done where the rows of a share are, by one thread. */
public final class ShareWork {
  private ShareWork() {}

  /**
   * Counts the rows of a share.
   *
   * @param rows the share
   * @param classes the classes of domains, packed
   * @return the counts, then the rows of each part, for {@link #findLowest} to have again
   */
  public static List<byte[]> count(RowSource rows, byte[] classes) {
    RowCounter counter = new RowCounter(rows, readClasses(classes), Progress.NONE);
    Counted counted = counter.count(new Workers(1));
    PackedWriter out = new PackedWriter();
    Share.write(counted, out);
    List<byte[]> records = new ArrayList<>();
    records.add(out.toBytes());
    for (PartRows part : counter.parts()) {
      records.add(part.toBytes());
    }
    return records;
  }

  /**
   * Finds the lowest rows of a share.
   *
   * @param rows the share
   * @param parts the rows of each part, as {@link #count} returned them
   * @param question which pairs of document and word have which score
   * @return the rows
   */
  public static byte[] findLowest(RowSource rows, List<byte[]> parts, byte[] question) {
    LowPairs low = LowPairs.read(question);
    PartRows[] partRows = parts.stream().map(PartRows::of).toArray(PartRows[]::new);
    LowestRows lowest =
        new LowestRows(
            partRows,
            new int[partRows.length],
            new double[][] {low.scores()},
            low.limit(),
            low.most());
    List<LowRow> found = new RowFetcher(rows, lowest, Progress.NONE).fetch(new Workers(1));
    PackedWriter out = new PackedWriter();
    out.number(found.size());
    for (LowRow row : found) {
      out.real(row.candidate().score()).number(row.candidate().hash());
      out.number(row.candidate().first()).number(row.candidate().second());
      row.row().write(out);
    }
    return out.toBytes();
  }

  static byte[] write(DomainClasses classes) {
    PackedWriter out = new PackedWriter();
    String own = classes.userDomain();
    out.number(own == null ? 0 : 1).text(own == null ? "" : own);
    String[] popular = classes.popular().toArray(String[]::new);
    Arrays.sort(popular);
    out.number(popular.length);
    for (String domain : popular) {
      out.text(domain);
    }
    return out.toBytes();
  }

  private static DomainClasses readClasses(byte[] bytes) {
    PackedReader in = new PackedReader(bytes);
    boolean hasOwn = in.number() != 0;
    String own = in.text();
    int size = in.size();
    Set<String> popular = HashSet.newHashSet(size);
    for (int i = 0; i < size; i++) {
      popular.add(in.text());
    }
    return new DomainClasses(popular, hasOwn ? own : null);
  }
}
