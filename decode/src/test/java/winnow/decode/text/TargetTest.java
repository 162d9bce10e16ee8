// SPDX-License-Identifier: Apache-2.0
package winnow.decode.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import winnow.schema.HttpBuilder;

class TargetTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      nullValues = "-",
      value = {
        "http://h/p?q | http | h | - | /p | ?q",
        "https://u:p@h:8443/p | https | h | 8443 | /p | -",
        "tcp://h:443/ | tcp | h | 443 | / | -",
        "h.example:443 | - | h.example | 443 | - | -",
        "[2001:db8::1]:443 | - | [2001:db8::1] | 443 | - | -",
        "http://[2001:db8::1]/ | http | [2001:db8::1] | - | / | -",
        "/a?http://b/ | - | - | - | /a | ?http://b/",
        "/a:80 | - | - | - | /a:80 | -",
        "http://h?q=/x | http | h | - | - | ?q=/x",
        "http://h:99999/ | http | h:99999 | - | / | -",
        "* | - | - | - | * | -",
        "error:x | - | - | - | error:x | -",
      })
  void takesTargetsApart(
      String target,
      @Nullable String scheme,
      @Nullable String host,
      @Nullable Integer port,
      @Nullable String path,
      @Nullable String query) {
    HttpBuilder http = put(target);

    assertThat(http.scheme).isEqualTo(scheme);
    assertThat(http.host).isEqualTo(host);
    assertThat(http.port).isEqualTo(port);
    assertThat(http.path).isEqualTo(path);
    assertThat(http.query).isEqualTo(query);
  }

  @Test
  void findsInAbsoluteUrisWhatTheReaderOfTextFinds() {
    Random random = new Random(3986);
    String alphabet = "ab:/?#@80.%é";
    for (int i = 0; i < 20_000; i++) {
      StringBuilder target = new StringBuilder(random.nextBoolean() ? "http://h" : "/");
      for (int length = random.nextInt(12); length > 0; length--) {
        target.append(alphabet.charAt(random.nextInt(alphabet.length())));
      }
      HttpBuilder expected = new HttpBuilder();
      Uris.putTarget(expected, "GET", target.toString());
      HttpBuilder http = put(target.toString());

      assertThat(parts(http)).as("%s", target).isEqualTo(parts(expected));
    }
  }

  @Test
  void findsBlanksWhereAByteByByteSearchDoes() {
    Random random = new Random(9);
    for (int i = 0; i < 20_000; i++) {
      byte[] bytes = new byte[random.nextInt(30)];
      for (int at = 0; at < bytes.length; at++) {
        bytes[at] = (byte) (random.nextInt(6) == 0 ? random.nextInt(64) : random.nextInt());
      }
      int expected = 0;
      while (expected < bytes.length && bytes[expected] != ' ' && bytes[expected] != '\t') {
        expected++;
      }
      assertThat(Bytes.indexOfBlank(bytes, 0, bytes.length)).isEqualTo(expected);
    }
  }

  private static List<@Nullable Object> parts(HttpBuilder http) {
    return Arrays.asList(http.scheme, http.host, http.port, http.path, http.query);
  }

  private static HttpBuilder put(String target) {
    HttpBuilder http = new HttpBuilder();
    byte[] bytes = target.getBytes(StandardCharsets.UTF_8);
    new Target(http, new TextPool()).put(new Slice().over(bytes, 0, bytes.length), false);
    return http;
  }
}
