// SPDX-License-Identifier: Apache-2.0
package winnow.decode.panos;

import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import winnow.decode.RejectReason;
import winnow.decode.text.Addresses;
import winnow.decode.text.BadValueException;
import winnow.decode.text.Cells;
import winnow.decode.text.ForwardedFor;
import winnow.decode.text.NamedCells;
import winnow.decode.text.Numbers;
import winnow.decode.text.Slice;
import winnow.decode.text.TextPool;
import winnow.decode.text.Times;
import winnow.decode.text.Uris;
import winnow.schema.HttpBuilder;
import winnow.schema.HttpRecord;
import winnow.schema.Observer;

/** A row of a PAN-OS threat log of subtype url: a request that URL filtering looked at. */
final class UrlRow {
  private static final List<String> SYSLOG =
      TrafficRow.columnsOf(
          TrafficRow.COMMON
              + "url/filename,threat/content name,category,severity,direction,sequence number,"
              + "action flags,source country,destination country,cpadding,contenttype,pcap_id,"
              + "filedigest,cloud,url_idx,user_agent,filetype,xff,referer,sender,subject,recipient,"
              + "reportid,dg_hier_level_1,dg_hier_level_2,dg_hier_level_3,dg_hier_level_4,"
              + "virtual system name,device name,file_url,source vm uuid,destination vm uuid,"
              + "http_method");

  /** The first of those that came with later versions of PAN-OS. */
  private static final String FIRST_ADDED = "contenttype";

  private static final Map<String, NamedCells.Field<UrlRow>> FIELDS = fields();

  private final ZoneId zone;
  private final HttpBuilder http = new HttpBuilder();
  private final Addresses addresses = new Addresses();
  private final TextPool texts = new TextPool();
  private NamedCells<UrlRow> columns = new NamedCells<>(SYSLOG, FIELDS).since(FIRST_ADDED);
  private boolean hasTime;
  private @Nullable String url;
  private @Nullable String device;

  UrlRow(ZoneId zone) {
    this.zone = zone;
  }

  /** Rows have the columns called {@code names} from here on. */
  void columns(List<String> names) {
    columns = new NamedCells<>(names, FIELDS);
  }

  HttpRecord read(Cells cells) throws BadValueException {
    http.observer(Observer.UNKNOWN);
    http.reset();
    hasTime = false;
    url = null;
    device = null;
    columns.put(cells, this);
    if (!hasTime || http.clientAddress == null || url == null) {
      throw new BadValueException(
          RejectReason.MISSING_FIELD, "generate time, source address or url is not set");
    }
    if (device != null) {
      http.observer(new Observer(device, 0));
    }
    putUrl(url);
    return http.build();
  }

  /** The URL comes without scheme: `host:port/path?query`. */
  private void putUrl(String text) {
    int slash = text.indexOf('/');
    int end = slash < 0 ? text.length() : slash;
    Uris.putAuthority(http, text.substring(0, end));
    if (end < text.length() && !"CONNECT".equals(http.method)) {
      Uris.putTarget(http, http.method, text.substring(end));
    }
  }

  private void putTime(Slice cell) throws BadValueException {
    http.eventTimeMicros = Times.parseIso(cell, zone);
    hasTime = true;
  }

  private static Map<String, NamedCells.Field<UrlRow>> fields() {
    Map<String, NamedCells.Field<UrlRow>> fields = new HashMap<>();
    fields.put("generate time", UrlRow::putTime);
    fields.put("source address", (r, c) -> r.http.clientAddress = r.addresses.parse(c));
    fields.put("destination address", (r, c) -> r.http.serverAddress = r.addresses.parse(c));
    fields.put("source port", (r, c) -> r.http.clientPort = Numbers.parsePort(c));
    fields.put("destination port", (r, c) -> r.http.serverPort = Numbers.parsePort(c));
    fields.put("source user", (r, c) -> r.http.user = r.texts.text(c));
    fields.put("application", (r, c) -> r.http.application = r.texts.text(c));
    fields.put("action", (r, c) -> r.http.action = r.texts.text(c));
    fields.put("url/filename", (r, c) -> r.url = unquoted(c));
    fields.put("category", (r, c) -> r.http.categories = r.texts.text(c));
    fields.put("contenttype", (r, c) -> r.http.mimeType = r.texts.text(c));
    fields.put("user_agent", (r, c) -> r.http.userAgent = unquoted(c));
    fields.put("user agent", (r, c) -> r.http.userAgent = unquoted(c));
    fields.put("xff", (r, c) -> r.http.realClient = ForwardedFor.client(unquoted(c)).orElse(null));
    fields.put("referer", (r, c) -> r.http.referrer = unquoted(c));
    fields.put("device name", (r, c) -> r.device = r.texts.text(c));
    fields.put("http_method", (r, c) -> r.putMethod(c));
    fields.put("http method", (r, c) -> r.putMethod(c));
    fields.put("session id", (r, c) -> r.http.uid = c.toString());
    return Map.copyOf(fields);
  }

  private void putMethod(Slice cell) {
    if (!cell.is("unknown")) {
      http.method = texts.text(cell).toUpperCase(Locale.ROOT);
    }
  }

  /** The text of a cell; a quote inside is written twice. */
  private static String unquoted(Slice cell) {
    String text = cell.toString();
    return text.indexOf('"') < 0 ? text : text.replace("\"\"", "\"");
  }
}
