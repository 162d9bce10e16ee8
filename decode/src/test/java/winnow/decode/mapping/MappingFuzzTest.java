// SPDX-License-Identifier: Apache-2.0
package winnow.decode.mapping;

import com.code_intelligence.jazzer.junit.FuzzTest;
import org.junit.jupiter.api.Tag;
import winnow.decode.Collected;
import winnow.decode.DecodeOptions;

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

  @Tag("long")
  @FuzzTest(maxDuration = "30s")
  void readsOrRefusesAnyBytes(byte[] input) {
    DecodeOptions options = DecodeOptions.named("x");
    String cells = COLUMNS + "format = csv\nfields = t, d, c, q.a, y, r, l, z";
    Collected.from(Mapping.parse(cells).format().newDecoder().create(options), input);
    Mapping json = Mapping.parse(COLUMNS + "format = json");
    Collected.from(json.format().newDecoder().create(options), input);
  }
}
