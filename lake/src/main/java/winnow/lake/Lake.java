// SPDX-License-Identifier: Apache-2.0
package winnow.lake;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import winnow.lake.catalog.InputIdentity;
import winnow.lake.catalog.LedgerEntry;
import winnow.lake.search.Search;

/**
 * Tables of telemetry and of results in one folder. Several processes may have the same lake open,
 * to read and to write. Thread-safe.
 */
public final class Lake implements AutoCloseable {
  private Lake() {}

  /** Opens the lake in {@code folder}, which is made when it is not there. */
  public static Lake open(Path folder) {
    return open(folder, LakeSettings.defaults());
  }

  /** Opens the lake in {@code folder}, which is made when it is not there. */
  public static Lake open(Path folder, LakeSettings settings) {
    throw new UnsupportedOperationException("not yet");
  }

  /** The ledger's entry for the input with this digest. */
  public Optional<LedgerEntry> findInput(String sha256) {
    throw new UnsupportedOperationException("not yet");
  }

  /** All inputs in the lake, the newest first. */
  public List<LedgerEntry> inputs() {
    throw new UnsupportedOperationException("not yet");
  }

  /**
   * Starts the ingest of an input.
   *
   * @throws winnow.lake.catalog.DuplicateInputException when it is in the lake already
   */
  public Ingest beginIngest(InputIdentity input) {
    throw new UnsupportedOperationException("not yet");
  }

  /** Plans a scan. */
  public Scan scan(ScanRequest request) {
    throw new UnsupportedOperationException("not yet");
  }

  /** The finished analyses. */
  public Runs runs() {
    throw new UnsupportedOperationException("not yet");
  }

  /** What keeps the lake small and fast. */
  public Housekeeping housekeeping() {
    throw new UnsupportedOperationException("not yet");
  }

  /** SQL over everything that is in the lake now. */
  public Search search() {
    return search(Long.MIN_VALUE, Long.MAX_VALUE);
  }

  /** SQL over the events of a time range that are in the lake now; faster the shorter it is. */
  public Search search(long fromMicros, long toMicros) {
    throw new UnsupportedOperationException("not yet");
  }

  @Override
  public void close() {}
}
