// SPDX-License-Identifier: Apache-2.0
package winnow.lake;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import winnow.schema.ColumnBatch;
import winnow.schema.ColumnBatchBuilder;
import winnow.schema.Origin;
import winnow.schema.Table;

/**
 * Rows of one table in memory, sorted into partitions. Not thread-safe.
 *
 * @param <R> the kind of record
 */
final class KindBuffer<R> {
  private final Table<R, ?> table;
  private final Origin origin;
  private final Map<Integer, Bucket<R>> buckets = new HashMap<>();
  private @Nullable Bucket<R> latest;
  private long rows;

  KindBuffer(Table<R, ?> table, Origin origin) {
    this.table = table;
    this.origin = origin;
  }

  /**
   * Rows of one partition.
   *
   * @param partition the partition
   * @param builder its rows in memory
   */
  private record Bucket<R>(Partition partition, ColumnBatchBuilder<R> builder) {}

  /** A partition's rows, taken out of the buffer. */
  record Part(Partition partition, ColumnBatch rows) {}

  /** Rows appended so far, taken out or not. */
  long rows() {
    return rows;
  }

  Table<R, ?> table() {
    return table;
  }

  /** Adds a row; returns how many rows its partition has in memory. */
  int append(R record, long eventTimeMicros) {
    Bucket<R> bucket = latest;
    if (bucket == null || !bucket.partition.holds(eventTimeMicros)) {
      bucket = bucket(Partition.of(table, eventTimeMicros));
      latest = bucket;
    }
    bucket.builder.append(record);
    rows++;
    return bucket.builder.rows();
  }

  /** Takes out the partition that the last row went to. */
  Part takeLatest() {
    if (latest == null) {
      throw new IllegalStateException("nothing was appended");
    }
    return take(latest);
  }

  /** Rows in memory of the partition that has the most. */
  int largest() {
    int most = 0;
    for (Bucket<R> bucket : buckets.values()) {
      most = Math.max(most, bucket.builder.rows());
    }
    return most;
  }

  /** Takes out the partition that has the most rows in memory; null when there are none. */
  @Nullable Part takeLargest() {
    Bucket<R> largest = null;
    for (Bucket<R> bucket : buckets.values()) {
      if (largest == null
          || bucket.builder.rows() > largest.builder.rows()
          || (bucket.builder.rows() == largest.builder.rows()
              && bucket.partition.number() < largest.partition.number())) {
        largest = bucket;
      }
    }
    return largest == null || largest.builder.rows() == 0 ? null : take(largest);
  }

  private static <R> Part take(Bucket<R> bucket) {
    return new Part(bucket.partition, bucket.builder.build());
  }

  private Bucket<R> bucket(Partition partition) {
    return buckets.computeIfAbsent(
        partition.number(),
        number -> new Bucket<>(partition, new ColumnBatchBuilder<>(table, origin)));
  }
}
