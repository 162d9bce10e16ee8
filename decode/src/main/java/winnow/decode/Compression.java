// SPDX-License-Identifier: Apache-2.0
package winnow.decode;

import com.github.luben.zstd.ZstdInputStream;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Optional;
import org.apache.commons.compress.compressors.bzip2.BZip2CompressorInputStream;
import org.apache.commons.compress.compressors.lz4.FramedLZ4CompressorInputStream;
import org.tukaani.xz.BasicArrayCache;
import org.tukaani.xz.XZInputStream;

/**
 * The kinds of compression that are undone. Each may consist of several parts, one after another:
 * members, streams or frames. Memory is bounded whatever the data claims.
 */
public enum Compression {
  /** RFC 1952. */
  GZIP("gzip", List.of(".gz", ".gzip")) {
    @Override
    InputStream open(InputStream stored) throws IOException {
      return new GzipStream(stored, BUFFER_BYTES);
    }
  },
  /** RFC 8878; windows of up to 128 MiB. */
  ZSTD("zstd", List.of(".zst", ".zstd")) {
    @Override
    InputStream open(InputStream stored) throws IOException {
      return new ZstdInputStream(stored);
    }
  },
  /** bzip2 1.0; blocks of up to 900 kB. */
  BZIP2("bzip2", List.of(".bz2", ".bzip2")) {
    @Override
    InputStream open(InputStream stored) throws IOException {
      return new BZip2CompressorInputStream(stored, true);
    }
  },
  /** The .xz file format 1.2; dictionaries of up to about 190 MiB, {@code xz -9} has 64. */
  XZ("xz", List.of(".xz")) {
    @Override
    InputStream open(InputStream stored) throws IOException {
      return new XZInputStream(stored, XZ_MEMORY_KIB, new BasicArrayCache());
    }
  },
  /** LZ4 frame format 1.6; blocks of up to 4 MiB. */
  LZ4("lz4", List.of(".lz4")) {
    @Override
    InputStream open(InputStream stored) throws IOException {
      return new FramedLZ4CompressorInputStream(stored, true);
    }
  };

  /** How many of the first bytes tell how data is compressed. */
  public static final int MAGIC_BYTES = 10;

  private static final int BUFFER_BYTES = 64 * 1024;
  static final int XZ_MEMORY_KIB = 192 * 1024;

  private final String label;
  private final List<String> suffixes;

  Compression(String label, List<String> suffixes) {
    this.label = label;
    this.suffixes = suffixes;
  }

  /** What a person calls it. */
  public String label() {
    return label;
  }

  /** How names of files end that are compressed by it. */
  public List<String> suffixes() {
    return suffixes;
  }

  abstract InputStream open(InputStream stored) throws IOException;

  /** How data that starts with {@code head} is compressed, if it is. */
  public static Optional<Compression> of(byte[] head) {
    if (startsWith(head, 0x1f, 0x8b)) {
      return Optional.of(GZIP);
    }
    boolean isSkippable =
        startsWith(head, 0x50 | (head.length == 0 ? 0 : head[0] & 15), 0x2a, 0x4d, 0x18);
    if (startsWith(head, 0x28, 0xb5, 0x2f, 0xfd) || isSkippable) {
      return Optional.of(ZSTD);
    }
    if (startsWith(head, 0xfd, '7', 'z', 'X', 'Z', 0)) {
      return Optional.of(XZ);
    }
    if (startsWith(head, 0x04, 0x22, 0x4d, 0x18)) {
      return Optional.of(LZ4);
    }
    return isBzip2(head) ? Optional.of(BZIP2) : Optional.empty();
  }

  /** {@code BZh}, the size of blocks, and the sign of a block or of the end. */
  private static boolean isBzip2(byte[] head) {
    return head.length >= MAGIC_BYTES
        && startsWith(head, 'B', 'Z', 'h', head[3])
        && head[3] >= '1'
        && head[3] <= '9'
        && (head[4] == 0x31 && head[5] == 0x41 || head[4] == 0x17 && head[5] == 0x72);
  }

  /**
   * The bytes of {@code input}, decompressed when its first bytes say that it is compressed. What
   * is returned closes {@code input}.
   *
   * @throws CompressedDataException now or when read, when the data is cut off or damaged
   */
  public static InputStream unwrap(InputStream input) throws IOException {
    BufferedInputStream buffered = new BufferedInputStream(input, BUFFER_BYTES);
    buffered.mark(MAGIC_BYTES);
    Optional<Compression> compression = of(buffered.readNBytes(MAGIC_BYTES));
    buffered.reset();
    return compression.isEmpty() ? buffered : compression.get().unpack(buffered);
  }

  /** What {@code packed}, which supports marks, holds. */
  InputStream unpack(InputStream packed) throws IOException {
    StoredStream stored = new StoredStream(packed);
    try {
      InputStream unpacked = new UnpackedStream(label, stored, open(stored));
      return new BufferedInputStream(unpacked, BUFFER_BYTES);
    } catch (IOException | RuntimeException e) {
      throw UnpackedStream.explained(label, stored, 0, e);
    }
  }

  /** The name of a file without the suffix that says how it is compressed. */
  public static String stripSuffix(String fileName) {
    for (Compression compression : values()) {
      for (String suffix : compression.suffixes) {
        if (fileName.length() > suffix.length() && fileName.endsWith(suffix)) {
          return fileName.substring(0, fileName.length() - suffix.length());
        }
      }
    }
    return fileName;
  }

  private static boolean startsWith(byte[] head, int... magic) {
    if (head.length < magic.length) {
      return false;
    }
    for (int i = 0; i < magic.length; i++) {
      if ((head[i] & 0xff) != magic[i]) {
        return false;
      }
    }
    return true;
  }
}
