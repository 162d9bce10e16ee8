// SPDX-License-Identifier: Apache-2.0
package winnow.analysis.count;

import java.util.List;
import winnow.schema.batch.ColumnBatch;

/** Reads rows of one kind into words. Keeps state between batches; belongs to one thread. */
public sealed interface WordReader permits FlowWordReader, DnsWordReader, HttpWordReader {
  long MICROS_PER_HOUR = 3_600_000_000L;

  /** Midnight before 10000-01-01. */
  long END_OF_TIME_MICROS = 253_402_300_800_000_000L;

  /** The columns that it needs. */
  List<String> columns();

  /** Counts the words of all rows of a batch. */
  void read(ColumnBatch batch, WordTally tally);

  /** What the words mean that it has given to tallies. */
  RunWords words();

  /** The hour of the day, UTC, 0 to 23. */
  static int hour(long micros) {
    return (int) (micros / MICROS_PER_HOUR % 24);
  }

  static boolean isTime(long micros) {
    return micros >= 0 && micros < END_OF_TIME_MICROS;
  }
}
