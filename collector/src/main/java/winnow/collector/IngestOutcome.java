// SPDX-License-Identifier: Apache-2.0
package winnow.collector;

import java.util.List;
import winnow.decode.Rejection;
import winnow.lake.catalog.InputCounts;
import winnow.lake.catalog.LedgerEntry;

/** What became of a file. */
public sealed interface IngestOutcome {
  /** The file. */
  InputFile file();

  /**
   * Its records are in the lake.
   *
   * @param entry the ledger's entry
   * @param samples the first rejections of each reason
   */
  record Ingested(InputFile file, LedgerEntry entry, List<Rejection> samples)
      implements IngestOutcome {}

  /**
   * Its content was in the lake already, under this or another name.
   *
   * @param entry the ledger's entry
   */
  record Known(InputFile file, LedgerEntry entry) implements IngestOutcome {}

  /**
   * Its format was read and held no usable record; the lake is as before.
   *
   * @param format name of the format
   * @param counts what was found instead
   * @param samples the first rejections of each reason
   */
  record NothingUsable(InputFile file, String format, InputCounts counts, List<Rejection> samples)
      implements IngestOutcome {}

  /**
   * It was not read.
   *
   * @param reason why, in one sentence
   * @param isDenied whether this user may not read it; its content may be of use once he may
   */
  record Refused(InputFile file, String reason, boolean isDenied) implements IngestOutcome {
    /** A file that is not read, whoever asks. */
    public Refused(InputFile file, String reason) {
      this(file, reason, false);
    }
  }

  /**
   * Reading it failed midway, as with a compressed file that was cut; the lake is as before.
   *
   * @param reason why, in one sentence
   */
  record Failed(InputFile file, String reason) implements IngestOutcome {
    /** The outcome of reading {@code file} when it ended with {@code failure}. */
    static Failed of(InputFile file, Exception failure) {
      String message = failure.getMessage();
      return new Failed(file, message == null ? failure.toString() : message);
    }
  }
}
