// SPDX-License-Identifier: Apache-2.0
package winnow.spark;

import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.storage.StorageLevel;
import org.jspecify.annotations.Nullable;
import winnow.analysis.share.Shares;

/**
 * Shares that are partitions of a data set of Spark. What executors counted stays with them, in
 * memory or on their disks, until the lowest rows are found; what is lost is counted again.
 */
final class SparkShares implements Shares, AutoCloseable {
  private final JavaSparkContext spark;
  private final List<byte[]> files;
  private @Nullable JavaRDD<byte[]> counted;

  /** The shares that read {@code files}, each as {@link ShareFiles} packed them. */
  SparkShares(JavaSparkContext spark, List<byte[]> files) {
    this.spark = spark;
    this.files = files;
  }

  @Override
  public int size() {
    return files.size();
  }

  @Override
  public void count(byte[] classes, Answers answers) {
    CountShare counting = new CountShare(spark.broadcast(classes));
    JavaRDD<byte[]> records =
        spark
            .parallelize(files, files.size())
            .flatMap(counting)
            .persist(StorageLevel.MEMORY_AND_DISK());
    counted = records;
    SparkCluster.run(spark, records, IntStream.range(0, files.size()).toArray(), answers);
  }

  @Override
  public void findLowest(List<byte[]> questions, Answers answers) {
    JavaRDD<byte[]> lowest =
        Objects.requireNonNull(counted, "shares are not counted yet")
            .zipPartitions(spark.parallelize(questions, questions.size()), new FindLowest());
    int[] asked =
        IntStream.range(0, questions.size())
            .filter(share -> questions.get(share).length > 0)
            .toArray();
    SparkCluster.run(spark, lowest, asked, answers);
  }

  /** Lets executors forget what they counted. */
  @Override
  public void close() {
    if (counted != null) {
      counted.unpersist(false);
    }
  }
}
