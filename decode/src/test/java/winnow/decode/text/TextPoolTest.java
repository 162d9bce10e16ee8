// SPDX-License-Identifier: Apache-2.0
package winnow.decode.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

class TextPoolTest {
  private static final int LONGEST = 60;

  private final TextPool pool = new TextPool();

  /** Few values of few lengths, so that many meet in the pool, among bytes that are not theirs. */
  @RepeatedTest(10)
  void aTextIsWhatItsBytesAreWhateverCameBefore() {
    Random random = new Random();
    byte[] bytes = new byte[LONGEST];
    for (int i = 0; i < 100_000; i++) {
      random.nextBytes(bytes);
      int from = random.nextInt(12);
      int to = from + random.nextInt(LONGEST - 12);
      for (int at = from; at < to; at++) {
        bytes[at] = (byte) (random.nextInt(20) == 0 ? bytes[at] : 'a' + (bytes[at] & 1));
      }
      assertThat(pool.text(bytes, from, to)).isEqualTo(Utf8.decode(bytes, from, to));
    }
  }

  @Test
  void textsThatDifferInOneByteAreToldApart() {
    for (int length = 1; length <= 48; length++) {
      String text = "the text of a field of a log, as it comes again and".substring(0, length);
      byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
      for (int at = 0; at < length; at++) {
        byte[] other = bytes.clone();
        other[at] ^= 1;
        assertThat(pool.text(bytes, 0, length)).isEqualTo(text);
        assertThat(pool.text(other, 0, length))
            .isEqualTo(new String(other, StandardCharsets.UTF_8));
      }
    }
  }

  @Test
  void aTextThatComesAgainIsTheSameObject() {
    for (int length = 0; length <= 48; length++) {
      String line =
          "<" + "the text of a field of a log, as it comes again and".substring(0, length);
      byte[] bytes = (line + ">").getBytes(StandardCharsets.UTF_8);
      TextPool fresh = new TextPool();
      String first = fresh.text(bytes, 1, 1 + length);
      assertThat(fresh.text(bytes, 1, 1 + length)).hasSize(length).isSameAs(first);
    }
  }
}
