// SPDX-License-Identifier: Apache-2.0
package winnow.analysis.score;

import java.util.ArrayList;
import java.util.Comparator;
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
 * Reads the lowest rows again, in full. Rows that tie in score and hash are told apart by all their
 * columns; each thread holds no more rows than are wanted, however many tie.
 */
final class RowFetcher {
  private static final Comparator<Fetched> ORDER =
      Comparator.comparing(Fetched::candidate).thenComparing(Fetched::row);

  private final RowSource source;
  private final LowestRows lowest;
  private final Progress progress;
  private final List<Fetched> fetched = new ArrayList<>();
  private final AtomicInteger done = new AtomicInteger();

  RowFetcher(RowSource source, LowestRows lowest, Progress progress) {
    this.source = source;
    this.lowest = lowest;
    this.progress = progress;
  }

  /**
   * A row that was read.
   *
   * @param candidate its score and place
   * @param row the row
   */
  record Fetched(Candidate candidate, TelemetryRow row) {}

  /** The lowest rows in their final order, no more than are wanted. */
  List<Fetched> fetch(Workers workers) {
    List<Integer> parts = new ArrayList<>();
    for (int part = 0; part < source.parts(); part++) {
      if (lowest.isIn(part)) {
        parts.add(part);
      }
    }
    progress.report(Progress.Stage.FETCH, 0, parts.size());
    workers.run(parts.size(), thread -> piece -> fetchPart(parts.get(piece), parts.size()));
    return fetched.stream().sorted(ORDER).toList();
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

  private void cut(List<Fetched> rows) {
    if (lowest.most() > 0 && rows.size() > lowest.most()) {
      rows.sort(ORDER);
      rows.subList(lowest.most(), rows.size()).clear();
    }
  }

  /** Takes the candidates of one part out of the batches that go by. */
  private static final class Picker {
    private final LowestRows lowest;
    private final int part;
    private final PriorityQueue<Fetched> picked = new PriorityQueue<>(ORDER.reversed());
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
      picked.add(new Fetched(candidate, TelemetryRow.of(batch, row)));
      if (full) {
        picked.remove();
      }
    }
  }
}
