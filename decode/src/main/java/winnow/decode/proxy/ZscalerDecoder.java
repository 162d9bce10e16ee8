// SPDX-License-Identifier: Apache-2.0
package winnow.decode.proxy;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import winnow.decode.DecodeOptions;
import winnow.decode.DecodeSink;
import winnow.decode.Decoder;
import winnow.decode.RejectReason;
import winnow.decode.SkipReason;
import winnow.decode.text.BadValueException;
import winnow.decode.text.Bytes;
import winnow.decode.text.JsonFields;
import winnow.decode.text.Lines;
import winnow.decode.text.Slice;
import winnow.schema.HttpRecord;

/**
 * Reads the web log of Zscaler's Nanolog Streaming Service in the forms in which feeds send it:
 * JSON lines, with or without the envelope `{"event": …}`; `name=value` separated by tabs, the time
 * before them; and values separated by commas, in the default order or under a header of names.
 */
public final class ZscalerDecoder implements Decoder {
  private static final String ENVELOPE = "event.";
  private static final int HOLDS_NAMES = 8;

  private final HttpRow row;
  private final Tokens tokens = new Tokens();
  private final JsonFields json = new JsonFields();
  private final Slice value = new Slice();
  private final Map<String, HttpField> known = new HashMap<>();
  private NamedColumns columns = new NamedColumns(ZscalerNames.DEFAULT_ORDER, ZscalerNames::find);

  /** Times are in the zone of {@code options}. */
  public ZscalerDecoder(DecodeOptions options) {
    row = new HttpRow(options.zone());
  }

  /** Whether an input whose first line is {@code line} is such a log. */
  public static boolean recognizes(String line) {
    byte[] bytes = line.getBytes(StandardCharsets.UTF_8);
    ZscalerDecoder decoder = new ZscalerDecoder(DecodeOptions.named(""));
    Slice slice = new Slice().over(bytes, 0, bytes.length);
    try {
      if (line.startsWith("{")) {
        decoder.json.read(slice);
        return ZscalerNames.isWebLog(
            decoder.json.names().stream().map(ZscalerDecoder::withoutEnvelope).toList());
      }
      if (line.indexOf('\t') > 0) {
        return ZscalerNames.isWebLog(
            Arrays.stream(line.split("\t")).map(pair -> pair.split("=", 2)[0]).toList());
      }
      decoder.tokens.split(slice, (byte) ',');
      if (ZscalerNames.isWebLog(decoder.tokens.texts())) {
        return true;
      }
      decoder.read(slice);
      return true;
    } catch (BadValueException e) {
      return false;
    }
  }

  @Override
  public void decode(InputStream input, DecodeSink sink) throws IOException {
    Lines.decode(
        input,
        sink,
        line -> {
          if (isHeader(line)) {
            sink.skip(SkipReason.COMMENT, 1);
            columns = new NamedColumns(tokens.texts(), ZscalerNames::find);
          } else {
            sink.accept(read(line));
          }
        });
  }

  /** Whether {@code line} names fields; the tokens are then the names. */
  private boolean isHeader(Slice line) {
    if (line.charAt(0) == '{' || line.length() < HOLDS_NAMES || !startsWithTimeName(line)) {
      return false;
    }
    tokens.split(line, (byte) ',');
    return ZscalerNames.isWebLog(tokens.texts());
  }

  private static boolean startsWithTimeName(Slice line) {
    return line.startsWith("time") || line.startsWith("\"time") || line.startsWith("datetime");
  }

  private HttpRecord read(Slice line) throws BadValueException {
    row.begin();
    if (line.charAt(0) == '{') {
      readJson(line);
    } else if (Bytes.indexOf(line.bytes(), line.start(), line.end(), (byte) '\t') < line.end()) {
      readPairs(line);
    } else {
      tokens.split(line, (byte) ',');
      if (tokens.size() != columns.size()) {
        throw new BadValueException(
            RejectReason.FIELD_COUNT, tokens.size() + " values, not " + columns.size());
      }
      columns.read(tokens, row);
    }
    return row.end();
  }

  private void readJson(Slice line) throws BadValueException {
    json.read(line);
    for (int i = 0; i < json.size(); i++) {
      byte[] text = json.text(i).getBytes(StandardCharsets.UTF_8);
      put(withoutEnvelope(json.name(i)), value.over(text, 0, text.length));
    }
  }

  private void readPairs(Slice line) throws BadValueException {
    byte[] bytes = line.bytes();
    int at = line.start();
    while (at < line.end()) {
      int end = Bytes.indexOf(bytes, at, line.end(), (byte) '\t');
      int equals = Bytes.indexOf(bytes, at, end, (byte) '=');
      if (equals < end) {
        String name = row.text(value.over(bytes, at, equals));
        put(name, value.over(bytes, equals + 1, end));
      } else if (at == line.start()) {
        put("time", value.over(bytes, at, end));
      }
      at = end + 1;
    }
  }

  private void put(String name, Slice text) throws BadValueException {
    HttpField field = known.get(name);
    if (field == null) {
      field = ZscalerNames.find(name);
      if (field == null) {
        return;
      }
      known.put(name, field);
    }
    try {
      if (text.length() > 0 && !text.is("-")) {
        field.put(row, text);
      }
    } catch (BadValueException e) {
      throw new BadValueException(e.reason(), "field " + name + ": " + e.sentence());
    }
  }

  private static String withoutEnvelope(String name) {
    return name.startsWith(ENVELOPE) ? name.substring(ENVELOPE.length()) : name;
  }
}
