// SPDX-License-Identifier: Apache-2.0
package winnow.spark;

import java.io.Serializable;
import org.apache.spark.TaskContext;
import scala.Function2;
import scala.collection.Iterator;

/** The first record of a partition. */
final class FirstRecord implements Function2<TaskContext, Iterator<byte[]>, byte[]>, Serializable {
  @Override
  public byte[] apply(TaskContext task, Iterator<byte[]> records) {
    return records.next();
  }
}
