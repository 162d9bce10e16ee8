// SPDX-License-Identifier: Apache-2.0
package winnow.analysis.share;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import winnow.analysis.count.PackedReader;
import winnow.analysis.count.PackedWriter;
import winnow.analysis.day.ContactTimes;
import winnow.analysis.day.DayCounts;
import winnow.analysis.day.DayRows;
import winnow.analysis.day.OwnHosts;
import winnow.analysis.day.PackedContacts;

/**
 * Rows of a day in shares, as the process sees them that judges.
 *
 * @param shares the shares
 */
public record SharedDay(DayShares shares) implements DayRows {
  @Override
  public DayCounts count(OwnHosts hosts) {
    DayCounts all = new DayCounts(hosts);
    PackedWriter question = new PackedWriter();
    hosts.write(question);
    shares.ask(
        DayWork.COUNT,
        question.toBytes(),
        (share, answer) -> all.addAll(DayCounts.read(hosts, new PackedReader(answer))));
    return all;
  }

  @Override
  public ContactTimes readContacts(DayCounts counts, BitSet edges, BitSet sites) {
    List<byte[]> all = new ArrayList<>();
    if (!edges.isEmpty() || !sites.isEmpty()) {
      shares.ask(
          DayWork.READ_CONTACTS,
          PackedContacts.ask(counts, edges, sites),
          (share, answer) -> all.add(answer));
    }
    return PackedContacts.join(all, edges, sites);
  }
}
