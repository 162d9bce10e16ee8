// SPDX-License-Identifier: Apache-2.0
package winnow.lake.parquet;

import org.apache.parquet.format.Encoding;
import winnow.lake.parquet.encoding.MalformedParquetException;
import winnow.lake.parquet.encoding.PageInput;

/** Decodes the values of one column chunk, page by page, into an array of its own. */
sealed interface ValueDecoder permits LongDecoder, TextDecoder {
  /** Takes the dictionary, PLAIN, of {@code size} entries. */
  void readDictionary(PageInput in, int size) throws MalformedParquetException;

  /** Decodes {@code count} values of a page into the places from {@code from}. */
  void readValues(PageInput in, Encoding encoding, int from, int count)
      throws MalformedParquetException;

  /**
   * Moves the values from {@code from} apart, so that they are where the bits of {@code present},
   * from bit {@code from} on, are set; the places between get no value.
   *
   * @param count number of places
   * @param values number of values
   */
  void spread(long[] present, int from, int count, int values);

  /** Whether bit {@code place} of {@code bits} is set. */
  static boolean isSet(long[] bits, int place) {
    return (bits[place >> 6] >>> place & 1) != 0;
  }

  /** The exception for an encoding that a type cannot have. */
  static MalformedParquetException unsupported(Encoding encoding, Object type) {
    return new MalformedParquetException(type + " values in encoding " + encoding);
  }
}
