// SPDX-License-Identifier: Apache-2.0
package winnow.app.export;

import java.io.IOException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import winnow.schema.batch.ColumnBatch;

/** HTTP transactions as the Blue Coat log of 27 fields that Apache Spot reads. */
final class SpotHttpWriter implements RowWriter {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss", Locale.ROOT).withZone(ZoneOffset.UTC);

  @Override
  public void header(Appendable out) throws IOException {
    out.append("#Software: Winnow\n#Version: 1.0\n#Fields: date time time-taken c-ip cs-username");
    out.append(" cs-auth-group x-exception-id sc-filter-result cs-categories cs(Referer)");
    out.append(" sc-status s-action cs-method rs(Content-Type) cs-uri-scheme cs-host cs-uri-port");
    out.append(" cs-uri-path cs-uri-query cs-uri-extension cs(User-Agent) s-ip sc-bytes cs-bytes");
    out.append(" x-virus-id x-bluecoat-application-name x-bluecoat-application-operation\n");
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
    String time = TIME.format(Instant.ofEpochSecond(Math.floorDiv(micros, 1_000_000L)));
    Object duration = row.value("duration");
    String millis = duration instanceof Long value ? Long.toString(value / 1_000) : "-";
    return time
        + " "
        + millis
        + " "
        + List.of(
                "client_addr",
                "user",
                "user_group",
                "exception",
                "filter_result",
                "categories",
                "referrer",
                "status",
                "action",
                "method",
                "mime_type",
                "scheme",
                "host",
                "port",
                "path",
                "query",
                "extension",
                "user_agent",
                "proxy_addr",
                "response_octets",
                "request_octets",
                "virus",
                "application",
                "operation")
            .stream()
            .map(column -> field(row.text(column, "-")))
            .collect(Collectors.joining(" "));
  }

  /**
   * A field, quoted where a blank or quote would end it; line ends cannot be written as they are.
   */
  private static String field(String text) {
    String line = text.replaceAll("[\\r\\n\\t]", " ");
    if (!line.isEmpty() && line.indexOf(' ') < 0 && line.indexOf('"') < 0) {
      return line;
    }
    return '"' + line.replace('"', '\'') + '"';
  }
}
