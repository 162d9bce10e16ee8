// SPDX-License-Identifier: Apache-2.0
package winnow.decode;

import com.github.luben.zstd.ZstdInputStream;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.zip.GZIPInputStream;

/** Undoes gzip (RFC 1952, any number of members) and zstd (RFC 8878, any number of frames). */
public final class Compression {
  private static final int BUFFER_BYTES = 64 * 1024;
  private static final int MAGIC_BYTES = 4;
  private static final int GZIP_MAGIC = 0x1f8b;
  private static final int ZSTD_MAGIC = 0x28b52ffd;
  private static final List<String> SUFFIXES = List.of(".gz", ".gzip", ".zst", ".zstd");

  private Compression() {}

  /**
   * The bytes of {@code input}, decompressed when its first bytes say that it is compressed. What
   * is returned closes {@code input}.
   */
  public static InputStream unwrap(InputStream input) throws IOException {
    PeekingStream raw = new PeekingStream(input);
    int magic = raw.peek();
    if (magic >>> 16 == GZIP_MAGIC) {
      return new BufferedInputStream(new GZIPInputStream(raw, BUFFER_BYTES), BUFFER_BYTES);
    }
    if (magic == ZSTD_MAGIC) {
      return new BufferedInputStream(new ZstdInputStream(raw), BUFFER_BYTES);
    }
    return raw;
  }

  /** The name of a file without the suffix that says how it is compressed. */
  public static String stripSuffix(String fileName) {
    for (String suffix : SUFFIXES) {
      if (fileName.length() > suffix.length() && fileName.endsWith(suffix)) {
        return fileName.substring(0, fileName.length() - suffix.length());
      }
    }
    return fileName;
  }

  /**
   * Tells {@link GZIPInputStream} truly whether another member may follow: it asks {@link
   * #available}, and many streams answer 0 before their end.
   */
  private static final class PeekingStream extends BufferedInputStream {
    PeekingStream(InputStream input) {
      super(input, BUFFER_BYTES);
    }

    /** The first four bytes, big-endian, 0 for what is not there. */
    int peek() throws IOException {
      mark(MAGIC_BYTES);
      int magic = 0;
      for (int i = 0; i < MAGIC_BYTES; i++) {
        magic = magic << 8 | Math.max(read(), 0);
      }
      reset();
      return magic;
    }

    @Override
    public synchronized int available() throws IOException {
      int known = super.available();
      if (known > 0) {
        return known;
      }
      mark(1);
      int next = read();
      reset();
      return next < 0 ? 0 : 1;
    }
  }
}
