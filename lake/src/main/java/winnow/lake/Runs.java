// SPDX-License-Identifier: Apache-2.0
package winnow.lake;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import winnow.lake.catalog.RunEntry;
import winnow.schema.Finding;
import winnow.schema.TelemetryKind;

/** The finished analyses and what they found. */
public final class Runs {
  Runs() {}

  /**
   * Makes a run and its findings visible, both or neither.
   *
   * @throws IllegalStateException when the lake has a run with this id
   */
  public void publish(RunEntry run, List<Finding> findings) {
    throw new UnsupportedOperationException("not yet");
  }

  /** The run with this id. */
  public Optional<RunEntry> find(String id) {
    throw new UnsupportedOperationException("not yet");
  }

  /** All runs, the one that finished last first. */
  public List<RunEntry> list() {
    throw new UnsupportedOperationException("not yet");
  }

  /** For each method, the run over {@code day} that finished last; the newest first. */
  public List<RunEntry> latest(TelemetryKind kind, LocalDate day) {
    throw new UnsupportedOperationException("not yet");
  }

  /** Findings of a run by rank, after skipping {@code offset}, at most {@code limit}. */
  public List<Finding> findings(String runId, int offset, int limit) {
    throw new UnsupportedOperationException("not yet");
  }

  /** Number of findings of a run; 0 when there is no such run. */
  public long count(String runId) {
    throw new UnsupportedOperationException("not yet");
  }
}
