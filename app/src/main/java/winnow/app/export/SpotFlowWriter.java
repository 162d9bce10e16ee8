// SPDX-License-Identifier: Apache-2.0
package winnow.app.export;

import java.io.IOException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import winnow.context.Protocols;
import winnow.schema.batch.ColumnBatch;

/** Flows as the CSV that Apache Spot's nfdump prints: 27 columns with a header line. */
final class SpotFlowWriter implements RowWriter {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss,uuuu,MM,dd,HH,mm,ss", Locale.ROOT);
  private static final String FLAG_LETTERS = "UAPRSF";

  @Override
  public void header(Appendable out) throws IOException {
    out.append("tr,try,trm,trd,trh,trm,trs,td,sa,da,sp,dp,pr,flg,fwd,stos,");
    out.append("ipkt,ibyt,opkt,obyt,in,out,sas,das,dtos,dir,ra\n");
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
    long received = row.number("received_time", row.number("event_time", 0));
    ZonedDateTime time =
        Instant.ofEpochSecond(Math.floorDiv(received, 1_000_000L)).atZone(ZoneOffset.UTC);
    return String.join(
        ",",
        TIME.format(time),
        String.format(Locale.ROOT, "%.3f", row.number("duration", 0) / 1e6),
        row.text("src_addr", ""),
        row.text("dst_addr", ""),
        row.text("src_port", "0"),
        row.text("dst_port", "0"),
        Protocols.name((int) row.number("protocol", 0)),
        flags((int) row.number("tcp_flags", 0)),
        row.text("forwarding_status", "0"),
        row.text("tos", "0"),
        row.text("packets", "0"),
        row.text("octets", "0"),
        row.text("reverse_packets", "0"),
        row.text("reverse_octets", "0"),
        row.text("input_interface", "0"),
        row.text("output_interface", "0"),
        row.text("src_as", "0"),
        row.text("dst_as", "0"),
        row.text("reverse_tos", "0"),
        row.text("direction", "0"),
        row.text("exporter", "0.0.0.0"));
  }

  private static String flags(int bits) {
    StringBuilder text = new StringBuilder(6);
    for (int i = 0; i < 6; i++) {
      text.append((bits >> (5 - i) & 1) == 0 ? '.' : FLAG_LETTERS.charAt(i));
    }
    return text.toString();
  }
}
