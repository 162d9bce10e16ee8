// SPDX-License-Identifier: Apache-2.0
package winnow.lake.parquet;

import com.github.luben.zstd.Zstd;
import com.github.luben.zstd.ZstdCompressCtx;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.CRC32;
import org.apache.parquet.format.ColumnMetaData;
import org.apache.parquet.format.CompressionCodec;
import org.apache.parquet.format.DataPageHeader;
import org.apache.parquet.format.DictionaryPageHeader;
import org.apache.parquet.format.Encoding;
import org.apache.parquet.format.PageHeader;
import org.apache.parquet.format.PageType;
import org.apache.parquet.format.Statistics;
import org.apache.parquet.format.Util;
import winnow.lake.parquet.encoding.ByteSink;
import winnow.schema.column.Column;

/**
 * Compresses encoded columns and writes their pages: a dictionary page if there is one, and one
 * data page of version 1, each with its CRC.
 */
final class ChunkOutput implements AutoCloseable {
  private static final int WORTH_COMPRESSING = 128;

  private final ZstdCompressCtx zstd = new ZstdCompressCtx();
  private final OutputStream out;
  private final ByteSink compressed = new ByteSink();
  private final ByteSink header = new ByteSink();
  private long position;
  private long rawBytes;

  ChunkOutput(OutputStream out, int zstdLevel) {
    this.out = out;
    zstd.setLevel(zstdLevel);
  }

  /** Bytes written so far. */
  long position() {
    return position;
  }

  /** Writes bytes that are no page. */
  void write(byte[] bytes, int offset, int length) throws IOException {
    out.write(bytes, offset, length);
    position += length;
  }

  /** Writes the pages of {@code chunk}; where they are and how to read them. */
  ColumnMetaData write(Column<?, ?> column, EncodedChunk chunk) throws IOException {
    int dictionaryLength = chunk.dictionary.size();
    int compressedDictionary = compress(chunk);
    boolean compress = compressedDictionary >= 0;
    long start = position;
    ByteSink dictionarySource = compress ? compressed : chunk.dictionary;
    if (chunk.dictionarySize > 0) {
      PageHeader page = header(PageType.DICTIONARY_PAGE, dictionaryLength);
      page.setDictionary_page_header(
          new DictionaryPageHeader(chunk.dictionarySize, Encoding.PLAIN));
      writePage(page, dictionarySource, 0, compress ? compressedDictionary : dictionaryLength);
    }
    long dataStart = position;
    PageHeader page = header(PageType.DATA_PAGE, chunk.data.size());
    page.setData_page_header(
        new DataPageHeader(chunk.places, chunk.encoding, Encoding.RLE, Encoding.RLE));
    if (compress) {
      writePage(page, compressed, compressedDictionary, compressed.size() - compressedDictionary);
    } else {
      writePage(page, chunk.data, 0, chunk.data.size());
    }
    return metadata(column, chunk, compress, start, dataStart);
  }

  @Override
  public void close() {
    zstd.close();
  }

  /** Compresses both pages; the length of the first, or -1 when it does not pay. */
  private int compress(EncodedChunk chunk) {
    int length = chunk.dictionary.size() + chunk.data.size();
    compressed.clear();
    if (length < WORTH_COMPRESSING) {
      return -1;
    }
    if (chunk.dictionarySize > 0) {
      compress(chunk.dictionary);
    }
    int dictionaryLength = compressed.size();
    compress(chunk.data);
    return compressed.size() < length - length / 20 ? dictionaryLength : -1;
  }

  private void compress(ByteSink page) {
    compressed.reserve(Math.toIntExact(Zstd.compressBound(page.size())));
    int from = compressed.size();
    byte[] target = compressed.bytes();
    compressed.advance(
        zstd.compressByteArray(target, from, target.length - from, page.bytes(), 0, page.size()));
  }

  private static PageHeader header(PageType type, int length) {
    return new PageHeader(type, length, 0);
  }

  private void writePage(PageHeader page, ByteSink source, int offset, int length)
      throws IOException {
    CRC32 crc = new CRC32();
    crc.update(source.bytes(), offset, length);
    page.setCompressed_page_size(length);
    page.setCrc((int) crc.getValue());
    header.clear();
    Util.writePageHeader(page, header);
    write(header.bytes(), 0, header.size());
    rawBytes += header.size() + page.getUncompressed_page_size();
    write(source.bytes(), offset, length);
  }

  private ColumnMetaData metadata(
      Column<?, ?> column, EncodedChunk chunk, boolean compress, long start, long dataStart) {
    List<Encoding> encodings = new ArrayList<>(List.of(Encoding.RLE, chunk.encoding));
    if (chunk.dictionarySize > 0) {
      encodings.add(Encoding.PLAIN);
    }
    ColumnMetaData metadata =
        new ColumnMetaData(
            FileSchema.physicalType(column.type()),
            encodings,
            FileSchema.path(column),
            compress ? CompressionCodec.ZSTD : CompressionCodec.UNCOMPRESSED,
            chunk.places,
            rawBytes,
            position - start,
            dataStart);
    rawBytes = 0;
    if (dataStart > start) {
      metadata.setDictionary_page_offset(start);
    }
    return metadata.setStatistics(statistics(column, chunk));
  }

  private static Statistics statistics(Column<?, ?> column, EncodedChunk chunk) {
    Statistics statistics = new Statistics().setNull_count(chunk.absent);
    switch (chunk.bounds) {
      case null -> {}
      case Bounds.Integers integers -> {
        statistics.setMin_value(bytes(column, integers.min()));
        statistics.setMax_value(bytes(column, integers.max()));
      }
      case Bounds.Reals reals -> {
        statistics.setMin_value(bytes(column, Double.doubleToRawLongBits(reals.min())));
        statistics.setMax_value(bytes(column, Double.doubleToRawLongBits(reals.max())));
      }
      case Bounds.Texts texts -> {
        statistics.setMin_value(texts.min().getBytes(StandardCharsets.UTF_8));
        statistics.setIs_min_value_exact(texts.minIsExact());
        String max = texts.max();
        if (max != null) {
          statistics.setMax_value(max.getBytes(StandardCharsets.UTF_8));
          statistics.setIs_max_value_exact(texts.maxIsExact());
        }
      }
    }
    return statistics;
  }

  private static byte[] bytes(Column<?, ?> column, long value) {
    int length =
        switch (FileSchema.physicalType(column.type())) {
          case BOOLEAN -> 1;
          case INT32 -> 4;
          case INT64, DOUBLE, INT96, FLOAT, BYTE_ARRAY, FIXED_LEN_BYTE_ARRAY -> 8;
        };
    byte[] bytes = new byte[length];
    for (int i = 0; i < length; i++) {
      bytes[i] = (byte) (value >>> (8 * i));
    }
    return bytes;
  }
}
