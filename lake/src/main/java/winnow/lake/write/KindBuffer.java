// SPDX-License-Identifier: Apache-2.0
package winnow.lake.write;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import winnow.schema.Origin;
import winnow.schema.batch.ColumnBatch;
import winnow.schema.batch.ColumnBatchBuilder;
import winnow.schema.column.Table;

/**
 * Rows of one table in memory, sorted into partitions. Memory is told in rows: a partition takes as
 * much as its rows ({@link ColumnBatch#weight}), or as its arrays that wait for rows, and {@link
 * #PARTITION_ROWS} more. Not thread-safe.
 *
 * @param <R> the kind of record
 */
public final class KindBuffer<R> {
  /** Memory of a partition beside its rows: a writer for each column. */
  public static final int PARTITION_ROWS = 32;

  private final Table<R, ?> table;
  private final Origin origin;
  private final int mostPartitions;
  private final Map<Integer, Bucket<R>> buckets = new TreeMap<>();
  private final Set<Integer> seen = new HashSet<>();
  private @Nullable Bucket<R> latest;
  private long rows;
  private long held;

  /**
   * Nothing in memory.
   *
   * @param mostPartitions how many different partitions the rows may have
   */
  public KindBuffer(Table<R, ?> table, Origin origin, int mostPartitions) {
    this.table = table;
    this.origin = origin;
    this.mostPartitions = mostPartitions;
  }

  /** Rows of one partition. */
  private static final class Bucket<R> {
    private final Partition partition;
    private final ColumnBatchBuilder<R> builder;
    private int reserved;

    Bucket(Partition partition, ColumnBatchBuilder<R> builder) {
      this.partition = partition;
      this.builder = builder;
    }

    int held() {
      return PARTITION_ROWS + Math.max(reserved, builder.weight());
    }
  }

  /** A partition's rows, taken out of the buffer. */
  public record Part(Partition partition, ColumnBatch rows) {}

  /** Rows appended so far, taken out or not. */
  public long rows() {
    return rows;
  }

  /** Memory in use, in rows. */
  public long held() {
    return held;
  }

  /**
   * Adds a row; returns how much memory its partition takes, in rows.
   *
   * @throws TooManyHoursException when the rows have too many different partitions
   */
  public int append(R record, long eventTimeMicros) {
    Bucket<R> bucket = latest;
    if (bucket == null || !bucket.partition.holds(eventTimeMicros)) {
      bucket = bucket(Partition.of(table, eventTimeMicros));
      latest = bucket;
    }
    int before = bucket.held();
    bucket.builder.append(record);
    rows++;
    held += bucket.held() - before;
    return bucket.builder.weight();
  }

  /** Takes out the partition that the last row went to; its memory is kept for as many rows. */
  public Part takeLatest() {
    if (latest == null) {
      throw new IllegalStateException("nothing was appended");
    }
    Bucket<R> bucket = latest;
    held -= bucket.held();
    bucket.reserved = bucket.builder.rows();
    Part part = new Part(bucket.partition, bucket.builder.build());
    held += bucket.held();
    return part;
  }

  /** Takes out partitions, the largest first, until no more than {@code most} is held. */
  public void shed(long most, Consumer<Part> consumer) {
    List<Bucket<R>> largestFirst = new ArrayList<>(buckets.values());
    largestFirst.sort(Comparator.<Bucket<R>>comparingInt(Bucket::held).reversed());
    for (Bucket<R> bucket : largestFirst) {
      if (held <= most) {
        return;
      }
      buckets.remove(bucket.partition.number());
      held -= bucket.held();
      if (bucket.equals(latest)) {
        latest = null;
      }
      if (bucket.builder.rows() > 0) {
        consumer.accept(new Part(bucket.partition, bucket.builder.build()));
      }
    }
  }

  private Bucket<R> bucket(Partition partition) {
    Bucket<R> known = buckets.get(partition.number());
    if (known != null) {
      return known;
    }
    if (seen.add(partition.number()) && seen.size() > mostPartitions) {
      throw new TooManyHoursException(table.name(), seen.size(), mostPartitions);
    }
    Bucket<R> bucket = new Bucket<>(partition, new ColumnBatchBuilder<>(table, origin));
    buckets.put(partition.number(), bucket);
    held += bucket.held();
    return bucket;
  }
}
