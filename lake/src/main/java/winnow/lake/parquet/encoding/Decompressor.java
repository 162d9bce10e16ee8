// SPDX-License-Identifier: Apache-2.0
package winnow.lake.parquet.encoding;

import com.github.luben.zstd.ZstdDecompressCtx;
import com.github.luben.zstd.ZstdException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.zip.GZIPInputStream;
import org.apache.parquet.format.CompressionCodec;

/** Undoes the compression of pages; keeps one target buffer, used again for each page. */
public final class Decompressor implements AutoCloseable {
  private static final long SMALL = 64L << 20;
  private static final long LARGEST_RATIO = 64;

  private final ZstdDecompressCtx zstd = new ZstdDecompressCtx();
  private byte[] target = new byte[1 << 16];

  /**
   * Decompresses {@code source[from, from + length)}, which has {@link BitPacking#SLACK} bytes
   * behind it.
   *
   * @param size bytes that should come out
   * @return an input that is valid until the next call
   */
  public PageInput decompress(CompressionCodec codec, byte[] source, int from, int length, int size)
      throws MalformedParquetException {
    if (codec == CompressionCodec.UNCOMPRESSED) {
      requireSize(length, size);
      return new PageInput(source, from, from + length);
    }
    if (size > SMALL + LARGEST_RATIO * length) {
      throw new MalformedParquetException(
          "a page of " + length + " bytes claims to be " + size + " bytes");
    }
    if (target.length < size + BitPacking.SLACK) {
      target = new byte[size + BitPacking.SLACK];
    }
    requireSize(expand(codec, source, from, length, size), size);
    return new PageInput(target, 0, size);
  }

  @Override
  public void close() {
    zstd.close();
  }

  private int expand(CompressionCodec codec, byte[] source, int from, int length, int size)
      throws MalformedParquetException {
    try {
      return switch (codec) {
        case ZSTD -> zstd.decompressByteArray(target, 0, size, source, from, length);
        case SNAPPY ->
            SnappyDecoder.decode(new PageInput(source, from, from + length), target, size);
        case GZIP -> gunzip(source, from, length, size);
        case UNCOMPRESSED, LZO, BROTLI, LZ4, LZ4_RAW ->
            throw new MalformedParquetException(
                "codec " + codec + " is not supported; rewrite the file with ZSTD");
      };
    } catch (ZstdException e) {
      throw new MalformedParquetException("the " + codec + " data is broken: " + e.getMessage(), e);
    }
  }

  private int gunzip(byte[] source, int from, int length, int size)
      throws MalformedParquetException {
    try (GZIPInputStream in =
        new GZIPInputStream(new ByteArrayInputStream(source, from, length), 1 << 15)) {
      int read = in.readNBytes(target, 0, size);
      return in.read() < 0 ? read : size + 1;
    } catch (IOException e) {
      throw new MalformedParquetException("the GZIP data is broken: " + e.getMessage(), e);
    }
  }

  private static void requireSize(int actual, int size) throws MalformedParquetException {
    if (actual != size) {
      throw new MalformedParquetException(
          "a page of " + actual + " bytes claims to be " + size + " bytes");
    }
  }
}
