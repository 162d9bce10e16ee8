// SPDX-License-Identifier: Apache-2.0
package winnow.decode.proxy;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import winnow.decode.DecodeOptions;
import winnow.decode.DecodeSink;
import winnow.decode.Decoder;
import winnow.decode.RejectReason;
import winnow.decode.SkipReason;
import winnow.decode.text.BadValueException;
import winnow.decode.text.Escapes;
import winnow.decode.text.Lines;
import winnow.decode.text.Slice;
import winnow.decode.text.TimePattern;
import winnow.schema.HttpRecord;

/**
 * Reads access logs of McAfee (Skyhigh) Web Gateway: lines after a header that names the values,
 * `time_stamp "auth_user" src_ip …`, and lines without it in an order that is known by its length.
 */
public final class WebGatewayDecoder implements Decoder {
  private static final int LOOKED_AT = 10;
  private static final String FIRST_NAME = "time_stamp";

  private static final String WITH_SERVER =
      "time_stamp auth_user src_ip server_ip - status_code cache_status req_line categories"
          + " rep_level media_type bytes_from_client bytes_to_client user_agent";
  private static final String VERDICT = " virus_name block_res application_name";

  /** The orders of lines without header, which differ in length: the default first. */
  private static final List<List<String>> KNOWN_ORDERS =
      List.of(
          names(
              "time_stamp auth_user src_ip status_code req_line categories rep_level media_type"
                  + " bytes_to_client bytes_from_client user_agent"
                  + VERDICT),
          names(WITH_SERVER + " referer" + VERDICT + " -"),
          names(WITH_SERVER + VERDICT + " -"));

  private final HttpRow row;
  private final Tokens tokens = new Tokens(Escapes.BACKSLASH);
  private final List<NamedColumns> columns = new ArrayList<>();
  private boolean hasHeader;

  /** Times without offset are in the zone of {@code options}. */
  public WebGatewayDecoder(DecodeOptions options) {
    row = new HttpRow(options.zone());
    for (List<String> order : KNOWN_ORDERS) {
      columns.add(new NamedColumns(order, WebGatewayDecoder::find));
    }
  }

  /** Whether an input whose first lines are {@code lines} is such a log: most of ten are. */
  public static boolean recognizes(List<String> lines) {
    WebGatewayDecoder decoder = new WebGatewayDecoder(DecodeOptions.named(""));
    int good = 0;
    int bad = 0;
    for (String line : lines.subList(0, Math.min(lines.size(), LOOKED_AT))) {
      byte[] bytes = line.getBytes(StandardCharsets.UTF_8);
      Slice slice = new Slice().over(bytes, 0, bytes.length);
      if (isHeader(slice)) {
        return true;
      }
      try {
        decoder.read(slice);
        good++;
      } catch (BadValueException e) {
        bad += line.startsWith("#") ? 0 : 1;
      }
    }
    return good > bad;
  }

  private static List<String> names(String order) {
    return List.of(order.split(" "));
  }

  @Override
  public void decode(InputStream input, DecodeSink sink) throws IOException {
    Lines.decode(
        input,
        sink,
        line -> {
          if (isHeader(line)) {
            sink.skip(SkipReason.COMMENT, 1);
            header(line);
          } else if (line.charAt(0) == '#') {
            sink.skip(SkipReason.COMMENT, 1);
          } else {
            sink.accept(read(line));
          }
        });
  }

  private static boolean isHeader(Slice line) {
    return line.startsWith(FIRST_NAME) || line.startsWith("#" + FIRST_NAME);
  }

  private void header(Slice line) {
    int start = line.start() + (line.charAt(0) == '#' ? 1 : 0);
    tokens.split(new Slice().over(line.bytes(), start, line.end()));
    columns.clear();
    columns.add(new NamedColumns(tokens.texts(), WebGatewayDecoder::find));
    hasHeader = true;
  }

  private HttpRecord read(Slice line) throws BadValueException {
    tokens.split(line);
    NamedColumns known = columnsFor(tokens.size());
    if (known == null) {
      throw new BadValueException(
          RejectReason.FIELD_COUNT,
          tokens.size()
              + (hasHeader ? " values where the header names another number" : " values"));
    }
    row.begin();
    known.read(tokens, row);
    return row.end();
  }

  private @Nullable NamedColumns columnsFor(int values) {
    for (NamedColumns known : columns) {
      if (known.size() == values) {
        return known;
      }
    }
    return null;
  }

  private static @Nullable HttpField find(String name) {
    return switch (name.toLowerCase(Locale.ROOT)) {
      case "time_stamp" -> KnownField.time(TimePattern.COMMON_LOG);
      case "auth_user", "user", "username" -> KnownField.USER;
      case "auth_user_group", "user_group", "user_groups" -> KnownField.GROUP;
      case "src_ip", "client_ip" -> KnownField.CLIENT;
      case "src_port", "client_port" -> KnownField.CLIENT_PORT;
      case "x_forwarded_for" -> KnownField.FORWARDED_FOR;
      case "server_ip", "dst_ip", "dest_ip", "url_ip" -> KnownField.SERVER;
      case "server_port", "dst_port", "dest_port", "url_port" -> KnownField.SERVER_PORT;
      case "proxy_ip" -> KnownField.PROXY;
      case "host", "url_host", "server_host" -> KnownField.HOST_IF_NONE;
      case "req_line" -> KnownField.REQUEST_LINE;
      case "url" -> KnownField.URL;
      case "method", "http_method" -> KnownField.METHOD;
      case "status_code" -> KnownField.STATUS;
      case "cache_status" -> KnownField.ACTION;
      case "categories", "url_categories" -> KnownField.CATEGORIES;
      case "media_type" -> KnownField.MIME_TYPE;
      case "bytes_to_client" -> KnownField.RESPONSE_OCTETS;
      case "bytes_from_client" -> KnownField.REQUEST_OCTETS;
      case "user_agent" -> KnownField.USER_AGENT;
      case "referer", "referrer" -> KnownField.REFERRER;
      case "virus_name" -> KnownField.VIRUS;
      case "block_res", "block_reason" -> KnownField.FILTER_RESULT;
      case "rule_name" -> KnownField.EXCEPTION;
      case "application_name" -> KnownField.APPLICATION;
      case "time_taken", "elapsed_time" -> KnownField.DURATION_MILLIS;
      default -> null;
    };
  }
}
