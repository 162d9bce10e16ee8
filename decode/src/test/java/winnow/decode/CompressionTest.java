// SPDX-License-Identifier: Apache-2.0
package winnow.decode;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.luben.zstd.ZstdOutputStream;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.SequenceInputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
import java.util.zip.CRC32;
import java.util.zip.GZIPOutputStream;
import org.apache.commons.compress.compressors.bzip2.BZip2CompressorOutputStream;
import org.apache.commons.compress.compressors.lz4.FramedLZ4CompressorOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.tukaani.xz.LZMA2Options;
import org.tukaani.xz.XZOutputStream;

class CompressionTest {
  private static final byte[] PLAIN = plain();

  @ParameterizedTest
  @EnumSource
  void unpacksOnePartAndSeveral(Compression compression) throws IOException {
    byte[] one = packed(compression, PLAIN);
    ByteArrayOutputStream three = new ByteArrayOutputStream();
    for (int i = 0; i < 3; i++) {
      three.writeBytes(one);
    }

    assertThat(Compression.of(one)).contains(compression);
    assertThat(unwrap(one)).isEqualTo(PLAIN);
    assertThat(unwrap(three.toByteArray())).hasSize(3 * PLAIN.length);
    assertThat(unwrap(packed(compression, new byte[0]))).isEmpty();
  }

  @ParameterizedTest
  @EnumSource
  void dataThatIsCutOffSaysWhere(Compression compression) throws IOException {
    byte[] packed = packed(compression, PLAIN);
    for (int length : new int[] {11, packed.length / 2, packed.length - 1}) {
      assertThatThrownBy(() -> unwrap(Arrays.copyOf(packed, length)))
          .as("%d of %d bytes", length, packed.length)
          .isInstanceOf(CompressedDataException.class)
          .hasMessageStartingWith(
              compression.label() + " data is cut off after " + length + " of its bytes, ");
    }
  }

  @ParameterizedTest
  @EnumSource
  void damagedDataIsRefusedOrWhole(Compression compression) throws IOException {
    byte[] packed = packed(compression, PLAIN);
    Random random = new Random(7);
    int refused = 0;
    for (int i = 0; i < 60; i++) {
      byte[] damaged = packed.clone();
      damaged[10 + random.nextInt(packed.length - 10)] ^= (byte) (1 << random.nextInt(8));
      try {
        unwrap(damaged);
      } catch (CompressedDataException e) {
        assertThat(e).hasMessageStartingWith(compression.label() + " data ");
        refused++;
      }
    }
    assertThat(refused).isGreaterThan(30);
  }

  @ParameterizedTest
  @EnumSource
  void aDamagedStartOfALaterPartAndGarbageAreNoEnd(Compression compression) throws IOException {
    byte[] one = packed(compression, PLAIN);
    byte[] two = concatenated(one, one);
    for (int at = 0; at < 4; at++) {
      byte[] damaged = two.clone();
      damaged[one.length + at] ^= (byte) 0x80;
      assertRefused(compression, damaged);
    }
    assertRefused(compression, concatenated(one, new byte[] {7}));
    assertRefused(compression, concatenated(one, "left over from a longer file".getBytes(UTF_8)));
    for (int length = one.length + 1; length < one.length + 12; length++) {
      assertRefused(compression, Arrays.copyOf(two, length));
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"GZIP", "XZ"})
  void zeroBytesMayFollowTheLastPart(Compression compression) throws IOException {
    byte[] one = packed(compression, PLAIN);
    assertThat(unwrap(Arrays.copyOf(one, one.length + 512))).isEqualTo(PLAIN);
    assertRefused(compression, concatenated(one, new byte[] {0, 0, 0, 0, 1}));
  }

  /** All optional fields of RFC 1952, section 2.3. */
  @Test
  void passesOverTheFieldsOfAGzipHeader() throws IOException {
    byte[] plain = packed(Compression.GZIP, PLAIN);
    byte[] fields = {3, 0, 'e', 'x', 't', 'n', 'a', 'm', 'e', 0, 'w', 'h', 'y', 0, 1, 2};
    ByteArrayOutputStream member = new ByteArrayOutputStream();
    member.write(plain, 0, 10);
    member.writeBytes(fields);
    member.write(plain, 10, plain.length - 10);
    byte[] bytes = member.toByteArray();
    bytes[3] = 0x1e;

    assertThat(unwrap(concatenated(bytes, bytes))).isEqualTo(concatenated(PLAIN, PLAIN));
  }

  private static void assertRefused(Compression compression, byte[] packed) {
    assertThatThrownBy(() -> unwrap(packed))
        .isInstanceOf(CompressedDataException.class)
        .hasMessageStartingWith(compression.label() + " data is ");
  }

  private static byte[] concatenated(byte[] first, byte[] second) {
    byte[] both = Arrays.copyOf(first, first.length + second.length);
    System.arraycopy(second, 0, both, first.length, second.length);
    return both;
  }

  @ParameterizedTest
  @EnumSource
  void troubleWithReadingIsNoTroubleWithTheData(Compression compression) throws IOException {
    byte[] half = Arrays.copyOf(packed(compression, PLAIN), 20);
    IOException disk = new IOException("the disk failed");
    InputStream failing =
        new InputStream() {
          @Override
          public int read() throws IOException {
            throw disk;
          }
        };
    assertThatThrownBy(
            () -> {
              InputStream input = new SequenceInputStream(new ByteArrayInputStream(half), failing);
              Compression.unwrap(input).readAllBytes();
            })
        .isSameAs(disk);
  }

  /** The size of the dictionary is a byte of the first block's header, which a CRC32 ends. */
  @Test
  void anXzFileThatWantsTooMuchMemoryIsRefused() {
    byte[] packed = packed(Compression.XZ, PLAIN);
    int header = 12;
    int length = 4 * (packed[header] + 1);
    packed[header + 4] = 34;
    CRC32 crc = new CRC32();
    crc.update(packed, header, length - 4);
    for (int i = 0; i < 4; i++) {
      packed[header + length - 4 + i] = (byte) (crc.getValue() >>> 8 * i);
    }

    assertThatThrownBy(() -> unwrap(packed))
        .isInstanceOf(CompressedDataException.class)
        .hasMessage("xz data needs 513 MiB of memory to unpack, and 192 MiB are allowed");
  }

  @Test
  void textIsNotTakenForCompressed() throws IOException {
    for (String text : new String[] {"", "B", "BZh", "BZh9 is how bzip2 starts", "(\u00b5/"}) {
      byte[] bytes = text.getBytes(StandardCharsets.ISO_8859_1);
      assertThat(unwrap(bytes)).isEqualTo(bytes);
    }
  }

  private static byte[] plain() {
    StringBuilder text = new StringBuilder();
    Random random = new Random(3);
    for (int i = 0; i < 1_000; i++) {
      text.append("10.0.0.").append(random.nextInt(256)).append(" asks\n");
    }
    return text.toString().getBytes(UTF_8);
  }

  private static byte[] packed(Compression compression, byte[] plain) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (OutputStream out =
        switch (compression) {
          case GZIP -> new GZIPOutputStream(bytes);
          case ZSTD -> new ZstdOutputStream(bytes).setChecksum(true);
          case BZIP2 -> new BZip2CompressorOutputStream(bytes, 1);
          case XZ -> new XZOutputStream(bytes, new LZMA2Options(1));
          case LZ4 -> new FramedLZ4CompressorOutputStream(bytes);
        }) {
      out.write(plain);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  private static byte[] unwrap(byte[] bytes) throws IOException {
    try (InputStream input = Compression.unwrap(new ByteArrayInputStream(bytes))) {
      return input.readAllBytes();
    }
  }
}
