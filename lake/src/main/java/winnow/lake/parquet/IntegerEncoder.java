// SPDX-License-Identifier: Apache-2.0
package winnow.lake.parquet;

import org.apache.parquet.format.Encoding;
import winnow.lake.parquet.encoding.BitPacking;
import winnow.lake.parquet.encoding.ByteSink;
import winnow.lake.parquet.encoding.DeltaEncoder;
import winnow.lake.parquet.encoding.DistinctLongs;
import winnow.lake.parquet.encoding.HybridEncoder;

/** Encodes integers: constant, dictionary, deltas or plain, whichever is estimated smallest. */
final class IntegerEncoder {
  private final DistinctLongs distinct = new DistinctLongs();
  private final DeltaEncoder deltas = new DeltaEncoder();

  /** Encodes {@code values[0, count)} as INT32 or INT64 into {@code chunk}, after its levels. */
  void encode(long[] values, int count, boolean int32, EncodedChunk chunk) {
    if (count == 0) {
      return;
    }
    if (isConstant(values, count)) {
      chunk.bounds = new Bounds.Integers(values[0], values[0]);
      put(values[0], int32, chunk.dictionary);
      useDictionary(chunk, 1);
      chunk.data.write(0);
      HybridEncoder.repeat(0, count, 0, chunk.data);
      return;
    }
    Bounds.Integers bounds = bounds(values, count);
    chunk.bounds = bounds;
    long plainBits = (long) count * (int32 ? 32 : 64);
    long deltaBits = deltas.estimateBits(values, count, int32);
    int entryBits = int32 ? 32 : 64;
    long budgetBits = Math.min(plainBits, deltaBits);
    if (distinct.number(values, count, bounds.min(), bounds.max(), budgetBits, entryBits)) {
      encodeIds(count, int32, chunk);
    } else if (deltaBits < plainBits) {
      chunk.encoding = Encoding.DELTA_BINARY_PACKED;
      deltas.encode(values, count, int32, chunk.data);
    } else {
      encodePlain(values, count, int32, chunk.data);
    }
  }

  /** Encodes truth values, 0 and 1. */
  void encodeBooleans(long[] values, int count, EncodedChunk chunk) {
    if (count == 0) {
      return;
    }
    long[] bits = new long[(count + 63) >> 6];
    int ones = 0;
    for (int i = 0; i < count; i++) {
      bits[i >> 6] |= (values[i] & 1) << i;
      ones += (int) (values[i] & 1);
    }
    chunk.bounds = new Bounds.Integers(ones == count ? 1 : 0, ones == 0 ? 0 : 1);
    if (ones == 0 || ones == count) {
      chunk.encoding = Encoding.RLE;
      HybridEncoder.encodeLevels(bits, count, chunk.data);
    } else {
      for (int byteAt = 0; byteAt < count; byteAt += 8) {
        chunk.data.write((int) (bits[byteAt >> 6] >>> byteAt));
      }
    }
  }

  private void encodeIds(int count, boolean int32, EncodedChunk chunk) {
    for (int id = 0; id < distinct.size(); id++) {
      put(distinct.value(id), int32, chunk.dictionary);
    }
    useDictionary(chunk, distinct.size());
    int width = BitPacking.width(distinct.size() - 1);
    chunk.data.write(width);
    HybridEncoder.encode(distinct.ids(), count, width, chunk.data);
  }

  private static void useDictionary(EncodedChunk chunk, int size) {
    chunk.dictionarySize = size;
    chunk.encoding = Encoding.RLE_DICTIONARY;
  }

  private static void encodePlain(long[] values, int count, boolean int32, ByteSink out) {
    out.reserve(Math.multiplyExact(count, int32 ? 4 : 8));
    for (int i = 0; i < count; i++) {
      put(values[i], int32, out);
    }
  }

  private static void put(long value, boolean int32, ByteSink out) {
    if (int32) {
      out.putInt((int) value);
    } else {
      out.putLong(value);
    }
  }

  private static boolean isConstant(long[] values, int count) {
    long first = values[0];
    for (int from = 0; from < count; from += 1024) {
      long difference = 0;
      for (int i = from; i < Math.min(count, from + 1024); i++) {
        difference |= values[i] ^ first;
      }
      if (difference != 0) {
        return false;
      }
    }
    return true;
  }

  private static Bounds.Integers bounds(long[] values, int count) {
    long min = Long.MAX_VALUE;
    long max = Long.MIN_VALUE;
    for (int i = 0; i < count; i++) {
      min = Math.min(min, values[i]);
      max = Math.max(max, values[i]);
    }
    return new Bounds.Integers(min, max);
  }
}
