// SPDX-License-Identifier: Apache-2.0
package winnow.decode.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import winnow.schema.IpAddress;

class TextTest {
  @Test
  void readsTheSameLinesHoweverTheBytesArrive() throws IOException {
    Random random = new Random(10);
    for (int round = 0; round < 200; round++) {
      List<String> expected = new ArrayList<>();
      StringBuilder text = new StringBuilder();
      for (int i = random.nextInt(40); i > 0; i--) {
        String line = "x".repeat(random.nextInt(10) == 0 ? random.nextInt(200_000) : i);
        expected.add(text.length() + ":" + line.length());
        text.append(line).append(random.nextBoolean() ? "\n" : "\r\n");
      }
      LineReader lines = new LineReader(trickle(text.toString(), random));
      List<String> actual = new ArrayList<>();
      while (lines.next()) {
        actual.add(lines.offset() + ":" + lines.line().length());
      }
      assertThat(actual).isEqualTo(expected);
    }
  }

  @Test
  void cutsLinesThatAreTooLongAndGoesOn() throws IOException {
    String text = "short\n" + "x".repeat(300_000) + "\nnext\n" + "y".repeat(300_000);
    LineReader lines = new LineReader(trickle(text, new Random(1)), 100_000);

    assertThat(lines.next()).isTrue();
    assertThat(lines.isTooLong()).isFalse();
    assertThat(lines.next()).isTrue();
    assertThat(lines.isTooLong()).isTrue();
    assertThat(lines.line().length()).isEqualTo(100_000);
    assertThat(lines.next()).isTrue();
    assertThat(lines.line().toString()).isEqualTo("next");
    assertThat(lines.offset()).isEqualTo(300_007);
    assertThat(lines.next()).isTrue();
    assertThat(lines.isTooLong()).isTrue();
    assertThat(lines.isComplete()).isFalse();
    assertThat(lines.next()).isFalse();
  }

  @Test
  void keepsBytesThatAreNotUtf8Readable() {
    byte[] bytes = {'a', (byte) 0xc3, (byte) 0xa9, (byte) 0xff, 'b', (byte) 0xe2, (byte) 0x82};

    assertThat(Utf8.decode(bytes, 0, bytes.length)).isEqualTo("aé\\xffb\\xe2\\x82");
  }

  @Test
  void findsAddressesInBytesLikeInText() {
    Random random = new Random(15);
    String[] parts = {"0", "1", "10", "255", "256", "07", "192", ".", ".", ".", ".", "", "x", "::"};
    int found = 0;
    for (int round = 0; round < 200_000; round++) {
      StringBuilder text = new StringBuilder();
      boolean likely = random.nextInt(4) == 0;
      for (int i = 0; i < 7; i++) {
        text.append(likely && i % 2 == 1 ? "." : parts[random.nextInt(likely ? 7 : parts.length)]);
      }
      byte[] bytes = (" " + text + "9").getBytes(StandardCharsets.US_ASCII);
      IpAddress expected = IpAddress.find(text).orElse(null);
      assertThat(Addresses.find(new Slice().over(bytes, 1, bytes.length - 1)))
          .as(text.toString())
          .isEqualTo(expected);
      found += expected == null ? 0 : 1;
    }
    assertThat(found).isGreaterThan(1000);
  }

  @Test
  void findsBytesLikeAPlainLoop() {
    Random random = new Random(8);
    byte[] bytes = new byte[64];
    for (int round = 0; round < 20_000; round++) {
      random.nextBytes(bytes);
      int from = random.nextInt(30);
      int to = from + random.nextInt(34);
      byte wanted = random.nextInt(4) == 0 ? (byte) random.nextInt(256) : bytes[random.nextInt(64)];
      int expected = from;
      while (expected < to && bytes[expected] != wanted) {
        expected++;
      }
      assertThat(Bytes.indexOf(bytes, from, to, wanted)).isEqualTo(expected);
    }
  }

  @Test
  void readsSecondsLikeBigDecimal() throws BadValueException {
    Random random = new Random(6);
    for (int i = 0; i < 20_000; i++) {
      BigDecimal number =
          BigDecimal.valueOf(random.nextLong(1L << random.nextInt(1, 58)), random.nextInt(12));
      long expected = number.movePointRight(6).setScale(0, RoundingMode.HALF_UP).longValue();
      if (number.precision() - number.scale() <= 12) {
        assertThat(Numbers.parseSecondsAsMicros(number.toPlainString())).isEqualTo(expected);
        assertThat(Numbers.parseSecondsAsMicros("-" + number.toPlainString())).isEqualTo(-expected);
      }
    }
    assertThatThrownBy(() -> Numbers.parseSecondsAsMicros("1e999999999"))
        .hasMessage("\"1e999999999\" is not a number of seconds");
    assertThatThrownBy(() -> Numbers.parseLong("9223372036854775808"))
        .hasMessage("\"9223372036854775808\" is not a number");
    assertThat(Numbers.parseLong("-9223372036854775808")).isEqualTo(Long.MIN_VALUE);
  }

  @Test
  void readsWholeNumbersWithAFractionOfZeros() throws BadValueException {
    assertThat(Numbers.parseLong("48.0")).isEqualTo(48);
    assertThat(Numbers.parseLong("-100.000")).isEqualTo(-100);
    assertThat(Numbers.parseLong("100")).isEqualTo(100);
    for (String text : List.of("", "-", ".0", "1.", "1.05", "1.0.0", "1e0", "+1", " 1")) {
      assertThatThrownBy(() -> Numbers.parseLong(text)).hasMessageEndingWith("is not a number");
    }
  }

  @Test
  void readsAndWritesTimesLikeTheJdk() throws BadValueException {
    Random random = new Random(8601);
    for (int i = 0; i < 20_000; i++) {
      long micros = random.nextLong(Times.END_MICROS);
      Instant instant = Instant.EPOCH.plus(micros, ChronoUnit.MICROS);
      ZoneOffset offset = ZoneOffset.ofTotalSeconds(60 * random.nextInt(-700, 700));
      StringBuilder text = new StringBuilder();
      Times.appendIso(text, micros);

      assertThat(Instant.parse(text)).isEqualTo(instant);
      assertThat(Times.parseIso(text, offset)).isEqualTo(micros);
      assertThat(Times.parseIso(instant.toString(), offset)).isEqualTo(micros);
      assertThat(Times.parseIso(OffsetDateTime.ofInstant(instant, offset).toString(), offset))
          .isEqualTo(micros);
      assertThat(Times.parseIso(instant.atOffset(offset).toLocalDateTime().toString(), offset))
          .isEqualTo(micros);
    }
  }

  @Test
  void refusesTimesThatAreNone() {
    for (String text :
        List.of(
            "2026-02-29T00:00:00Z",
            "2026-01-01T24:00:00Z",
            "2026-01-01T00:00:00.Z",
            "2026-01-01",
            "1969-12-31T23:59:59Z",
            "2200-01-01T00:00:00Z",
            "2026-01-01T00:00:00+1")) {
      assertThatThrownBy(() -> Times.parseIso(text, ZoneOffset.UTC))
          .isInstanceOf(BadValueException.class)
          .hasMessageStartingWith("\"" + text + "\" is not a time");
    }
  }

  private static InputStream trickle(String text, Random random) {
    return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)) {
      @Override
      public synchronized int read(byte[] target, int offset, int length) {
        return super.read(target, offset, Math.min(length, 1 + random.nextInt(5_000)));
      }
    };
  }
}
