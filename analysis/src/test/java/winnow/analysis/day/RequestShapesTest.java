// SPDX-License-Identifier: Apache-2.0
package winnow.analysis.day;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;
import winnow.analysis.count.SharedTexts;
import winnow.schema.batch.TextVector;

class RequestShapesTest {
  private static final String[][] METHODS = {{"GET", "POST", ""}, {"POST", "GET", "PUT"}};
  private static final String[][] TYPES = {{"text/html", "image"}, {"image/png", "text/css"}};
  private static final long[] AMOUNTS = {0, 1, 3, 4, 5000, 1L << 40, Long.MAX_VALUE};
  private static final String[] RANGES = {
    "0", "1 to 3", "1 to 3", "4 to 15", "4096 to 16383", "268435456 or more", "268435456 or more"
  };
  private static final int[] STATUSES = {0, 99, 200, 204, 404, -150, Integer.MAX_VALUE};

  private final SharedTexts texts = new SharedTexts();
  private final RequestShapes shapes = new RequestShapes(texts);

  @Test
  void sayWhatARequestLooksLike() {
    use(0);
    assertThat(texts.text(shapes.id(0, 0, 200, 300, 20_000)))
        .isEqualTo("GET 2xx text, sent 256 to 1023 bytes, got 16384 to 65535");
    assertThat(texts.text(shapes.id(-1, -1, 0, 0, 0))).isEqualTo(" 0xx , sent 0 bytes, got 0");
  }

  @Test
  void areTheSameOfWhateverDictionary() {
    Random random = new Random(1);
    for (int turn = 0; turn < 40; turn++) {
      int used = random.nextInt(METHODS.length);
      use(used);
      for (int i = 0; i < 200; i++) {
        int method = random.nextInt(-1, METHODS[used].length);
        int type = random.nextInt(-1, TYPES[used].length);
        int status = STATUSES[random.nextInt(STATUSES.length)];
        int sent = random.nextInt(AMOUNTS.length);
        int got = random.nextInt(AMOUNTS.length);
        String expected =
            (method < 0 ? "" : METHODS[used][method])
                + " "
                + status / 100
                + "xx "
                + (type < 0 ? "" : TYPES[used][type].split("/")[0])
                + ", sent "
                + RANGES[sent]
                + " bytes, got "
                + RANGES[got];
        assertThat(texts.text(shapes.id(method, type, status, AMOUNTS[sent], AMOUNTS[got])))
            .isEqualTo(expected);
      }
    }
  }

  private void use(int used) {
    shapes.use(
        new TextVector(0, new int[0], METHODS[used]), new TextVector(0, new int[0], TYPES[used]));
  }
}
