// SPDX-License-Identifier: Apache-2.0
package winnow.analysis.score;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.PriorityQueue;
import java.util.concurrent.atomic.AtomicInteger;
import winnow.analysis.count.Progress;
import winnow.analysis.count.RowSource;
import winnow.analysis.count.Workers;
import winnow.schema.batch.ColumnBatch;
import winnow.schema.column.Column;
import winnow.schema.column.TelemetryTable;

/**
 * Reads the lowest rows again, in full. Each thread holds no more rows than are wanted, however
 * many tie.
 */
public final class RowFetcher {
  private final RowSource source;
  private final LowestRows lowest;
  private final Progress progress;
  private final List<LowRow> fetched = new ArrayList<>();
  private final AtomicInteger done = new AtomicInteger();

  /** A reader of the rows of {@code lowest}, which are those of {@code source}. */
  public RowFetcher(RowSource source, LowestRows lowest, Progress progress) {
    this.source = source;
    this.lowest = lowest;
    this.progress = progress;
  }

  /** The lowest rows in their final order, no more than are wanted. */
  public List<LowRow> fetch(Workers workers) {
    List<Integer> parts = new ArrayList<>();
    for (int part = 0; part < source.parts(); part++) {
      if (lowest.isIn(part)) {
        parts.add(part);
      }
    }
    progress.report(Progress.Stage.FETCH, 0, parts.size());
    workers.run(parts.size(), thread -> piece -> fetchPart(parts.get(piece), parts.size()));
    return fetched.stream().sorted().toList();
  }

  private void fetchPart(int part, int pieces) {
    Picker picker = new Picker(lowest, part);
    source.read(part, columns(), picker::take);
    synchronized (this) {
      fetched.addAll(picker.picked);
      cut(fetched);
      progress.report(Progress.Stage.FETCH, done.incrementAndGet(), pieces);
    }
  }

  private List<String> columns() {
    return TelemetryTable.of(source.kind()).columns().stream().<String>map(Column::name).toList();
  }

  private void cut(List<LowRow> rows) {
    if (lowest.most() > 0 && rows.size() > lowest.most()) {
      rows.sort(null);
      rows.subList(lowest.most(), rows.size()).clear();
    }
  }

  /** Takes the candidates of one part out of the batches that go by. */
  private static final class Picker {
    private final LowestRows lowest;
    private final int part;
    private final PriorityQueue<LowRow> picked = new PriorityQueue<>(Collections.reverseOrder());
    private int firstRow;

    Picker(LowestRows lowest, int part) {
      this.lowest = lowest;
      this.part = part;
    }

    void take(ColumnBatch batch) {
      for (int row = 0; row < batch.rows(); row++) {
        Candidate candidate = lowest.candidate(part, firstRow + row);
        if (candidate != null) {
          pick(candidate, batch, row);
        }
      }
      firstRow += batch.rows();
    }

    private void pick(Candidate candidate, ColumnBatch batch, int row) {
      boolean full = lowest.most() > 0 && picked.size() == lowest.most();
      if (full && candidate.compareTo(picked.element().candidate()) > 0) {
        return;
      }
      picked.add(new LowRow(candidate, TelemetryRow.of(batch, row)));
      if (full) {
        picked.remove();
      }
    }
  }
}
