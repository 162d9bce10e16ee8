// SPDX-License-Identifier: Apache-2.0
package winnow.lake.parquet;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.apache.parquet.format.Encoding;
import winnow.lake.parquet.encoding.BitPacking;
import winnow.lake.parquet.encoding.ByteSink;
import winnow.lake.parquet.encoding.HybridEncoder;

/** Encodes texts that come as ids into a dictionary; no text is hashed or compared again. */
final class TextEncoder {
  private int[] offsets = new int[1024];
  private int[] newIds = {};

  /**
   * Encodes the texts of {@code ids[0, count)}, none absent, into {@code chunk}, after its levels.
   */
  void encode(int[] ids, int count, String[] dictionary, EncodedChunk chunk) {
    if (count == 0) {
      return;
    }
    String[] used = dictionary;
    int[] usedIds = ids;
    if (dictionary.length > count) {
      used = new String[count];
      usedIds = new int[count];
      used = Arrays.copyOf(used, compact(ids, count, dictionary, used, usedIds));
    }
    writeDictionary(used, chunk.dictionary);
    chunk.bounds = bounds(used, chunk.dictionary.bytes());
    int width = BitPacking.width(used.length - 1);
    if (isPlainSmaller(usedIds, count, used.length, width)) {
      writePlain(usedIds, count, chunk);
    } else {
      chunk.dictionarySize = used.length;
      chunk.encoding = Encoding.RLE_DICTIONARY;
      chunk.data.write(width);
      HybridEncoder.encode(usedIds, count, width, chunk.data);
    }
  }

  /** Leaves out texts that no row has. */
  private int compact(int[] ids, int count, String[] dictionary, String[] used, int[] usedIds) {
    if (newIds.length < dictionary.length) {
      newIds = new int[dictionary.length];
    }
    Arrays.fill(newIds, 0, dictionary.length, 0);
    int size = 0;
    for (int i = 0; i < count; i++) {
      int id = ids[i];
      if (newIds[id] == 0) {
        used[size++] = dictionary[id];
        newIds[id] = size;
      }
      usedIds[i] = newIds[id] - 1;
    }
    return size;
  }

  private void writeDictionary(String[] dictionary, ByteSink out) {
    if (offsets.length <= dictionary.length) {
      offsets = new int[dictionary.length + 1];
    }
    for (int id = 0; id < dictionary.length; id++) {
      byte[] utf8 = dictionary[id].getBytes(StandardCharsets.UTF_8);
      offsets[id] = out.size();
      out.putInt(utf8.length);
      out.write(utf8, 0, utf8.length);
    }
    offsets[dictionary.length] = out.size();
  }

  private Bounds bounds(String[] dictionary, byte[] page) {
    int min = 0;
    int max = 0;
    for (int id = 1; id < dictionary.length; id++) {
      if (compare(page, id, min) < 0) {
        min = id;
      } else if (compare(page, id, max) > 0) {
        max = id;
      }
    }
    return Bounds.Texts.of(dictionary[min], dictionary[max]);
  }

  private int compare(byte[] page, int one, int other) {
    return Arrays.compareUnsigned(
        page, offsets[one] + 4, offsets[one + 1], page, offsets[other] + 4, offsets[other + 1]);
  }

  private boolean isPlainSmaller(int[] ids, int count, int size, int width) {
    if (size <= count / 2 || size == 1) {
      return false;
    }
    long plain = 0;
    for (int i = 0; i < count; i++) {
      plain += offsets[ids[i] + 1] - offsets[ids[i]];
    }
    return plain < offsets[size] + BitPacking.bytes(count, width);
  }

  private void writePlain(int[] ids, int count, EncodedChunk chunk) {
    byte[] texts = chunk.dictionary.bytes();
    for (int i = 0; i < count; i++) {
      int from = offsets[ids[i]];
      chunk.data.write(texts, from, offsets[ids[i] + 1] - from);
    }
    chunk.dictionary.clear();
  }
}
