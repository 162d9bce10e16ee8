// SPDX-License-Identifier: Apache-2.0
package winnow.decode;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.ByteArrayInputStream;
import java.io.InputStream;

/**
 * Whatever compressed bytes claim, they are unpacked or refused, in as little memory as their
 * method takes; how much comes out of them does not matter.
 */
class CompressionFuzzTest {
  private static final int MAX_UNPACKED_BYTES = 4 << 20;

  private static void unpacks(Compression compression, byte[] packed, int allowedBytes) {
    Fuzzed.observe(
        packed.length,
        allowedBytes,
        told -> {
          byte[] target = new byte[64 << 10];
          try (InputStream input = compression.unpack(new ByteArrayInputStream(packed))) {
            int unpacked = 0;
            int read = input.read(target);
            while (read >= 0 && unpacked < MAX_UNPACKED_BYTES) {
              unpacked += read;
              read = input.read(target);
            }
          } catch (CompressedDataException refused) {
            assert refused.getMessage() != null;
          }
        });
  }

  @FuzzTest
  void gzip(byte[] packed) {
    unpacks(Compression.GZIP, packed, 1 << 20);
  }

  @FuzzTest
  void zstd(byte[] packed) {
    unpacks(Compression.ZSTD, packed, 1 << 20);
  }

  @FuzzTest
  void bzip2(byte[] packed) {
    unpacks(Compression.BZIP2, packed, 8 << 20);
  }

  @FuzzTest
  void xz(byte[] packed) {
    unpacks(Compression.XZ, packed, Compression.XZ_MEMORY_KIB << 10);
  }

  @FuzzTest
  void lz4(byte[] packed) {
    unpacks(Compression.LZ4, packed, 16 << 20);
  }
}
