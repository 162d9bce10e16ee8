// SPDX-License-Identifier: Apache-2.0
package winnow.lake.parquet;

import org.apache.parquet.format.Encoding;
import org.apache.parquet.format.Type;
import winnow.lake.parquet.encoding.BitPacking;
import winnow.lake.parquet.encoding.ByteSink;
import winnow.lake.parquet.encoding.DeltaDecoder;
import winnow.lake.parquet.encoding.HybridDecoder;
import winnow.lake.parquet.encoding.MalformedParquetException;
import winnow.lake.parquet.encoding.PageInput;

/**
 * Decodes numbers and truth values. Floating-point numbers are held as the bits of a 64-bit one.
 */
final class LongDecoder implements ValueDecoder {
  private static final String VALUES = "values";
  private static final String IDS = "ids";

  private final Type type;
  private final boolean unsigned;
  private final long[] values;
  private long[] dictionary = {};
  private int[] ids = {};

  /**
   * A decoder.
   *
   * @param type physical type
   * @param unsigned whether INT32 values are unsigned
   * @param places how many values there are at most
   */
  LongDecoder(Type type, boolean unsigned, int places) {
    this.type = type;
    this.unsigned = unsigned;
    values = new long[places];
  }

  /** The values decoded so far, 0 where there is none. */
  long[] values() {
    return values;
  }

  @Override
  public void readDictionary(PageInput in, int size) throws MalformedParquetException {
    requireRoom(in, size);
    dictionary = new long[size];
    readPlain(in, dictionary, 0, size);
  }

  @Override
  public void readValues(PageInput in, Encoding encoding, int from, int count)
      throws MalformedParquetException {
    if (count == 0) {
      return;
    }
    switch (encoding) {
      case PLAIN -> readPlain(in, values, from, count);
      case RLE_DICTIONARY, PLAIN_DICTIONARY -> readIds(in, from, count);
      case DELTA_BINARY_PACKED -> readDeltas(in, from, count);
      case RLE -> readRuns(in, from, count);
      case BYTE_STREAM_SPLIT -> readStreams(in, from, count);
      case BIT_PACKED, DELTA_LENGTH_BYTE_ARRAY, DELTA_BYTE_ARRAY ->
          throw ValueDecoder.unsupported(encoding, type);
    }
  }

  @Override
  public void spread(long[] present, int from, int count, int values) {
    int next = from + values;
    for (int place = from + count - 1; place >= from; place--) {
      this.values[place] = ValueDecoder.isSet(present, place) ? this.values[--next] : 0;
    }
  }

  private void readIds(PageInput in, int from, int count) throws MalformedParquetException {
    if (ids.length < count) {
      ids = new int[count];
    }
    int width = in.readByte(IDS);
    HybridDecoder.decode(in, width, ids, 0, count);
    requireIds(ids, 0, count, dictionary.length);
    long[] entries = dictionary;
    for (int i = 0; i < count; i++) {
      values[from + i] = entries[ids[i]];
    }
  }

  /** Checks that {@code ids[from, from + count)}, none negative, are below {@code size}. */
  static void requireIds(int[] ids, int from, int count, int size)
      throws MalformedParquetException {
    int max = 0;
    for (int i = from; i < from + count; i++) {
      max = Math.max(max, ids[i]);
    }
    if (max >= size) {
      throw new MalformedParquetException("id " + max + " in a dictionary of " + size);
    }
  }

  private void readDeltas(PageInput in, int from, int count) throws MalformedParquetException {
    if (type != Type.INT32 && type != Type.INT64) {
      throw ValueDecoder.unsupported(Encoding.DELTA_BINARY_PACKED, type);
    }
    DeltaDecoder.decode(in, type == Type.INT32, values, from, count);
    if (unsigned) {
      for (int i = from; i < from + count; i++) {
        values[i] &= 0xffff_ffffL;
      }
    }
  }

  private void readRuns(PageInput in, int from, int count) throws MalformedParquetException {
    if (type != Type.BOOLEAN) {
      throw ValueDecoder.unsupported(Encoding.RLE, type);
    }
    PageInput runs = in.slice(in.readInt(VALUES), VALUES);
    int[] bits = new int[count];
    HybridDecoder.decode(runs, 1, bits, 0, count);
    for (int i = 0; i < count; i++) {
      values[from + i] = bits[i] & 1;
    }
  }

  private void readStreams(PageInput in, int from, int count) throws MalformedParquetException {
    int width = valueBytes();
    if (width == 0) {
      throw ValueDecoder.unsupported(Encoding.BYTE_STREAM_SPLIT, type);
    }
    int start = in.take((long) count * width, VALUES);
    byte[] joined = new byte[count * width + BitPacking.SLACK];
    for (int stream = 0; stream < width; stream++) {
      for (int i = 0; i < count; i++) {
        joined[i * width + stream] = in.bytes[start + stream * count + i];
      }
    }
    readPlain(new PageInput(joined, 0, count * width), values, from, count);
  }

  private void requireRoom(PageInput in, int size) throws MalformedParquetException {
    if (size < 0 || (long) size * Math.max(1, valueBytes()) > in.remaining()) {
      throw new MalformedParquetException(
          "a dictionary of " + size + " entries in " + in.remaining() + " bytes");
    }
  }

  /** Bytes of a PLAIN value; 0 when it is less than one. */
  private int valueBytes() {
    return switch (type) {
      case INT32, FLOAT -> 4;
      case INT64, DOUBLE -> 8;
      case BOOLEAN, INT96, BYTE_ARRAY, FIXED_LEN_BYTE_ARRAY -> 0;
    };
  }

  private void readPlain(PageInput in, long[] target, int from, int count)
      throws MalformedParquetException {
    byte[] bytes = in.bytes;
    int width = valueBytes();
    int at = in.take(width == 0 ? (count + 7) / 8 : (long) count * width, VALUES);
    switch (type) {
      case BOOLEAN -> BitPacking.unpack(bytes, at, 1, target, from, count);
      case INT32 -> {
        long mask = unsigned ? 0xffff_ffffL : -1L;
        for (int i = 0; i < count; i++) {
          target[from + i] = (int) ByteSink.INTS.get(bytes, at + 4 * i) & mask;
        }
      }
      case INT64, DOUBLE -> {
        for (int i = 0; i < count; i++) {
          target[from + i] = (long) ByteSink.LONGS.get(bytes, at + 8 * i);
        }
      }
      case FLOAT -> {
        for (int i = 0; i < count; i++) {
          float value = Float.intBitsToFloat((int) ByteSink.INTS.get(bytes, at + 4 * i));
          target[from + i] = Double.doubleToRawLongBits(value);
        }
      }
      case INT96, BYTE_ARRAY, FIXED_LEN_BYTE_ARRAY ->
          throw ValueDecoder.unsupported(Encoding.PLAIN, type);
    }
  }
}
