// SPDX-License-Identifier: Apache-2.0
package winnow.lake;

import winnow.lake.catalog.InputCounts;
import winnow.lake.catalog.LedgerEntry;
import winnow.schema.TelemetryRecord;

/** The ingest of one input: all of its rows become visible at once, or none. Not thread-safe. */
public final class Ingest implements AutoCloseable {
  Ingest() {}

  /** Adds a row, in any order of time. May wait for rows to be written. */
  public void append(TelemetryRecord record) {
    throw new UnsupportedOperationException("not yet");
  }

  /**
   * Publishes the rows of all kinds together with the ledger's entry.
   *
   * @throws winnow.lake.catalog.DuplicateInputException when the input got into the lake meanwhile
   */
  public LedgerEntry commit(InputCounts counts) {
    throw new UnsupportedOperationException("not yet");
  }

  /** Abandons what was not committed, and deletes its files. */
  @Override
  public void close() {
    throw new UnsupportedOperationException("not yet");
  }
}
