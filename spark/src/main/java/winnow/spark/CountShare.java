// SPDX-License-Identifier: Apache-2.0
package winnow.spark;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.apache.spark.api.java.function.FlatMapFunction;
import org.apache.spark.broadcast.Broadcast;
import winnow.analysis.share.ShareWork;

/**
 * From the files of a share to its records: the counts, the files again, and the rows of each part.
 */
final class CountShare implements FlatMapFunction<byte[], byte[]> {
  /** Where the files are among the records. */
  static final int FILES = 1;

  /** Where the rows of the first part are. */
  static final int FIRST_PART = 2;

  private final Broadcast<byte[]> classes;

  CountShare(Broadcast<byte[]> classes) {
    this.classes = classes;
  }

  @Override
  public Iterator<byte[]> call(byte[] files) {
    List<byte[]> records =
        new ArrayList<>(ShareWork.count(ShareFiles.rows(files), classes.value()));
    records.add(FILES, files);
    return records.iterator();
  }
}
