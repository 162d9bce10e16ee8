// SPDX-License-Identifier: Apache-2.0
package winnow.decode.zeek;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import winnow.decode.DecodeSink;
import winnow.decode.RejectReason;
import winnow.decode.SkipReason;
import winnow.decode.text.BadValueException;
import winnow.decode.text.Bytes;
import winnow.decode.text.Slice;

/**
 * Tab-separated text of Zeek: header lines name log and fields, the rows follow. A new header may
 * come at any time, as when logs are concatenated.
 */
final class ZeekTable {
  private static final String PLAIN_HEADER = "ts";

  private final List<ZeekLog<?>> logs;
  private final ZeekRow.Taker taker;
  private final TsvValue value = new TsvValue();
  private final Slice field = new Slice();
  private byte separator = '\t';
  private String emptyMark = "(empty)";
  private String unsetMark = "-";
  private @Nullable String path;
  private List<String> names = List.of();
  private @Nullable Reader<?> reader;

  /** Rows of {@code logs} go to {@code taker}. */
  ZeekTable(List<ZeekLog<?>> logs, ZeekRow.Taker taker) {
    this.logs = logs;
    this.taker = taker;
  }

  /** Takes a header line or a row. */
  void line(Slice line, DecodeSink sink) throws BadValueException {
    int start = line.start();
    while (start < line.end() && (line.bytes()[start] == '\t' || line.bytes()[start] == ' ')) {
      start++;
    }
    if (line.bytes()[start] == '#') {
      sink.skip(SkipReason.COMMENT, 1);
      header(new Slice().over(line.bytes(), start, line.end()).toString());
    } else if (reader != null) {
      reader.row(line);
    } else if (!names.isEmpty()) {
      sink.skip(SkipReason.OTHER_PROTOCOL, 1);
    } else if (isPlainHeader(line)) {
      sink.skip(SkipReason.COMMENT, 1);
      fields(line.toString());
    } else {
      throw new BadValueException(
          RejectReason.MALFORMED, "no header line above names the columns of this row");
    }
  }

  private void header(String line) throws BadValueException {
    if (line.startsWith("#separator")) {
      separator = separator(line.substring("#separator".length()));
      return;
    }
    int end = line.indexOf(separator);
    String name = end < 0 ? line : line.substring(0, end);
    String rest = end < 0 ? "" : line.substring(end + 1);
    switch (name) {
      case "#set_separator" -> value.setSeparator(oneByte(rest, rest));
      case "#empty_field" -> emptyMark = rest;
      case "#unset_field" -> unsetMark = rest;
      case "#path" -> path = rest;
      case "#fields" -> fields(rest);
      default -> {}
    }
  }

  private void fields(String line) throws BadValueException {
    reader = null;
    names = new ArrayList<>();
    for (String name : line.split(Pattern.quote(String.valueOf((char) separator)), -1)) {
      names.add(ZeekLogs.canonical(name));
    }
    ZeekLog<?> log = ZeekLogs.find(logs, path, names).orElse(null);
    if (log == null) {
      throw new BadValueException(RejectReason.UNSUPPORTED, ZeekSigns.refusal(path));
    }
    reader = new Reader<>(log.newReader());
  }

  private boolean isPlainHeader(Slice line) {
    int end = Bytes.indexOf(line.bytes(), line.start(), line.end(), separator);
    return field.over(line.bytes(), line.start(), end).is(PLAIN_HEADER);
  }

  /** What follows `#separator`: a blank, then a byte as it is, or as `\x09` or `\t`. */
  static byte separator(String rest) throws BadValueException {
    String text = rest.startsWith(" ") ? rest.substring(1) : rest;
    if (text.startsWith("\\x") && text.length() == 4) {
      int high = Character.digit(text.charAt(2), 16);
      int low = Character.digit(text.charAt(3), 16);
      if (high >= 0 && low >= 0) {
        return (byte) (high << 4 | low);
      }
    }
    return text.equals("\\t") ? (byte) '\t' : oneByte(text, rest);
  }

  private static byte oneByte(String text, String shown) throws BadValueException {
    if (text.length() != 1 || text.charAt(0) > 0x7f) {
      throw BadValueException.notA("a separator of one byte", shown, RejectReason.UNSUPPORTED);
    }
    return (byte) text.charAt(0);
  }

  /** Reads the rows under one header. */
  private final class Reader<R extends ZeekRow> {
    private final R row;
    private final List<@Nullable ZeekField<R>> fields;

    Reader(ZeekLog.RowReader<R> log) {
      row = log.row();
      fields = new ArrayList<>(names.size());
      for (String name : names) {
        fields.add(log.field(name));
      }
    }

    void row(Slice line) throws BadValueException {
      byte[] bytes = line.bytes();
      int start = line.start();
      int column = 0;
      row.reset();
      while (true) {
        int end = Bytes.indexOf(bytes, start, line.end(), separator);
        if (column < fields.size()) {
          put(column, bytes, start, end);
        }
        column++;
        if (end == line.end()) {
          break;
        }
        start = end + 1;
      }
      if (column != fields.size()) {
        throw new BadValueException(
            RejectReason.FIELD_COUNT, column + " fields where the header has " + fields.size());
      }
      taker.take(row);
    }

    private void put(int column, byte[] bytes, int from, int to) throws BadValueException {
      ZeekField<R> meaning = fields.get(column);
      field.over(bytes, from, to);
      if (meaning == null || from == to || field.is(unsetMark)) {
        return;
      }
      value.over(bytes, from, to, field.is(emptyMark));
      try {
        meaning.put(row, value);
      } catch (BadValueException e) {
        throw new BadValueException(e.reason(), "field " + names.get(column) + ": " + e.sentence());
      }
    }
  }
}
