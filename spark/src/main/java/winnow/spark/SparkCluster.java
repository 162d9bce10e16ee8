// SPDX-License-Identifier: Apache-2.0
package winnow.spark;

import java.util.List;
import java.util.stream.IntStream;
import org.apache.spark.SparkConf;
import org.apache.spark.SparkContext;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import scala.Function2;
import scala.jdk.javaapi.CollectionConverters;
import scala.reflect.ClassTag;
import scala.reflect.ClassTag$;
import scala.runtime.BoxedUnit;
import winnow.analysis.share.Shares;

/**
 * The application of Spark that this process is. It begins with the first use, and Spark ends it
 * with the process. Settings are the system properties {@code spark.*}, as `spark-submit` sets
 * them.
 */
final class SparkCluster {
  private static final String NO_LIMIT = "0";

  /** Most shares, unless the user says how many; each costs this process some memory. */
  private static final int MOST_SHARES = 1024;

  private static final ClassTag<byte[]> BYTES = ClassTag$.MODULE$.apply(byte[].class);

  private SparkCluster() {}

  static JavaSparkContext context() {
    SparkConf settings = new SparkConf();
    if (!settings.contains("spark.master")) {
      throw new IllegalArgumentException(
          "no cluster: spark.master is not set; spark-submit sets it by its option --master");
    }
    settings
        .setIfMissing("spark.app.name", "winnow")
        .setIfMissing("spark.log.level", "WARN")
        .setIfMissing("spark.driver.maxResultSize", NO_LIMIT);
    return JavaSparkContext.fromSparkContext(SparkContext.getOrCreate(settings));
  }

  /**
   * In how many shares so many tasks are parted: {@code spark.default.parallelism}, if it is set.
   */
  static int shares(int tasks) {
    int wanted = new SparkConf().getInt("spark.default.parallelism", MOST_SHARES);
    return Math.clamp(wanted, 1, Math.max(1, tasks));
  }

  /** Hands over the first record of some partitions, as they arrive. */
  static void run(
      JavaSparkContext spark, JavaRDD<byte[]> records, int[] partitions, Shares.Answers answers) {
    List<Object> numbers = IntStream.of(partitions).<Object>mapToObj(Integer::valueOf).toList();
    Function2<Object, byte[], BoxedUnit> handler =
        (number, answer) -> {
          answers.accept(partitions[(Integer) number], answer);
          return BoxedUnit.UNIT;
        };
    spark
        .sc()
        .runJob(
            records.rdd(),
            new FirstRecord(),
            CollectionConverters.asScala(numbers).toSeq(),
            handler,
            BYTES);
  }
}
