// SPDX-License-Identifier: Apache-2.0
package winnow.lake;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import winnow.lake.catalog.Catalog;
import winnow.lake.catalog.DuplicateRunException;
import winnow.lake.catalog.Publication;
import winnow.lake.catalog.RunEntry;
import winnow.lake.write.DataFileWriters;
import winnow.lake.write.KindBuffer;
import winnow.lake.write.NewFile;
import winnow.schema.Finding;
import winnow.schema.Origin;
import winnow.schema.TelemetryKind;
import winnow.schema.column.FindingColumns;

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
   * Makes a run and its findings visible, both or neither. Nothing changes when the lake has the
   * run with the same list already, such as from another process.
   *
   * @return the run that was there already; empty when this one was published
   * @throws DuplicateRunException when the lake has a run with this id and another list
   */
  public Optional<RunEntry> publish(RunEntry run, List<Finding> findings) {
    if (run.findings() != findings.size()) {
      throw new IllegalArgumentException(
          "run "
              + run.id()
              + " says it has "
              + run.findings()
              + " findings, not "
              + findings.size());
    }
    long now = Lake.micros(catalog.clock().instant());
    KindBuffer<Finding> buffer =
        new KindBuffer<>(FindingColumns.TABLE, new Origin(run.id(), now), Integer.MAX_VALUE);
    List<Finding> byRank =
        findings.stream().sorted(Comparator.comparingInt(Finding::rank)).toList();
    try (DataFileWriters writers = new DataFileWriters(catalog, catalog.sessions().id())) {
      for (Finding finding : byRank) {
        if (buffer.append(finding, finding.eventTimeMicros()) >= ROW_GROUP_ROWS) {
          KindBuffer.Part part = buffer.takeLatest();
          writers.write(part.partition(), part.rows());
        }
      }
      List<KindBuffer.Part> rest = new ArrayList<>();
      buffer.shed(0, rest::add);
      for (KindBuffer.Part part : rest) {
        writers.write(part.partition(), part.rows());
      }
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
      throw new UncheckedIOException("cannot write the findings of run " + run.id(), e);
    }
    afterCommit.run();
    return Optional.empty();
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

  /** Findings of a run by rank, after skipping {@code offset}, at most {@code limit}. */
  public List<Finding> findings(String runId, int offset, int limit) {
    long firstRank = 1L + offset;
    FindingReader reader = new FindingReader(catalog, runId, firstRank, firstRank + limit - 1);
    return reader.read(new ScanPlanner(catalog).findingsOf(runId));
  }

  /** Number of findings of a run; 0 when there is no such run. */
  public long count(String runId) {
    return find(runId).map(RunEntry::findings).orElse(0L);
  }
}
