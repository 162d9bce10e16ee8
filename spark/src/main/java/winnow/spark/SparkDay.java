// SPDX-License-Identifier: Apache-2.0
package winnow.spark;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.api.java.function.Function;
import org.apache.spark.broadcast.Broadcast;
import winnow.analysis.run.LakeRows;
import winnow.analysis.share.DayShares;
import winnow.analysis.share.DayWork;
import winnow.analysis.share.Shares;
import winnow.lake.Lake;

/** A day in shares that executors read, whenever they are asked. */
final class SparkDay implements DayShares {
  private final List<byte[]> files = new ArrayList<>();

  SparkDay(Lake lake, List<LakeRows> rows) {
    for (LakeRows ofKind : rows) {
      int size = SparkCluster.shares(ofKind.plan().tasks().size());
      files.addAll(ShareFiles.deal(ofKind.kind(), lake.folder(), ofKind.plan(), size));
    }
  }

  @Override
  public void ask(DayWork work, byte[] question, Shares.Answers answers) {
    JavaSparkContext spark = SparkCluster.context();
    Broadcast<byte[]> asked = spark.broadcast(question);
    JavaRDD<byte[]> records =
        spark.parallelize(files, files.size()).map(new Answering(work, asked));
    SparkCluster.run(spark, records, IntStream.range(0, files.size()).toArray(), answers);
    asked.destroy();
  }

  /** From the files of a share to its answer. */
  private record Answering(DayWork work, Broadcast<byte[]> question)
      implements Function<byte[], byte[]> {
    @Override
    public byte[] call(byte[] files) {
      return work.answer(ShareFiles.rows(files), question.value());
    }
  }
}
