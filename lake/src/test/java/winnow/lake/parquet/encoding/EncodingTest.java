// SPDX-License-Identifier: Apache-2.0
package winnow.lake.parquet.encoding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.apache.parquet.format.CompressionCodec;
import org.junit.jupiter.api.Test;

class EncodingTest {
  private final SplittableRandom random = new SplittableRandom(11);

  @Test
  void everyWidthIsUnpackedAsItWasPacked() throws Exception {
    for (int width = 0; width <= 64; width++) {
      long mask = width == 0 ? 0 : -1L >>> (64 - width);
      long[] values = random.longs(96).map(value -> value & mask).toArray();
      ByteSink packed = new ByteSink();
      BitPacking.pack(values, 0, values.length, width, packed);
      assertThat(packed.size()).isEqualTo(12 * width);
      long[] unpacked = new long[96];
      BitPacking.unpack(input(packed).bytes, 0, width, unpacked, 0, 96);
      assertThat(unpacked).as("width %s", width).isEqualTo(values);
    }
  }

  @Test
  void runsAndPackedIdsOfEveryWidthSurvive() throws Exception {
    for (int width = 0; width <= 31; width++) {
      for (int count : new int[] {1, 7, 8, 9, 100, 1001}) {
        int[] ids = new int[count];
        for (int i = 0; i < count; i++) {
          int fresh = width == 0 ? 0 : random.nextInt() & (int) ((1L << width) - 1);
          ids[i] = i > 0 && random.nextInt(30) != 0 && count % 2 == 1 ? ids[i - 1] : fresh;
        }
        ByteSink encoded = new ByteSink();
        HybridEncoder.encode(ids, count, width, encoded);
        int[] decoded = new int[count + 2];
        PageInput in = input(encoded);
        HybridDecoder.decode(in, width, decoded, 1, count);
        assertThat(Arrays.copyOfRange(decoded, 1, count + 1)).isEqualTo(ids);
        assertThat(in.remaining()).isZero();
      }
    }
  }

  @Test
  void deltasWrapAtTheEndsOfTheirType() throws Exception {
    DeltaEncoder encoder = new DeltaEncoder();
    for (boolean int32 : new boolean[] {true, false}) {
      for (int count : new int[] {1, 2, 32, 33, 128, 129, 130, 1000}) {
        long[] values = new long[count];
        for (int i = 0; i < count; i++) {
          long extreme = random.nextBoolean() ? Long.MIN_VALUE : Long.MAX_VALUE;
          long value = count % 2 == 0 ? extreme : random.nextLong();
          values[i] = int32 ? (int) (value >> 32) : value;
        }
        ByteSink encoded = new ByteSink();
        encoder.encode(values, count, int32, encoded);
        long[] decoded = new long[count];
        DeltaDecoder.decode(input(encoded), int32, decoded, 0, count);
        assertThat(decoded).isEqualTo(values);
      }
    }
  }

  @Test
  void levelsSurviveAtAnyPlace() throws Exception {
    for (int count : new int[] {1, 63, 64, 65, 1000}) {
      for (int at : new int[] {0, 1, 63, 64, 100}) {
        long[] bits = new long[(count + 63) >> 6];
        for (int i = 0; i < count; i++) {
          bits[i >> 6] |= (random.nextLong() & 1) << i;
        }
        ByteSink encoded = new ByteSink();
        HybridEncoder.encodeLevels(bits, count, encoded);
        PageInput in = input(encoded);
        int length = in.readInt("length");
        long[] decoded = new long[((at + count) >> 6) + 2];
        int ones = HybridDecoder.decodeBits(in.slice(length, "levels"), count, decoded, at);
        assertThat(ones).isEqualTo(Arrays.stream(bits).mapToInt(Long::bitCount).sum());
        for (int i = 0; i < count; i++) {
          assertThat(decoded[(at + i) >> 6] >>> (at + i) & 1).isEqualTo(bits[i >> 6] >>> i & 1);
        }
      }
    }
  }

  @Test
  void anyBytesAreValuesOrMalformed() {
    int malformed = 0;
    try (Decompressor decompressor = new Decompressor()) {
      for (int i = 0; i < 20_000; i++) {
        byte[] bytes = new byte[random.nextInt(60) + BitPacking.SLACK];
        random.nextBytes(bytes);
        int length = bytes.length - BitPacking.SLACK;
        try {
          HybridDecoder.decode(new PageInput(bytes, 0, length), i % 32, new int[500], 0, 500);
          DeltaDecoder.decode(new PageInput(bytes, 0, length), false, new long[99], 0, 99);
          decompressor.decompress(CompressionCodec.SNAPPY, bytes, 0, length, 100);
        } catch (MalformedParquetException e) {
          malformed++;
        }
      }
    }
    assertThat(malformed).isGreaterThan(19_000);
  }

  @Test
  void aSmallPageThatClaimsToBeHugeTakesNoMemory() {
    try (Decompressor decompressor = new Decompressor()) {
      byte[] bytes = new byte[100 + BitPacking.SLACK];
      assertThatThrownBy(() ->
              decompressor.decompress(CompressionCodec.ZSTD, bytes, 0, 100, Integer.MAX_VALUE))
          .isInstanceOf(MalformedParquetException.class)
          .hasMessage("a page of 100 bytes claims to be 2147483647 bytes");
    }
  }

  @Test
  void snappyDecodesTheExamplesOfItsDescription() throws Exception {
    byte[] encoded = {9, 2 << 2, 'x', 'a', 'b', (byte) ((6 - 4) << 2 | 1), 2};
    byte[] padded = Arrays.copyOf(encoded, encoded.length + BitPacking.SLACK);
    byte[] target = new byte[9];
    assertThat(SnappyDecoder.decode(new PageInput(padded, 0, encoded.length), target, 9))
        .isEqualTo(9);
    assertThat(new String(target, java.nio.charset.StandardCharsets.US_ASCII))
        .isEqualTo("xabababab");
  }

  private static PageInput input(ByteSink sink) {
    return new PageInput(
        Arrays.copyOf(sink.bytes(), sink.size() + BitPacking.SLACK), 0, sink.size());
  }
}
