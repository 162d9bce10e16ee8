// SPDX-License-Identifier: Apache-2.0
package winnow.spark;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.apache.spark.api.java.function.FlatMapFunction2;
import winnow.analysis.share.ShareWork;

/** From the records of a share and a question to its lowest rows. */
final class FindLowest implements FlatMapFunction2<Iterator<byte[]>, Iterator<byte[]>, byte[]> {
  @Override
  public Iterator<byte[]> call(Iterator<byte[]> share, Iterator<byte[]> questions) {
    List<byte[]> records = new ArrayList<>();
    share.forEachRemaining(records::add);
    byte[] lowest =
        ShareWork.findLowest(
            ShareFiles.rows(records.get(CountShare.FILES)),
            records.subList(CountShare.FIRST_PART, records.size()),
            questions.next());
    return List.of(lowest).iterator();
  }
}
