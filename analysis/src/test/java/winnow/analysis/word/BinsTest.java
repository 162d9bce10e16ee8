// SPDX-License-Identifier: Apache-2.0
package winnow.analysis.word;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;

class BinsTest {
  private static final double[] CUTS = {
    0.0,
    0.3,
    0.6,
    0.9,
    1.2,
    1.5,
    1.8,
    2.1,
    2.4,
    2.7,
    3.0,
    3.3,
    3.6,
    3.9,
    4.2,
    4.5,
    4.8,
    5.1,
    5.4,
    Double.POSITIVE_INFINITY
  };

  @Test
  void logarithmsEqualThoseOfFloatingPoint() {
    Random random = new Random(1);
    assertThat(Bins.floorLog2(0)).isZero();
    assertThat(Bins.ceilLog2OfNext(0)).isZero();
    for (int i = 0; i < 1_000_000; i++) {
      long x = random.nextLong(1L << 1 + random.nextInt(47)) + 1;
      double log = StrictMath.log10(x) / StrictMath.log10(2);
      assertThat(Bins.floorLog2(x)).isEqualTo((int) log);
      assertThat(Bins.ceilLog2OfNext(x - 1)).isEqualTo((int) Math.ceil(log));
    }
    for (int power = 0; power < 48; power++) {
      double log = StrictMath.log10(1L << power) / StrictMath.log10(2);
      assertThat(Bins.floorLog2(1L << power)).isEqualTo((int) log);
      assertThat(Bins.ceilLog2OfNext((1L << power) - 1)).isEqualTo((int) Math.ceil(log));
    }
  }

  @Test
  void publishedBinsAgree() {
    assertThat(Bins.floorLog2(213)).isEqualTo(7);
    assertThat(Bins.ceilLog2OfNext(222)).isEqualTo(8);
    assertThat(Bins.ceilLog2OfNext(1)).isEqualTo(1);
    assertThat(Bins.ceilLog2OfNext(3)).isEqualTo(2);
    assertThat(Bins.bin(5, new double[] {1, 2})).isEqualTo(-1);
  }

  @Test
  void entropyBinsAreThoseOfTheTwentyCuts() {
    Random random = new Random(2);
    for (int i = 0; i < 100_000; i++) {
      double bits = random.nextInt(4) == 0 ? CUTS[random.nextInt(19)] : random.nextDouble(6);
      assertThat(Bins.entropyBin(bits)).isEqualTo(Bins.bin(bits, CUTS));
    }
  }

  @Test
  void entropyOfTextIsInBitsPerCharacter() {
    Entropy entropy = new Entropy();
    assertThat(entropy.bits("abcdefg")).isCloseTo(2.807354922, within(1e-9));
    assertThat(entropy.bits("services")).isEqualTo(2.5);
    assertThat(entropy.bits("aaaa")).isZero();
    assertThat(entropy.bits("")).isZero();
    assertThat(entropy.bits("aжaж")).isEqualTo(1.0);
    assertThat(entropy.bits("a".repeat(500) + "b".repeat(500))).isEqualTo(1.0);
    assertThat(Bins.entropyBin(entropy.bits("abcdefg"))).isEqualTo(10);
  }
}
