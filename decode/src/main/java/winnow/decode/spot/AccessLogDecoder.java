// SPDX-License-Identifier: Apache-2.0
package winnow.decode.spot;

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
import winnow.schema.Observer;

/**
 * Reads access logs of Blue Coat proxies: the W3C extended format whose `#Fields:` line names the
 * values, and lines without one in the 27-value order that Spot prescribes or in the default orders
 * of the proxy. Dates and times of lines are UTC unless the options say otherwise; that of the
 * `#Date:` line may be local and is not used.
 */
public final class AccessLogDecoder implements Decoder {
  private static final String FIELDS = "#Fields:";
  private static final String REMARK = "#Remark:";
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

  private final DecodeOptions options;
  private final ElffTokens tokens = new ElffTokens();
  private @Nullable AccessLogRow row;
  private boolean hasHeader;
  private Observer observer = Observer.UNKNOWN;

  /** Times are in the zone of {@code options}. */
  public AccessLogDecoder(DecodeOptions options) {
    this.options = options;
  }

  @Override
  public void decode(InputStream input, DecodeSink sink) throws IOException {
    Lines.decode(input, sink, line -> take(line, sink));
  }

  /** Whether an input whose first lines are {@code lines} is such a log. */
  public static boolean recognizes(List<String> lines) {
    for (String line : lines) {
      if (line.startsWith(FIELDS)) {
        return AccessLogRow.isHttp(List.of(line.substring(FIELDS.length()).strip().split("\\s+")));
      }
      if (!line.startsWith("#") && !line.isBlank()) {
        return isHeaderless(line);
      }
    }
    return false;
  }

  private static boolean isHeaderless(String line) {
    ElffTokens tokens = new ElffTokens();
    byte[] bytes = line.getBytes(StandardCharsets.UTF_8);
    tokens.split(new Slice().over(bytes, 0, bytes.length));
    return line.matches("\\d{4}-\\d\\d-\\d\\d[ \t]+\\d\\d:\\d\\d:\\d\\d[ \t]+(\\d+|-)[ \t].*")
        && KNOWN_ORDERS.stream().anyMatch(order -> order.size() == tokens.size());
  }

  private void take(Slice line, DecodeSink sink) throws BadValueException {
    if (line.charAt(0) == '#') {
      sink.skip(SkipReason.COMMENT, 1);
      header(line);
      return;
    }
    tokens.split(line);
    AccessLogRow reader = rowFor(tokens.size());
    if (reader == null) {
      String detail =
          hasHeader ? " values where #Fields names another number" : " values and no #Fields line";
      throw new BadValueException(RejectReason.FIELD_COUNT, tokens.size() + detail);
    }
    sink.accept(reader.read(tokens, observer));
  }

  private void header(Slice line) throws BadValueException {
    if (line.startsWith(FIELDS)) {
      tokens.split(line);
      List<String> names = List.of(tokens.texts());
      List<String> fields = names.subList(1, names.size());
      if (!AccessLogRow.isHttp(fields)) {
        throw new BadValueException(
            RejectReason.UNSUPPORTED, "#Fields names no time or no client: " + fields);
      }
      row = new AccessLogRow(fields, options.zone());
      hasHeader = true;
    } else if (line.startsWith(REMARK)) {
      tokens.split(line);
      // Serial number, name and address of the appliance, name of the log.
      if (tokens.size() >= 4) {
        observer = new Observer(tokens.text(2), 0);
      }
    }
  }

  private @Nullable AccessLogRow rowFor(int values) {
    if (row != null && row.width() == values) {
      return row;
    }
    for (List<String> order : KNOWN_ORDERS) {
      if (!hasHeader && order.size() == values) {
        row = new AccessLogRow(order, options.zone());
        return row;
      }
    }
    return null;
  }
}
