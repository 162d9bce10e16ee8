// SPDX-License-Identifier: Apache-2.0
package winnow.lake;

import java.util.List;
import org.jspecify.annotations.Nullable;
import winnow.lake.catalog.InputContent;
import winnow.lake.catalog.InputIdentity;
import winnow.lake.catalog.LedgerEntry;
import winnow.lake.write.DataFileWriters;
import winnow.lake.write.KindBuffer;
import winnow.lake.write.NewFile;

/**
 * An input that was read to its end and is not published yet: few rows are in memory, to be written
 * together with those of other inputs; many are in data files of their own. To be published by
 * {@link Lake#publish} or else closed. Not thread-safe.
 */
public final class StagedInput implements AutoCloseable {
  private final LedgerEntry entry;
  private final @Nullable InputContent content;
  private final List<KindBuffer.Part> parts;
  private final List<NewFile> files;
  private final DataFileWriters writers;

  /**
   * An input.
   *
   * @param entry what the ledger shall say; its id and snapshots are not known yet
   * @param content what its bytes are; null when no other can continue it
   * @param parts its rows in memory
   * @param files its rows in files
   * @param writers what wrote the files, and deletes them unless they are kept
   */
  StagedInput(
      LedgerEntry entry,
      @Nullable InputContent content,
      List<KindBuffer.Part> parts,
      List<NewFile> files,
      DataFileWriters writers) {
    this.entry = entry;
    this.content = content;
    this.parts = parts;
    this.files = files;
    this.writers = writers;
  }

  /** What the input is. */
  public InputIdentity input() {
    return entry.input();
  }

  /** Rows that wait in memory. */
  public long rowsInMemory() {
    return parts.stream().mapToLong(part -> part.rows().rows()).sum();
  }

  LedgerEntry entry() {
    return entry;
  }

  @Nullable InputContent content() {
    return content;
  }

  List<KindBuffer.Part> parts() {
    return parts;
  }

  List<NewFile> files() {
    return files;
  }

  String session() {
    return writers.session();
  }

  /** Its files are published: they stay when this is closed. */
  void keep() {
    writers.keep();
  }

  /** Deletes its files unless they are published. */
  @Override
  public void close() {
    writers.close();
  }
}
