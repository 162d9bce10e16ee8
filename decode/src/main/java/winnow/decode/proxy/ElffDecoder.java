// SPDX-License-Identifier: Apache-2.0
package winnow.decode.proxy;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;
import winnow.decode.DecodeOptions;
import winnow.decode.DecodeSink;
import winnow.decode.Decoder;
import winnow.decode.RejectReason;
import winnow.decode.SkipReason;
import winnow.decode.text.BadValueException;
import winnow.decode.text.Lines;
import winnow.decode.text.Slice;
import winnow.schema.HttpRecord;
import winnow.schema.Observer;

/**
 * Reads logs in the W3C extended log file format (working draft WD-logfile), whose `#Fields:` line
 * names the values, and lines without one in the 27-value order that Spot prescribes or in the
 * default orders of Blue Coat proxies. Dates and times of lines are UTC unless the options say
 * otherwise; that of the `#Date:` line may be local, and only its date is used, where lines have
 * none.
 */
public final class ElffDecoder implements Decoder {
  private static final String FIELDS = "#Fields:";
  private static final String REMARK = "#Remark:";
  private static final String DATE = "#Date:";
  private static final int DATE_CHARS = 10;
  private static final String SGOS_5 =
      "date time time-taken c-ip cs-username cs-auth-group x-exception-id sc-filter-result"
          + " cs-categories cs(Referer) sc-status s-action cs-method rs(Content-Type) cs-uri-scheme"
          + " cs-host cs-uri-port cs-uri-path cs-uri-query cs-uri-extension cs(User-Agent) s-ip"
          + " sc-bytes cs-bytes x-virus-id";
  private static final String SPOT =
      SGOS_5 + " x-bluecoat-application-name x-bluecoat-application-operation";
  private static final String SGOS_3 =
      "date time time-taken c-ip sc-status s-action sc-bytes cs-bytes cs-method cs-uri-scheme"
          + " cs-host cs-uri-path cs-uri-query cs-username s-hierarchy s-supplier-name"
          + " rs(Content-Type) cs(User-Agent) sc-filter-result sc-filter-category x-virus-id s-ip"
          + " s-sitename x-virus-details x-icap-error-code x-icap-error-details";

  /** The orders of lines without header, which differ in length. */
  private static final List<List<String>> KNOWN_ORDERS =
      List.of(List.of(SPOT.split(" ")), List.of(SGOS_3.split(" ")), List.of(SGOS_5.split(" ")));

  private final HttpRow row;
  private final Tokens tokens = new Tokens();
  private @Nullable NamedColumns columns;
  private boolean hasHeader;
  private boolean tabs;

  /** Times are in the zone of {@code options}. */
  public ElffDecoder(DecodeOptions options) {
    row = new HttpRow(options.zone());
  }

  @Override
  public void decode(InputStream input, DecodeSink sink) throws IOException {
    Lines.decode(
        input,
        sink,
        line -> {
          if (line.charAt(0) == '#') {
            sink.skip(SkipReason.COMMENT, 1);
            header(line);
          } else {
            sink.accept(read(line));
          }
        });
  }

  /** Whether an input whose first lines are {@code lines} is such a log. */
  public static boolean recognizes(List<String> lines) {
    for (String line : lines) {
      if (line.startsWith(FIELDS)) {
        return ElffNames.isHttp(List.of(line.substring(FIELDS.length()).strip().split("\\s+")));
      }
      if (!line.startsWith("#")) {
        return isHeaderless(line);
      }
    }
    return false;
  }

  private static boolean isHeaderless(String line) {
    Tokens tokens = new Tokens();
    byte[] bytes = line.getBytes(StandardCharsets.UTF_8);
    tokens.split(new Slice().over(bytes, 0, bytes.length));
    return line.matches("\\d{4}-\\d\\d-\\d\\d[ \t]+\\d\\d:\\d\\d:\\d\\d[ \t]+(\\d+|-)[ \t].*")
        && KNOWN_ORDERS.stream().anyMatch(order -> order.size() == tokens.size());
  }

  private HttpRecord read(Slice line) throws BadValueException {
    if (tabs) {
      tokens.split(line, (byte) '\t');
    } else {
      tokens.split(line);
    }
    NamedColumns known = columnsFor(tokens.size());
    if (known == null) {
      String detail =
          hasHeader ? " values where #Fields names another number" : " values and no #Fields line";
      throw new BadValueException(RejectReason.FIELD_COUNT, tokens.size() + detail);
    }
    row.begin();
    known.read(tokens, row);
    return row.end();
  }

  private void header(Slice line) throws BadValueException {
    if (line.startsWith(FIELDS)) {
      fields(line);
    } else if (line.startsWith(REMARK)) {
      tokens.split(line);
      // Serial number, name and address of the appliance, name of the log.
      if (tokens.size() >= 4) {
        row.observer(new Observer(tokens.value(2).toString(), 0));
      }
    } else if (line.startsWith(DATE)) {
      tokens.split(line);
      boolean isDate = tokens.size() > 1 && tokens.value(1).length() == DATE_CHARS;
      row.times.headerDate(isDate ? tokens.value(1) : null);
    }
  }

  private void fields(Slice line) throws BadValueException {
    tokens.split(line);
    List<String> names = tokens.texts();
    names = names.subList(1, names.size());
    hasHeader = true;
    if (!ElffNames.isHttp(names)) {
      columns = null;
      throw new BadValueException(
          RejectReason.UNSUPPORTED, "#Fields names no time, client or target: " + names);
    }
    columns = ElffNames.columns(names);
    // Names that are separated by tabs announce values that are, and may hold blanks.
    tabs = line.toString().strip().indexOf('\t', FIELDS.length() + 1) > 0;
  }

  private @Nullable NamedColumns columnsFor(int values) {
    if (columns != null && columns.size() == values) {
      return columns;
    }
    for (List<String> order : KNOWN_ORDERS) {
      if (!hasHeader && order.size() == values) {
        columns = ElffNames.columns(order);
        return columns;
      }
    }
    return null;
  }
}
