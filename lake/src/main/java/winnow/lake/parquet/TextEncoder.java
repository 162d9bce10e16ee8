// SPDX-License-Identifier: Apache-2.0
package winnow.lake.parquet;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.apache.parquet.format.Encoding;
import org.jspecify.annotations.Nullable;
import winnow.lake.parquet.encoding.BitPacking;
import winnow.lake.parquet.encoding.ByteSink;
import winnow.lake.parquet.encoding.HybridEncoder;
import winnow.schema.batch.TextVector;

/** Encodes texts that come as ids into a dictionary; no text is hashed or compared again. */
final class TextEncoder {
  private int[] offsets = new int[1024];
  private int[] newIds = {};

  /**
   * Encodes the texts of {@code ids[0, count)}, none absent, into {@code chunk}, after its levels.
   */
  void encode(int[] ids, int count, TextVector.Dictionary dictionary, EncodedChunk chunk) {
    if (count == 0) {
      return;
    }
    int size = dictionary.size();
    int[] usedIds = ids;
    int[] used = null;
    if (size > count) {
      used = new int[count];
      usedIds = new int[count];
      size = compact(ids, count, size, used, usedIds);
    }
    writeDictionary(dictionary.utf8(), used, size, chunk.dictionary);
    chunk.bounds = bounds(size, chunk.dictionary.bytes());
    int width = BitPacking.width(size - 1);
    if (isPlainSmaller(usedIds, count, size, width)) {
      writePlain(usedIds, count, chunk);
    } else {
      chunk.dictionarySize = size;
      chunk.encoding = Encoding.RLE_DICTIONARY;
      chunk.data.write(width);
      HybridEncoder.encode(usedIds, count, width, chunk.data);
    }
  }

  /** Leaves out texts that no row has; {@code used} are the others, numbered anew. */
  private int compact(int[] ids, int count, int dictionarySize, int[] used, int[] usedIds) {
    if (newIds.length < dictionarySize) {
      newIds = new int[dictionarySize];
    }
    Arrays.fill(newIds, 0, dictionarySize, 0);
    int size = 0;
    for (int i = 0; i < count; i++) {
      int id = ids[i];
      if (newIds[id] == 0) {
        used[size++] = id;
        newIds[id] = size;
      }
      usedIds[i] = newIds[id] - 1;
    }
    return size;
  }

  /** Writes {@code size} texts: those of {@code used}, the first ones when it is null. */
  private void writeDictionary(
      TextVector.Dictionary.Utf8 texts, int @Nullable [] used, int size, ByteSink out) {
    if (offsets.length <= size) {
      offsets = new int[Math.max(size + 1, 2 * offsets.length)];
    }
    for (int i = 0; i < size; i++) {
      int id = used == null ? i : used[i];
      int from = texts.offsets()[id];
      int length = texts.offsets()[id + 1] - from;
      offsets[i] = out.size();
      out.putInt(length);
      out.write(texts.bytes(), from, length);
    }
    offsets[size] = out.size();
  }

  private Bounds bounds(int size, byte[] page) {
    int min = 0;
    int max = 0;
    for (int id = 1; id < size; id++) {
      if (compare(page, id, min) < 0) {
        min = id;
      } else if (compare(page, id, max) > 0) {
        max = id;
      }
    }
    return Bounds.Texts.of(text(page, min), text(page, max));
  }

  private String text(byte[] page, int id) {
    int from = offsets[id] + 4;
    return new String(page, from, offsets[id + 1] - from, StandardCharsets.UTF_8);
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
