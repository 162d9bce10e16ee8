// SPDX-License-Identifier: Apache-2.0
package winnow.app.export;

import java.io.IOException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import winnow.schema.batch.ColumnBatch;

/**
 * DNS transactions as the CSV that Apache Spot's tshark call prints: a response's frame, with the
 * comma inside of `frame.time`.
 */
final class SpotDnsWriter implements RowWriter {
  private static final DateTimeFormatter FRAME_TIME =
      DateTimeFormatter.ofPattern("MMM ppd, uuuu HH:mm:ss.SSSSSS'000 UTC'", Locale.ENGLISH);

  @Override
  public void header(Appendable out) throws IOException {
    out.append("frame.time,frame.time_epoch,frame.len,ip.src,ip.dst,dns.resp.name,");
    out.append("dns.resp.type,dns.resp.class,dns.flags.rcode,dns.a\n");
  }

  @Override
  public void write(ColumnBatch batch, Appendable out) throws IOException {
    BatchRow row = new BatchRow(batch);
    for (int i = 0; i < batch.rows(); i++) {
      row.moveTo(i);
      out.append(line(row)).append('\n');
    }
  }

  private static String line(BatchRow row) {
    long micros = row.number("event_time", 0);
    long seconds = Math.floorDiv(micros, 1_000_000L);
    long fraction = Math.floorMod(micros, 1_000_000L);
    ZonedDateTime time = Instant.ofEpochSecond(seconds, fraction * 1_000).atZone(ZoneOffset.UTC);
    return String.join(
        ",",
        FRAME_TIME.format(time),
        String.format(Locale.ROOT, "%d.%06d000", seconds, fraction),
        row.text("frame_octets", row.text("response_octets", row.text("query_octets", ""))),
        row.text("server_addr", ""),
        row.text("client_addr", ""),
        row.text("query", ""),
        row.text("qtype", ""),
        classText(row),
        row.text("rcode", ""),
        firstAddress(row.texts("answers")));
  }

  private static String classText(BatchRow row) {
    return row.value("qclass") instanceof Long number
        ? String.format(Locale.ROOT, "0x%08x", number)
        : "";
  }

  private static String firstAddress(List<String> answers) {
    return answers.stream().filter(text -> text.matches("[0-9.]+")).findFirst().orElse("");
  }
}
