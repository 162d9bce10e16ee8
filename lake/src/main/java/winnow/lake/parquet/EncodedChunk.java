// SPDX-License-Identifier: Apache-2.0
package winnow.lake.parquet;

import org.apache.parquet.format.Encoding;
import org.jspecify.annotations.Nullable;
import winnow.lake.parquet.encoding.ByteSink;

/** One column of one row group, encoded but not compressed; used again for the next column. */
final class EncodedChunk {
  /** The dictionary page, when {@link #dictionarySize} is not 0. */
  final ByteSink dictionary = new ByteSink();

  /** The data page: levels, then values. */
  final ByteSink data = new ByteSink();

  /** Entries of the dictionary. */
  int dictionarySize;

  /** How the values of the data page are encoded. */
  Encoding encoding = Encoding.PLAIN;

  /** Values with their absent ones, and empty lists, which take a place too. */
  int places;

  /** Places without a value. */
  int absent;

  /** Values that are not a number. */
  int notNumbers;

  /** Bounds of the values; null when there are none. */
  @Nullable Bounds bounds;

  void clear() {
    dictionary.clear();
    data.clear();
    dictionarySize = 0;
    encoding = Encoding.PLAIN;
    places = 0;
    absent = 0;
    notNumbers = 0;
    bounds = null;
  }
}
