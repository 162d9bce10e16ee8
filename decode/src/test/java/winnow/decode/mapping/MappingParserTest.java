// SPDX-License-Identifier: Apache-2.0
package winnow.decode.mapping;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.math.BigDecimal;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import winnow.schema.TelemetryKind;

class MappingParserTest {
  private static final String GOOD =
      """
      \ufeff# sessions of the branch office
      kind = flow
      format = csv
      delimiter = semicolon
      zone = Europe/Berlin
      absent = N/A, null

      event_time = Start Date + Start Time | time "dd.MM.yyyy HH:mm:ss"
      src_addr = src
      dst_addr = dst | before ":"
      protocol = proto | map tcp=6, udp=17
      duration = ms | ms
      exporter = "branch"
      """;

  @Test
  void saysWhatTheFileSays() {
    Mapping mapping = Mapping.parse(GOOD);

    assertThat(mapping.kind()).isEqualTo(TelemetryKind.FLOW);
    assertThat(mapping.layout()).isEqualTo(new Mapping.Cells((byte) ';', null, null));
    assertThat(mapping.zone()).isEqualTo(ZoneId.of("Europe/Berlin"));
    assertThat(mapping.absent()).isEqualTo(Set.of("", "N/A", "null"));
    assertThat(mapping.columns())
        .extracting(MappedColumn::column)
        .containsExactly("event_time", "src_addr", "dst_addr", "protocol", "duration", "exporter");
    assertThat(mapping.columns().getFirst().fields()).containsExactly("Start Date", "Start Time");
    assertThat(mapping.columns().get(2).steps()).containsExactly(new Step.Before(":"));
    assertThat(mapping.columns().get(3).steps())
        .containsExactly(new Step.Replace(Map.of("tcp", "6", "udp", "17")));
    assertThat(mapping.columns().get(4))
        .isEqualTo(
            new MappedColumn(
                12,
                "duration",
                List.of("ms"),
                null,
                List.of(new Step.Times(new BigDecimal(1_000)))));
    assertThat(mapping.columns().get(5).constant()).isEqualTo("branch");
  }

  @Test
  void saysAllThatIsWrongLineByLine() {
    MappingException wrong =
        catchThrowableOfType(
            MappingException.class,
            () ->
                Mapping.parse(
                    """
                    kind = flow
                    format = xml
                    zone = Mars
                    kind = dns
                    src_adr = src
                    src_port = sport | times many
                    octets = bytes | ms
                    duration = d | msec
                    dst_addr =
                    host = h
                    protocol = p | map tcp
                    packets = n | time "HH"
                    source = s
                    tcp_flags = "0
                    just text
                    """));

    assertThat(wrong.problems())
        .extracting(MappingException.Problem::toString)
        .containsExactly(
            "column \"event_time\" is missing: every row of flow needs it",
            "column \"src_addr\" is missing: every row of flow needs it",
            "line 2: format \"xml\" is not csv, tsv or json",
            "line 3: zone \"Mars\" is not a time zone such as UTC or Europe/Berlin",
            "line 4: \"kind\" is set a second time",
            "line 5: \"src_adr\" is neither a setting nor a column of flow that can be filled;"
                + " did you mean \"src_addr\"?",
            "line 6: src_port: \"times\" needs a number, such as times 1024, and has \"many\"",
            "line 7: octets: \"ms\" is a unit of times, and octets is none: IP bytes from source to"
                + " destination.",
            "line 8: duration: unknown conversion \"msec\"; there are s, ms, us,"
                + " ns, time, times, map, protocol, qtype, qclass, rcode, hex, before, after, lower,"
                + " split",
            "line 9: dst_addr: there is no field and no \"constant\"",
            "line 10: \"host\" is neither a setting nor a column of flow that can be filled",
            "line 11: protocol: \"map\" needs pairs such as tcp=6, udp=17, and has \"tcp\"",
            "line 12: packets: \"time\" is for times, and packets is none",
            "line 13: \"source\" is neither a setting nor a column of flow that can be filled",
            "line 14: tcp_flags: \"a constant\" needs a text in double quotes after it, and has \"0",
            "line 15: \"just text\" has no = between a key and its value");
    assertThat(wrong)
        .hasMessageStartingWith("the mapping cannot be used:\n  column \"event_time\"");
  }

  @Test
  void anEmptyFileLacksKindAndFormat() {
    MappingException wrong =
        catchThrowableOfType(MappingException.class, () -> Mapping.parse("# nothing\n"));

    assertThat(wrong.problems())
        .extracting(MappingException.Problem::toString)
        .containsExactly(
            "\"kind\" is missing: kind = flow, dns or http",
            "\"format\" is missing: format = csv, tsv or json");
  }

  @Test
  void anyTextIsAMappingOrWrong() {
    Random random = new Random(11);
    for (int i = 0; i < 3_000; i++) {
      char[] text = GOOD.toCharArray();
      for (int j = 0; j < 3; j++) {
        text[random.nextInt(text.length)] = " =|\"\n,+x".charAt(random.nextInt(8));
      }
      try {
        assertThat(Mapping.parse(new String(text)).columns()).isNotEmpty();
      } catch (MappingException wrong) {
        assertThat(wrong.problems()).isNotEmpty();
      }
    }
  }
}
