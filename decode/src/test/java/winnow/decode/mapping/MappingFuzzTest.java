// SPDX-License-Identifier: Apache-2.0
package winnow.decode.mapping;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import winnow.decode.DecodeOptions;
import winnow.decode.Fuzzed;

class MappingFuzzTest {
  private static final String COLUMNS =
      """
      kind = dns
      zone = Europe/Berlin
      event_time = t + d | after " " | s
      client_addr = c | before ":"
      query = q.a
      qtype = y | qtype
      rcode = r | hex
      answers = l | split ","
      round_trip = z | ms
      """;
  private static final DecodeOptions OPTIONS = DecodeOptions.named("x");

  private static void reads(Mapping mapping, byte[] input) {
    Fuzzed.observe(
        input.length,
        sink ->
            mapping
                .format()
                .newDecoder()
                .create(OPTIONS)
                .decode(new ByteArrayInputStream(input), sink));
  }

  @FuzzTest
  void readsAnyCells(byte[] input) {
    reads(Mapping.parse(COLUMNS + "format = csv\nfields = t, d, c, q.a, y, r, l, z"), input);
  }

  @FuzzTest
  void readsAnyJson(byte[] input) {
    reads(Mapping.parse(COLUMNS + "format = json"), input);
  }

  /** A mapping file, and behind the first NUL a sample. */
  @FuzzTest
  void readsAnyMappingAndDoesWhatItSays(byte[] bytes) {
    String text = new String(bytes, StandardCharsets.UTF_8);
    int nul = text.indexOf(0);
    String file = nul < 0 ? text : text.substring(0, nul);
    Fuzzed.observe(
        bytes.length,
        told -> {
          try {
            Mapping mapping = Mapping.parse(file);
            reads(mapping, text.substring(Math.max(nul, 0)).getBytes(StandardCharsets.UTF_8));
          } catch (MappingException e) {
            assertThat(e).message().isNotBlank();
          }
        });
  }
}
