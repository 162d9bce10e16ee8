// SPDX-License-Identifier: Apache-2.0
package winnow.lake.parquet;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.apache.parquet.format.Encoding;
import winnow.lake.parquet.encoding.DeltaDecoder;
import winnow.lake.parquet.encoding.HybridDecoder;
import winnow.lake.parquet.encoding.MalformedParquetException;
import winnow.lake.parquet.encoding.PageInput;
import winnow.schema.batch.TextVector;

/**
 * Decodes texts into ids and a dictionary: the chunk's own, and what pages without dictionary add
 * to it. Bytes that are not UTF-8 become U+FFFD.
 */
final class TextDecoder implements ValueDecoder {
  private static final String TEXT = "a text";

  private final int[] ids;
  private String[] dictionary = {};
  private int size;
  private final Map<String, Integer> idByText = new HashMap<>();

  /** A decoder of at most {@code places} values. */
  TextDecoder(int places) {
    ids = new int[places];
  }

  /** The ids decoded so far, {@link TextVector#ABSENT} where there is no value. */
  int[] ids() {
    return ids;
  }

  /** The texts of the ids. */
  String[] dictionary() {
    return size == dictionary.length ? dictionary : Arrays.copyOf(dictionary, size);
  }

  /** The id of {@code text}, new if it was not seen before. */
  int id(String text) {
    if (idByText.isEmpty()) {
      for (int id = 0; id < size; id++) {
        idByText.putIfAbsent(dictionary[id], id);
      }
    }
    Integer known = idByText.putIfAbsent(text, size);
    if (known != null) {
      return known;
    }
    if (size == dictionary.length) {
      dictionary = Arrays.copyOf(dictionary, Math.max(16, 2 * size));
    }
    dictionary[size] = text;
    return size++;
  }

  @Override
  public void readDictionary(PageInput in, int entries) throws MalformedParquetException {
    if (entries < 0 || 4L * entries > in.remaining()) {
      throw new MalformedParquetException(
          "a dictionary of " + entries + " texts in " + in.remaining() + " bytes");
    }
    dictionary = new String[entries];
    for (int id = 0; id < entries; id++) {
      dictionary[id] = readText(in, in.readInt(TEXT));
    }
    size = entries;
  }

  @Override
  public void readValues(PageInput in, Encoding encoding, int from, int count)
      throws MalformedParquetException {
    if (count == 0) {
      return;
    }
    switch (encoding) {
      case PLAIN -> {
        for (int i = from; i < from + count; i++) {
          ids[i] = id(readText(in, in.readInt(TEXT)));
        }
      }
      case RLE_DICTIONARY, PLAIN_DICTIONARY -> {
        HybridDecoder.decode(in, in.readByte(TEXT), ids, from, count);
        LongDecoder.requireIds(ids, from, count, size);
      }
      case DELTA_LENGTH_BYTE_ARRAY -> {
        long[] lengths = readLengths(in, count);
        for (int i = 0; i < count; i++) {
          ids[from + i] = id(readText(in, lengths[i]));
        }
      }
      case DELTA_BYTE_ARRAY -> readPrefixed(in, from, count);
      case RLE, BIT_PACKED, DELTA_BINARY_PACKED, BYTE_STREAM_SPLIT ->
          throw ValueDecoder.unsupported(encoding, "BYTE_ARRAY");
    }
  }

  @Override
  public void spread(long[] present, int from, int count, int values) {
    int next = from + values;
    for (int place = from + count - 1; place >= from; place--) {
      ids[place] = ValueDecoder.isSet(present, place) ? ids[--next] : TextVector.ABSENT;
    }
  }

  private static long[] readLengths(PageInput in, int count) throws MalformedParquetException {
    long[] lengths = new long[count];
    DeltaDecoder.decode(in, true, lengths, 0, count);
    return lengths;
  }

  /** DELTA_BYTE_ARRAY: each text is a prefix of the one before and a suffix. */
  private void readPrefixed(PageInput in, int from, int count) throws MalformedParquetException {
    long[] prefixes = readLengths(in, count);
    long[] suffixes = readLengths(in, count);
    byte[] text = new byte[64];
    int length = 0;
    for (int i = 0; i < count; i++) {
      int suffix = in.take(suffixes[i], TEXT);
      if (prefixes[i] < 0 || prefixes[i] > length) {
        throw new MalformedParquetException(
            "a text shares " + prefixes[i] + " bytes with one of " + length);
      }
      length = Math.toIntExact(prefixes[i] + suffixes[i]);
      text = text.length < length ? Arrays.copyOf(text, 2 * length) : text;
      System.arraycopy(in.bytes, suffix, text, (int) prefixes[i], (int) suffixes[i]);
      ids[from + i] = id(new String(text, 0, length, StandardCharsets.UTF_8));
    }
  }

  private static String readText(PageInput in, long length) throws MalformedParquetException {
    int from = in.take(length, TEXT);
    return new String(in.bytes, from, (int) length, StandardCharsets.UTF_8);
  }
}
