// SPDX-License-Identifier: Apache-2.0
package winnow.decode.mapping;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import winnow.decode.Collected;
import winnow.decode.DecodeOptions;
import winnow.decode.RejectReason;
import winnow.decode.Rejection;
import winnow.decode.SkipReason;
import winnow.schema.DnsRecord;
import winnow.schema.Endpoint;
import winnow.schema.FlowRecord;
import winnow.schema.HttpRecord;
import winnow.schema.IpAddress;
import winnow.schema.ResourceRecord;

class MappingDecoderTest {
  private static final DecodeOptions OPTIONS = DecodeOptions.named("x");
  private static final Mapping FLOWS =
      Mapping.parse(
          """
          kind = flow
          format = csv
          delimiter = semicolon
          comment = #
          zone = Europe/Berlin
          event_time = Date + Time | time "dd.MM.yyyy HH:mm:ss"
          src_addr = Client | before ":"
          src_port = Client | after ":"
          dst_addr = Server
          dst_port = Port
          protocol = Proto | protocol
          duration = Seconds | s
          octets = kB | times 1024
          exporter = "branch"
          """);
  private static final String HEADER = "Date;Time;Client;Server;Port;Proto;Seconds;kB;Rule\n";
  private static final String ROW =
      "02.03.2026;10:00:00;192.0.2.1:40000;198.51.100.1;443;tcp;1.5;2.5;\"allow; all\"\n";

  @Test
  void cellsBecomeColumns() {
    FlowRecord flow = read(FLOWS, "# made by hand\n\n" + HEADER + ROW).flows().getFirst();

    assertThat(flow.eventTimeMicros()).isEqualTo(micros("2026-03-02T09:00:00Z"));
    assertThat(flow.source()).isEqualTo(new Endpoint(IpAddress.parse("192.0.2.1"), 40000));
    assertThat(flow.destination()).isEqualTo(new Endpoint(IpAddress.parse("198.51.100.1"), 443));
    assertThat(flow.protocol()).isEqualTo(6);
    assertThat(flow.durationMicros()).isEqualTo(1_500_000);
    assertThat(flow.forward().octets()).isEqualTo(2_560);
    assertThat(flow.observer().exporter()).isEqualTo("branch");
  }

  @Test
  void badRowsAreRejectedWithColumnAndField() {
    Collected collected =
        read(
            FLOWS,
            HEADER
                + ROW
                + ROW.replace("192.0.2.1", "192.0.2")
                + ROW.replace("02.03.2026", "2026-03-02")
                + ROW.replace("1.5", "long")
                + ROW.replace("1.5", "1e1000000")
                + ROW.replace("198.51.100.1", "-")
                + ROW.replace(";443", "")
                + ROW.substring(0, 30));

    assertThat(collected.records).hasSize(1);
    assertThat(collected.rejections)
        .extracting(Rejection::detail)
        .containsExactly(
            "record 3: column src_addr from Client: \"192.0.2\" is not an IP address",
            "record 4: column event_time from Date + Time: \"2026-03-02 10:00:00\" is not a time of"
                + " the pattern",
            "record 5: column duration from Seconds: \"long\" is not a number",
            "record 6: column duration from Seconds: \"1e1000000\" is not a number",
            "record 7: event_time or an address is absent",
            "record 8: 8 cells where there are 9 fields",
            "record 9: 3 cells where there are 9 fields");
    assertThat(collected.reasons().getLast()).isEqualTo(RejectReason.TRUNCATED);
    assertThat(collected.rejections.getFirst().offset()).isEqualTo(HEADER.length() + ROW.length());
  }

  @Test
  void aFieldThatTheHeaderLacksIsNamedWithTheOneThatWasMeant() {
    Collected collected = read(FLOWS, HEADER.replace("Server", "Servers") + ROW);

    assertThat(collected.records).isEmpty();
    assertThat(collected.rejections)
        .containsExactly(
            new Rejection(
                RejectReason.MISSING_FIELD,
                0,
                "the header has no field \"Server\" (line 9 of the mapping); did you mean"
                    + " \"Servers\"?"));
  }

  @Test
  void rowsWithoutHeaderGetTheirNamesFromTheMapping() {
    Mapping mapping =
        Mapping.parse(
            """
            kind = flow
            format = tsv
            fields = ts, src, dst, bytes
            event_time = ts | ms
            src_addr = src
            dst_addr = dst
            octets = bytes
            """);

    assertThat(read(mapping, "1772445600123\t192.0.2.1\t2001:db8::1\t99\n").flows())
        .extracting(flow -> flow.eventTimeMicros() + " " + flow.forward().octets())
        .containsExactly("1772445600123000 99");
  }

  @Test
  void membersOfObjectsAndArraysBecomeColumns() {
    Mapping mapping =
        Mapping.parse(
            """
            kind = dns
            format = json
            event_time = event.start
            client_addr = source.ip
            server_addr = id.resp_h
            query = dns.question.name | lower
            qtype = dns.question.type | qtype
            rcode = dns.response_code | rcode
            answers = dns.answers.data
            answer_ttls = dns.answers.ttl
            round_trip = took_ms | ms
            """);
    Collected collected =
        read(
            mapping,
            """
            {"event":{"start":"2026-03-02T10:00:00.5Z"},"source":{"ip":"192.0.2.1","mac":null},\
            "id.resp_h":"192.0.2.53","took_ms":1.25,"dns":{"question":{"name":"WWW.example.com.",\
            "type":"AAAA"},"response_code":"NOERROR","answers":[{"data":"2001:db8::1","ttl":60},\
            {"data":"2001:db8::2","ttl":61}]},"labels":[["deep"]]}
            {"event":{"start":"2026-03-02T10:00:00.5Z"},"source":{"ip":"192.0.2.1"}}
            {"event":
            []
            """);

    DnsRecord dns = collected.dns().getFirst();
    assertThat(dns.eventTimeMicros()).isEqualTo(micros("2026-03-02T10:00:00.5Z"));
    assertThat(dns.server()).isEqualTo(new Endpoint(IpAddress.parse("192.0.2.53"), 0));
    assertThat(dns.question().name()).isEqualTo("www.example.com");
    assertThat(dns.question().qtype()).isEqualTo(28);
    assertThat(Objects.requireNonNull(dns.response()))
        .isEqualTo(
            new DnsRecord.Response(
                0,
                null,
                1_250L,
                null,
                List.of(
                    new ResourceRecord("2001:db8::1", -1, 60),
                    new ResourceRecord("2001:db8::2", -1, 61)),
                null,
                null));
    assertThat(collected.dns().get(1).response()).isNull();
    assertThat(collected.reasons()).containsExactly(RejectReason.TRUNCATED, RejectReason.MALFORMED);
  }

  @Test
  void aUrlFillsItsColumns() {
    Mapping mapping =
        Mapping.parse(
            """
            kind = http
            format = csv
            event_time = t | s
            client_addr = c
            method = m
            url = u
            status = s | map OK=200
            """);
    HttpRecord http =
        read(mapping, "t,c,m,u,s\n1,192.0.2.1,GET,http://a.example:81/p?q,OK\n").https().getFirst();

    assertThat(http.request().scheme()).isEqualTo("http");
    assertThat(http.request().host()).isEqualTo("a.example");
    assertThat(http.request().port()).isEqualTo(81);
    assertThat(http.request().path()).isEqualTo("/p");
    assertThat(http.request().query()).isEqualTo("?q");
    assertThat(Objects.requireNonNull(http.response()).status()).isEqualTo(200);
  }

  @ParameterizedTest
  @CsvSource({
    "s, 1772445600, 2026-03-02T10:00:00Z",
    "s, 1772445600.123456, 2026-03-02T10:00:00.123456Z",
    "ms, 1772445600123, 2026-03-02T10:00:00.123Z",
    "us, 1772445600123456, 2026-03-02T10:00:00.123456Z",
    "ns, 1772445600123456789, 2026-03-02T10:00:00.123457Z",
    "s, 1.7724456E9, 2026-03-02T10:00:00Z",
    "time \"d/MMM/yyyy:HH:mm:ss Z\", 2/Mar/2026:11:00:00 +0100, 2026-03-02T10:00:00Z",
    "time \"yyyy-MM-dd'T'HH:mm:ssXXX\", 2026-03-02T10:00:00Z, 2026-03-02T10:00:00Z",
  })
  void timesAreReadAsTheMappingSays(String step, String value, String expected) {
    Mapping mapping =
        Mapping.parse(
            "kind = http\nformat = tsv\nfields = t, c\nclient_addr = c\nevent_time = t | " + step);

    assertThat(read(mapping, value + "\t192.0.2.1\n").https().getFirst().eventTimeMicros())
        .isEqualTo(micros(expected));
  }

  @Test
  void aCheckNamesWhatIsNotUsed() throws IOException {
    MappingCheck check =
        MappingCheck.of(FLOWS, (HEADER + ROW).getBytes(StandardCharsets.UTF_8), OPTIONS);

    assertThat(check.records()).hasSize(1);
    assertThat(check.unmappedFields()).containsExactly("Rule");
    assertThat(check.absentFields()).isEmpty();
    assertThat(check.unfilledColumns()).contains("packets").doesNotContain("octets");
  }

  @Test
  void blankLinesCommentsAndTheHeaderAreCounted() {
    assertThat(read(FLOWS, "#\n\n" + HEADER + "\n" + ROW).skipped)
        .isEqualTo(Map.of(SkipReason.COMMENT, 2L, SkipReason.EMPTY, 2L));
  }

  @Test
  void anInputCutAnywhereIsRead() {
    String table = HEADER + ROW;
    for (int length = 0; length < table.length(); length++) {
      assertThat(read(FLOWS, table.substring(0, length)).records.size()).isLessThanOrEqualTo(1);
    }
  }

  private static Collected read(Mapping mapping, String input) {
    return Collected.from(mapping.format().newDecoder().create(OPTIONS), input);
  }

  private static long micros(String time) {
    Instant instant = Instant.parse(time);
    return instant.getEpochSecond() * 1_000_000 + instant.getNano() / 1_000;
  }
}
