// SPDX-License-Identifier: Apache-2.0
package winnow.analysis.score;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import winnow.analysis.count.Progress;
import winnow.analysis.count.RowSource;
import winnow.analysis.count.Workers;
import winnow.schema.Column;
import winnow.schema.ColumnBatch;
import winnow.schema.TelemetryTable;

/** Reads chosen rows again, in full. */
final class RowFetcher {
  private static final Comparator<Fetched> ORDER =
      Comparator.comparing(Fetched::candidate).thenComparing(Fetched::row);

  private final RowSource source;
  private final RowExplainer explainer;
  private final Progress progress;
  private final List<Fetched> fetched = new ArrayList<>();
  private final AtomicInteger done = new AtomicInteger();

  RowFetcher(RowSource source, RowExplainer explainer, Progress progress) {
    this.source = source;
    this.explainer = explainer;
    this.progress = progress;
  }

  private record Fetched(Candidate candidate, TelemetryRow row) {}

  /** The rows of {@code candidates} in their final order, at most {@code most} unless that is 0. */
  List<ScoredRow> fetch(List<Candidate> candidates, int most, Workers workers) {
    TreeMap<Integer, List<Candidate>> byPart = new TreeMap<>();
    for (Candidate candidate : candidates) {
      byPart.computeIfAbsent(candidate.part(), part -> new ArrayList<>()).add(candidate);
    }
    List<List<Candidate>> pieces = new ArrayList<>(byPart.values());
    progress.report(Progress.Stage.FETCH, 0, pieces.size());
    workers.run(pieces.size(), thread -> piece -> fetchPart(pieces.get(piece), pieces.size()));
    fetched.sort(ORDER);
    List<Fetched> kept = most == 0 ? fetched : fetched.subList(0, Math.min(most, fetched.size()));
    return kept.stream()
        .map(one ->
            new ScoredRow(one.candidate().score(), one.row(), explainer.sides(one.candidate())))
        .toList();
  }

  private void fetchPart(List<Candidate> ofPart, int pieces) {
    List<Candidate> inOrder = new ArrayList<>(ofPart);
    inOrder.sort(Comparator.comparingInt(Candidate::row));
    Picker picker = new Picker(inOrder);
    source.read(inOrder.getFirst().part(), columns(), picker::take);
    synchronized (this) {
      fetched.addAll(picker.picked);
      progress.report(Progress.Stage.FETCH, done.incrementAndGet(), pieces);
    }
  }

  private List<String> columns() {
    return TelemetryTable.of(source.kind()).columns().stream().<String>map(Column::name).toList();
  }

  /** Takes the candidates of one part out of the batches that go by. */
  private static final class Picker {
    private final List<Candidate> wanted;
    private final List<Fetched> picked = new ArrayList<>();
    private int next;
    private int firstRow;

    Picker(List<Candidate> wanted) {
      this.wanted = wanted;
    }

    void take(ColumnBatch batch) {
      int end = firstRow + batch.rows();
      while (next < wanted.size() && wanted.get(next).row() < end) {
        Candidate candidate = wanted.get(next++);
        picked.add(new Fetched(candidate, TelemetryRow.of(batch, candidate.row() - firstRow)));
      }
      firstRow = end;
    }
  }
}
