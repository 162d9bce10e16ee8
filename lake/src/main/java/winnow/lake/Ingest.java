// SPDX-License-Identifier: Apache-2.0
package winnow.lake;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import winnow.lake.catalog.Catalog;
import winnow.lake.catalog.InputCounts;
import winnow.lake.catalog.InputIdentity;
import winnow.lake.catalog.LedgerEntry;
import winnow.lake.catalog.Publication;
import winnow.schema.Origin;
import winnow.schema.TelemetryRecord;

/** The ingest of one input: all of its rows become visible at once, or none. Not thread-safe. */
public final class Ingest implements AutoCloseable {
  private static final long UNNUMBERED = 0;

  private final Catalog catalog;
  private final InputIdentity input;
  private final Instant begunAt;
  private final DataFileWriters writers;
  private final EncodeQueue queue;
  private final IngestBuffer buffer;
  private final Runnable afterCommit;
  private boolean ended;

  Ingest(Catalog catalog, LakeSettings settings, InputIdentity input, Runnable afterCommit) {
    this.catalog = catalog;
    this.input = input;
    this.afterCommit = afterCommit;
    begunAt = catalog.clock().instant();
    writers = new DataFileWriters(catalog, catalog.sessions().id());
    queue = new EncodeQueue(writers, input.name());
    buffer = new IngestBuffer(settings, queue, new Origin(input.source(), Lake.micros(begunAt)));
  }

  /**
   * Adds a row, in any order of time. May wait for rows to be written.
   *
   * @throws winnow.lake.catalog.TooManyHoursException when the input's rows lie in too many hours
   * @throws winnow.lake.catalog.LakeException when rows could not be written
   */
  public void append(TelemetryRecord record) {
    if (ended) {
      throw new IllegalStateException("the ingest of " + input.name() + " has ended");
    }
    buffer.append(record);
  }

  /**
   * Publishes the rows of all kinds together with the ledger's entry. Ends the ingest.
   *
   * @throws winnow.lake.catalog.DuplicateInputException when the input got into the lake meanwhile
   * @throws winnow.lake.catalog.LakeException when rows could not be written
   */
  public LedgerEntry commit(InputCounts counts) {
    if (ended) {
      throw new IllegalStateException("the ingest of " + input.name() + " has ended");
    }
    ended = true;
    buffer.flush();
    List<NewFile> files = queue.finish();
    LedgerEntry entry =
        new LedgerEntry(
            UNNUMBERED, input, counts, buffer.rows(), begunAt, buffer.events(), Map.of());
    Publication publication = catalog.publication(writers.session()).add(entry);
    NewFile.append(files, publication);
    publication.publish();
    writers.keep();
    afterCommit.run();
    return catalog.ledger().find(input.sha256()).orElseThrow();
  }

  /** Abandons what was not committed, and deletes its files. */
  @Override
  public void close() {
    ended = true;
    queue.close();
  }
}
