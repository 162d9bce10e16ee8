// SPDX-License-Identifier: Apache-2.0
package winnow.analysis.score;

import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import winnow.analysis.count.Counted;
import winnow.analysis.count.Progress;
import winnow.analysis.count.RowCounter;
import winnow.analysis.count.RowSource;
import winnow.analysis.count.Workers;
import winnow.analysis.word.DomainClasses;
import winnow.schema.TelemetryKind;

/** Rows that the threads of this process read. */
final class LocalRows implements SpotRows {
  private final RowSource source;
  private final Workers workers;
  private @Nullable RowCounter counter;

  LocalRows(RowSource source, Workers workers) {
    this.source = source;
    this.workers = workers;
  }

  @Override
  public TelemetryKind kind() {
    return source.kind();
  }

  @Override
  public Counted count(DomainClasses classes, Progress progress) {
    RowCounter counting = new RowCounter(source, classes, progress);
    counter = counting;
    return counting.count(workers);
  }

  @Override
  public List<LowRow> findLowest(double[][] scores, double threshold, int most, Progress progress) {
    RowCounter counted = Objects.requireNonNull(counter, "rows are not counted yet");
    progress.report(Progress.Stage.SCORE, 0, 1);
    LowestRows lowest =
        new LowestRows(counted.parts(), counted.shareOfPart(), scores, threshold, most);
    progress.report(Progress.Stage.SCORE, 1, 1);
    return new RowFetcher(source, lowest, progress).fetch(workers);
  }
}
