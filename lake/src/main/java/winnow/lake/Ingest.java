// SPDX-License-Identifier: Apache-2.0
package winnow.lake;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import winnow.lake.catalog.Catalog;
import winnow.lake.catalog.DuplicateInputException;
import winnow.lake.catalog.InputContent;
import winnow.lake.catalog.InputCounts;
import winnow.lake.catalog.InputIdentity;
import winnow.lake.catalog.LedgerEntry;
import winnow.lake.write.DataFileWriters;
import winnow.lake.write.EncodeQueue;
import winnow.lake.write.KindBuffer;
import winnow.lake.write.NewFile;
import winnow.schema.Origin;
import winnow.schema.TelemetryRecord;

/** The ingest of one input: all of its rows become visible at once, or none. Not thread-safe. */
public final class Ingest implements AutoCloseable {
  private static final long UNNUMBERED = 0;

  private final InputIdentity input;
  private final Instant begunAt;
  private final DataFileWriters writers;
  private final EncodeQueue queue;
  private final IngestBuffer buffer;
  private final Function<StagedInput, Published> publisher;
  private boolean ended;

  /**
   * Nothing appended yet.
   *
   * @param publisher publishes what was staged
   */
  Ingest(
      Catalog catalog,
      LakeSettings settings,
      InputIdentity input,
      Function<StagedInput, Published> publisher) {
    this.input = input;
    this.publisher = publisher;
    begunAt = catalog.clock().instant();
    writers = new DataFileWriters(catalog, catalog.sessions().id());
    queue = new EncodeQueue(writers, input.name());
    buffer = new IngestBuffer(settings, queue, new Origin(input.source(), Lake.micros(begunAt)));
  }

  /**
   * Adds a row, in any order of time. May wait for rows to be written.
   *
   * @throws winnow.lake.write.TooManyHoursException when the input's rows lie in too many hours
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
   * @throws DuplicateInputException when the input got into the lake meanwhile
   * @throws winnow.lake.catalog.LakeException when rows could not be written
   */
  public LedgerEntry commit(InputCounts counts) {
    try (StagedInput staged = stage(input, null, counts)) {
      Published published = publisher.apply(staged);
      if (!published.isNew()) {
        throw new DuplicateInputException(published.entry());
      }
      return published.entry();
    }
  }

  /**
   * Completes the input without publishing it. Ends the ingest; what was staged is to be published
   * or closed.
   *
   * @param identity what the input is, now that it was read; its source is that of the ingest
   * @param content what its bytes are; null when no other can continue it
   * @param counts what became of its records
   * @throws winnow.lake.catalog.LakeException when rows could not be written
   */
  public StagedInput stage(
      InputIdentity identity, @Nullable InputContent content, InputCounts counts) {
    if (ended) {
      throw new IllegalStateException("the ingest of " + input.name() + " has ended");
    }
    LedgerEntry entry =
        new LedgerEntry(
            UNNUMBERED, identity, counts, buffer.rows(), begunAt, buffer.events(), Map.of());
    List<KindBuffer.Part> parts = new ArrayList<>();
    List<NewFile> files = List.of();
    if (queue.isUnused()) {
      buffer.flush(parts::add);
    } else {
      buffer.flush();
      files = queue.finish();
    }
    ended = true;
    return new StagedInput(entry, content, parts, files, writers);
  }

  /** Abandons what was not staged, and deletes its files. */
  @Override
  public void close() {
    if (!ended) {
      ended = true;
      queue.close();
    }
  }
}
