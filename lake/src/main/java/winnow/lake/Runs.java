// SPDX-License-Identifier: Apache-2.0
package winnow.lake;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import winnow.lake.catalog.Catalog;
import winnow.lake.catalog.DuplicateRunException;
import winnow.lake.catalog.Publication;
import winnow.lake.catalog.RunEntry;
import winnow.lake.write.DataFileWriters;
import winnow.lake.write.KindBuffer;
import winnow.lake.write.NewFile;
import winnow.schema.Case;
import winnow.schema.Finding;
import winnow.schema.Origin;
import winnow.schema.TelemetryKind;

/** The finished analyses and what they found. Thread-safe. */
public final class Runs {
  private static final int ROW_GROUP_ROWS = 8192;

  private final Catalog catalog;
  private final Runnable afterCommit;

  Runs(Catalog catalog, Runnable afterCommit) {
    this.catalog = catalog;
    this.afterCommit = afterCommit;
  }

  /**
   * Makes a run over one kind of telemetry and its findings visible, both or neither. Nothing
   * changes when the lake has the run with the same list already, such as from another process.
   *
   * @return the run that was there already; empty when this one was published
   * @throws DuplicateRunException when the lake has a run with this id and another list
   */
  public Optional<RunEntry> publish(RunEntry run, List<Finding> findings) {
    if (run.hasCases()) {
      throw new IllegalArgumentException(
          "run " + run.id() + " is over all kinds: its list is of cases, not of findings");
    }
    return publish(ResultTable.FINDINGS, run, findings);
  }

  /**
   * Makes a run over all kinds of telemetry and its cases visible, as {@link #publish} does.
   *
   * @return the run that was there already; empty when this one was published
   * @throws DuplicateRunException when the lake has a run with this id and another list
   */
  public Optional<RunEntry> publishCases(RunEntry run, List<Case> cases) {
    if (!run.hasCases()) {
      throw new IllegalArgumentException(
          "run "
              + run.id()
              + " is over kind "
              + run.kind()
              + ": its list is of findings, not of cases");
    }
    return publish(ResultTable.CASES, run, cases);
  }

  private <R, B> Optional<RunEntry> publish(ResultTable<R, B> results, RunEntry run, List<R> list) {
    if (run.findings() != list.size()) {
      throw new IllegalArgumentException(
          "run " + run.id() + " says its list has " + run.findings() + " rows, not " + list.size());
    }
    try (DataFileWriters writers = new DataFileWriters(catalog, catalog.sessions().id())) {
      write(results, run, list, writers);
      Publication publication = catalog.publication(writers.session()).add(run);
      NewFile.append(writers.finish(), publication);
      publication.publish();
      writers.keep();
    } catch (DuplicateRunException e) {
      if (e.existing().listDigest().equals(run.listDigest())) {
        return Optional.of(e.existing());
      }
      throw e;
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write the list of run " + run.id(), e);
    }
    afterCommit.run();
    return Optional.empty();
  }

  private <R, B> void write(
      ResultTable<R, B> results, RunEntry run, List<R> list, DataFileWriters writers)
      throws IOException {
    long now = Lake.micros(catalog.clock().instant());
    KindBuffer<R> buffer =
        new KindBuffer<>(results.table(), new Origin(run.id(), now), Integer.MAX_VALUE);
    for (R row : results.byRank(list)) {
      if (buffer.append(row, results.eventTimeMicros().applyAsLong(row)) >= ROW_GROUP_ROWS) {
        KindBuffer.Part part = buffer.takeLatest();
        writers.write(part.partition(), part.rows());
      }
    }
    List<KindBuffer.Part> rest = new ArrayList<>();
    buffer.shed(0, rest::add);
    for (KindBuffer.Part part : rest) {
      writers.write(part.partition(), part.rows());
    }
  }

  /** The run with this id. */
  public Optional<RunEntry> find(String id) {
    return catalog.runs().find(id);
  }

  /** All runs, the one that finished last first. */
  public List<RunEntry> list() {
    return catalog.runs().list();
  }

  /** For each method, the run over {@code day} that finished last; the newest first. */
  public List<RunEntry> latest(TelemetryKind kind, LocalDate day) {
    return catalog.runs().latest(kind, day);
  }

  /** For each method that makes cases, the run over {@code day} that finished last. */
  public List<RunEntry> latestWithCases(LocalDate day) {
    return catalog.runs().latest(null, day);
  }

  /**
   * Of the last days that have lists, the newest run for each day, kind and method; the latest day
   * first.
   *
   * @param days how many days, the latest that has a list being the first of them
   */
  public List<RunEntry> newestLists(int days) {
    List<RunEntry> all = list();
    LocalDate last =
        all.stream().map(RunEntry::day).max(LocalDate::compareTo).orElse(LocalDate.MAX);
    Map<List<Object>, RunEntry> newest = new LinkedHashMap<>();
    for (RunEntry run : all) {
      if (run.day().isAfter(last.minusDays(days))) {
        Object kind = run.kind() == null ? "" : run.kind();
        newest.putIfAbsent(List.of(run.day(), kind, run.method()), run);
      }
    }
    return newest.values().stream()
        .sorted(Comparator.comparing(RunEntry::day).reversed().thenComparing(RunEntry::id))
        .toList();
  }

  /** Findings of a run by rank, after skipping {@code offset}, at most {@code limit}. */
  public List<Finding> findings(String runId, int offset, int limit) {
    return list(ResultTable.FINDINGS, runId, offset, limit);
  }

  /** Cases of a run by rank, after skipping {@code offset}, at most {@code limit}. */
  public List<Case> cases(String runId, int offset, int limit) {
    return list(ResultTable.CASES, runId, offset, limit);
  }

  private <R, B> List<R> list(ResultTable<R, B> results, String runId, int offset, int limit) {
    long firstRank = 1L + offset;
    return new ResultReader<>(catalog, results, runId, firstRank, firstRank + limit - 1)
        .read(new ScanPlanner(catalog).rowsOf(results.table(), runId));
  }

  /** Length of the list of a run; 0 when there is no such run. */
  public long count(String runId) {
    return find(runId).map(RunEntry::findings).orElse(0L);
  }
}
