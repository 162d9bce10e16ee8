// SPDX-License-Identifier: Apache-2.0
package winnow.lake.parquet;

import java.util.zip.CRC32;
import org.apache.parquet.format.ColumnMetaData;
import org.apache.parquet.format.DataPageHeader;
import org.apache.parquet.format.DataPageHeaderV2;
import org.apache.parquet.format.DictionaryPageHeader;
import org.apache.parquet.format.Encoding;
import org.apache.parquet.format.PageHeader;
import winnow.lake.parquet.encoding.BitPacking;
import winnow.lake.parquet.encoding.Decompressor;
import winnow.lake.parquet.encoding.HybridDecoder;
import winnow.lake.parquet.encoding.MalformedParquetException;
import winnow.lake.parquet.encoding.PageInput;

/**
 * Reads the pages of one column chunk into a {@link ValueDecoder}, and the levels that say where
 * the values belong.
 */
final class ChunkReader {
  private static final String PAGE = "a page";
  private static final String LEVELS = "levels";

  private final Leaf leaf;
  private final ColumnMetaData chunk;
  private final int rows;
  private final Decompressor decompressor;
  private final ValueDecoder decoder;
  private final long[] present;
  private final int[] offsets;
  private int[] repetitions = {};
  private int[] definitions = {};
  private int places;
  private int row;
  private int elements;
  private int absent;

  ChunkReader(
      Leaf leaf, ColumnMetaData chunk, int rows, Decompressor decompressor, ValueDecoder decoder) {
    this.leaf = leaf;
    this.chunk = chunk;
    this.rows = rows;
    this.decompressor = decompressor;
    this.decoder = decoder;
    boolean bits = leaf.maxDefinition() > 0;
    present = new long[bits ? ((int) chunk.getNum_values() >> 6) + 2 : 0];
    offsets = new int[leaf.maxRepetition() > 0 ? rows + 1 : 0];
  }

  /** Where the elements of each list start, and the last end. */
  int[] offsets() {
    return offsets;
  }

  /** Number of elements of all lists. */
  int elements() {
    return elements;
  }

  /** Whether some row, or element, has no value. */
  boolean hasAbsent() {
    return absent > 0;
  }

  /** Bits of the rows that have a value; empty when all must have one. */
  long[] present() {
    return present;
  }

  /**
   * Reads all pages.
   *
   * @param bytes holds them, and {@link BitPacking#SLACK} bytes more
   * @param from where the first is in {@code bytes}
   * @param offsetInFile where that is in the file, for messages
   */
  void read(byte[] bytes, int from, long offsetInFile) throws MalformedParquetException {
    int limit = from + (int) chunk.getTotal_compressed_size();
    int position = from;
    try {
      while (places < chunk.getNum_values()) {
        ThriftInput thrift = new ThriftInput(bytes, position, limit);
        PageHeader header = thrift.readPageHeader();
        PageInput in = new PageInput(bytes, thrift.position(), limit);
        in.take(header.getCompressed_page_size(), PAGE);
        checkCrc(header, bytes, thrift.position());
        readPage(header, bytes, thrift.position());
        position = in.position;
      }
      if (leaf.maxRepetition() > 0 && row != rows) {
        throw new MalformedParquetException("lists of " + row + " rows, not " + rows);
      }
    } catch (MalformedParquetException | RuntimeException e) {
      throw new MalformedParquetException(
          "page at byte " + (offsetInFile + position - from) + ": " + e.getMessage(), e);
    }
  }

  private static void checkCrc(PageHeader header, byte[] bytes, int from)
      throws MalformedParquetException {
    if (header.isSetCrc()) {
      CRC32 crc = new CRC32();
      crc.update(bytes, from, header.getCompressed_page_size());
      if ((int) crc.getValue() != header.getCrc()) {
        throw new MalformedParquetException("its CRC is wrong: the file was damaged");
      }
    }
  }

  private void readPage(PageHeader header, byte[] bytes, int from)
      throws MalformedParquetException {
    int length = header.getCompressed_page_size();
    int size = header.getUncompressed_page_size();
    if (size < 0) {
      throw new MalformedParquetException("a page of " + size + " bytes");
    }
    switch (header.getType()) {
      case DICTIONARY_PAGE -> {
        DictionaryPageHeader page = require(header.getDictionary_page_header());
        PageInput in = decompressor.decompress(chunk.getCodec(), bytes, from, length, size);
        decoder.readDictionary(in, page.getNum_values());
      }
      case DATA_PAGE -> {
        DataPageHeader page = require(header.getData_page_header());
        PageInput in = decompressor.decompress(chunk.getCodec(), bytes, from, length, size);
        readDataPage(in, page);
      }
      case DATA_PAGE_V2 -> readDataPageV2(header, bytes, from);
      case INDEX_PAGE -> {}
    }
  }

  private void readDataPage(PageInput in, DataPageHeader page) throws MalformedParquetException {
    PageInput repetition = in;
    PageInput definition = in;
    if (leaf.maxRepetition() > 0) {
      requireRle(page.getRepetition_level_encoding());
      repetition = in.slice(in.readInt(LEVELS), LEVELS);
    }
    if (leaf.maxDefinition() > 0) {
      requireRle(page.getDefinition_level_encoding());
      definition = in.slice(in.readInt(LEVELS), LEVELS);
    }
    readValues(repetition, definition, in, page.getEncoding(), page.getNum_values());
  }

  private void readDataPageV2(PageHeader header, byte[] bytes, int from)
      throws MalformedParquetException {
    DataPageHeaderV2 page = require(header.getData_page_header_v2());
    PageInput in = new PageInput(bytes, from, from + header.getCompressed_page_size());
    PageInput repetition = in.slice(page.getRepetition_levels_byte_length(), LEVELS);
    PageInput definition = in.slice(page.getDefinition_levels_byte_length(), LEVELS);
    int size = header.getUncompressed_page_size() - (in.position - from);
    PageInput values = in;
    if (size < 0) {
      throw new MalformedParquetException("values of " + size + " bytes");
    }
    if (page.isIs_compressed() && size > 0) {
      values = decompressor.decompress(chunk.getCodec(), bytes, in.position, in.remaining(), size);
    }
    readValues(repetition, definition, values, page.getEncoding(), page.getNum_values());
  }

  private void readValues(
      PageInput repetition, PageInput definition, PageInput in, Encoding encoding, int count)
      throws MalformedParquetException {
    if (count < 0 || count > chunk.getNum_values() - places) {
      throw new MalformedParquetException(
          count + " values after " + places + " of " + chunk.getNum_values());
    }
    if (leaf.maxRepetition() > 0) {
      readLists(repetition, definition, in, encoding, count);
    } else {
      int values =
          leaf.maxDefinition() == 0
              ? count
              : HybridDecoder.decodeBits(definition, count, present, places);
      decoder.readValues(in, encoding, places, values);
      if (values < count) {
        decoder.spread(present, places, count, values);
        absent += count - values;
      }
    }
    places += count;
  }

  private void readLists(
      PageInput repetition, PageInput definition, PageInput in, Encoding encoding, int count)
      throws MalformedParquetException {
    if (repetitions.length < count) {
      repetitions = new int[count];
      definitions = new int[count];
    }
    HybridDecoder.decode(repetition, width(leaf.maxRepetition()), repetitions, 0, count);
    HybridDecoder.decode(definition, width(leaf.maxDefinition()), definitions, 0, count);
    int first = elements;
    int values = 0;
    for (int i = 0; i < count; i++) {
      if (repetitions[i] == 0) {
        if (row == rows) {
          throw new MalformedParquetException("lists of more than " + rows + " rows");
        }
        row++;
      } else if (row == 0) {
        throw new MalformedParquetException("the first list starts in the middle");
      }
      if (definitions[i] >= leaf.elementDefinition()) {
        if (definitions[i] == leaf.maxDefinition()) {
          present[elements >> 6] |= 1L << elements;
          values++;
        }
        elements++;
      }
      offsets[row] = elements;
    }
    decoder.readValues(in, encoding, first, values);
    if (values < elements - first) {
      decoder.spread(present, first, elements - first, values);
      absent += elements - first - values;
    }
  }

  private static int width(int max) {
    return BitPacking.width(max);
  }

  private static <T> T require(@org.jspecify.annotations.Nullable T header)
      throws MalformedParquetException {
    if (header == null) {
      throw new MalformedParquetException("a page without the header of its type");
    }
    return header;
  }

  private static void requireRle(Encoding encoding) throws MalformedParquetException {
    if (encoding != Encoding.RLE) {
      throw new MalformedParquetException("levels in encoding " + encoding);
    }
  }
}
