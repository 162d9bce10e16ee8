// SPDX-License-Identifier: Apache-2.0
package winnow.decode.table;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import winnow.decode.Collected;
import winnow.decode.Decoder;
import winnow.decode.RejectReason;
import winnow.decode.SkipReason;
import winnow.schema.DnsRecord;
import winnow.schema.TelemetryRecord;
import winnow.schema.column.DnsColumns;

class TableDecoderTest {
  private static final String HEADER = "event_time,src_addr,dst_addr,src_port,octets,uid\r\n";
  private static final String ROW =
      "2026-01-02T03:04:05.123456Z,10.0.0.1,::1,53,9,\"a\"\"b\nc\"\r\n";

  @Test
  void readsRowsWithQuotesAndLineEndsInCells() {
    Collected decoded = Collected.from(new CsvDecoder(), "\ufeff" + HEADER + "\r\n" + ROW + ROW);

    assertThat(decoded.flows())
        .hasSize(2)
        .allSatisfy(f -> assertThat(f.session().uid()).isEqualTo("a\"b\nc"))
        .allSatisfy(f -> assertThat(f.eventTimeMicros()).isEqualTo(1_767_323_045_123_456L));
    assertThat(decoded.skipped).isEqualTo(Map.of(SkipReason.COMMENT, 1L, SkipReason.EMPTY, 1L));
  }

  @Test
  void namesColumnAndValueThatAreWrong() {
    String csv =
        HEADER
            + ROW.replace("53", "4294967296")
            + ROW.replace("10.0.0.1", "")
            + ROW.replace("2026", "26")
            + ROW.replace(",9,", ",")
            + ROW;

    Collected decoded = Collected.from(new CsvDecoder(), csv);

    assertThat(decoded.records).hasSize(1);
    assertThat(decoded.rejections)
        .extracting(r -> r.reason() + " " + r.detail())
        .containsExactly(
            "BAD_NUMBER record 2: column src_port: \"4294967296\" is not from -2147483648 to"
                + " 2147483647",
            "MISSING_FIELD record 3: event_time or an address is absent",
            "BAD_TIME record 4: column event_time: \"26-01-02T03:04:05.123456Z\" is not a time",
            "FIELD_COUNT record 5: 5 cells where the header has 6");
    assertThat(decoded.rejections.getLast().offset())
        .isEqualTo(csv.indexOf(ROW.replace(",9,", ",")));
  }

  @Test
  void refusesAFileWithoutOurColumns() {
    assertThat(Collected.from(new CsvDecoder(), "a,b\n1,2\n").rejections.getFirst().detail())
        .isEqualTo("the first line names no time and address columns of flow, dns or http");
    assertThat(Collected.from(new NdjsonDecoder(), "{\"a\":1}\n").reasons())
        .containsExactly(RejectReason.MISSING_FIELD);
  }

  @Test
  void aQuoteThatIsNeverClosedCostsNoMoreThanOneRecord() {
    String csv = HEADER + "\"" + "x".repeat(2 << 20) + "\n" + ROW;

    Collected decoded = Collected.from(new CsvDecoder(), csv);

    assertThat(decoded.reasons()).containsExactly(RejectReason.MALFORMED);
    assertThat(decoded.records).hasSize(1);
  }

  @Test
  void survivesAnyMutation() throws IOException {
    StringBuilder csv = new StringBuilder();
    StringBuilder json = new StringBuilder();
    CsvRows rows = new CsvRows();
    rows.appendHeader(DnsColumns.TABLE, csv);
    for (DnsRecord record : new RandomRecords(9).of(DnsColumns.TABLE, 3)) {
      TelemetryRecord any = record;
      rows.append(any, csv);
      new NdjsonRows().append(any, json);
    }
    mutate(csv.toString(), CsvDecoder::new);
    mutate(json.toString(), NdjsonDecoder::new);
  }

  private static void mutate(String text, java.util.function.Supplier<Decoder> decoder) {
    Random random = new Random(11);
    byte[] good = text.getBytes(StandardCharsets.UTF_8);
    for (int i = 0; i < 3_000; i++) {
      byte[] bad = good.clone();
      for (int flips = 1 + random.nextInt(5); flips > 0; flips--) {
        bad[random.nextInt(bad.length)] = (byte) random.nextInt();
      }
      Collected.from(decoder.get(), bad);
    }
    assertThat(Collected.from(decoder.get(), good).records).hasSize(3);
  }
}
