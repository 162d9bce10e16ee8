// SPDX-License-Identifier: Apache-2.0
package winnow.decode.panos;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import winnow.decode.DecodeOptions;
import winnow.decode.DecodeSink;
import winnow.decode.Decoder;
import winnow.decode.RejectReason;
import winnow.decode.SkipReason;
import winnow.decode.text.BadValueException;
import winnow.decode.text.Bytes;
import winnow.decode.text.Cells;
import winnow.decode.text.Lines;
import winnow.decode.text.Slice;

/**
 * Reads PAN-OS logs as CSV: exported under a header line that names the columns, or as the firewall
 * sends them over syslog, in the order of PAN-OS 8 to 11, of which older ones send the beginning.
 * Traffic becomes flows, URL filtering becomes HTTP.
 */
public final class PanosDecoder implements Decoder {
  private static final int TYPE = 3;
  private static final int SUBTYPE = 4;
  private static final Pattern LINE =
      Pattern.compile(
          "(.*[ >])?\\d?,\\d{4}/\\d\\d/\\d\\d \\d\\d:\\d\\d:\\d\\d,\\w*,"
              + "(TRAFFIC|THREAT|SYSTEM|CONFIG|HIPMATCH|GLOBALPROTECT|USERID|DECRYPTION|URL),.*");
  private static final String HEADER_START = "Domain,Receive Time,Serial #,Type,";

  private final Cells cells = new Cells();
  private final TrafficRow traffic;
  private final UrlRow url;

  /** Times are in the zone of {@code options}. */
  public PanosDecoder(DecodeOptions options) {
    traffic = new TrafficRow(options.zone());
    url = new UrlRow(options.zone());
  }

  /** Whether an input that starts with the line {@code first} is such a log. */
  public static boolean recognizes(String first) {
    return first.regionMatches(true, 0, HEADER_START, 0, HEADER_START.length())
        || LINE.matcher(first).matches();
  }

  @Override
  public void decode(InputStream input, DecodeSink sink) throws IOException {
    Lines.decode(input, sink, line -> take(line, sink));
  }

  private void take(Slice line, DecodeSink sink) throws BadValueException {
    cells.split(withoutSyslog(line), (byte) ',');
    if (cells.size() <= SUBTYPE) {
      throw new BadValueException(
          RejectReason.FIELD_COUNT, cells.size() + " fields where 5 or more belong");
    }
    if (cells.cell(TYPE).is("TRAFFIC")) {
      traffic(sink);
    } else if (cells.cell(TYPE).is("THREAT") && cells.cell(SUBTYPE).is("url")) {
      sink.accept(url.read(cells));
    } else if (cells.cell(TYPE).is("Type")) {
      List<String> names =
          IntStream.range(0, cells.size())
              .mapToObj(i -> cells.text(i).strip().toLowerCase(Locale.ROOT))
              .toList();
      traffic.columns(names);
      url.columns(names);
      sink.skip(SkipReason.COMMENT, 1);
    } else if (isType(cells.cell(TYPE))) {
      sink.skip(SkipReason.OTHER_LINE, 1);
    } else {
      throw BadValueException.notA("a type of log", cells.cell(TYPE), RejectReason.MALFORMED);
    }
  }

  private void traffic(DecodeSink sink) throws BadValueException {
    if (cells.cell(SUBTYPE).is("start")) {
      sink.skip(SkipReason.INTERIM, 1);
    } else {
      sink.accept(traffic.read(cells));
    }
  }

  /**
   * The line without what syslog puts before it, which ends with a blank, and without end blanks.
   */
  private static Slice withoutSyslog(Slice line) {
    byte[] bytes = line.bytes();
    int comma = Bytes.indexOf(bytes, line.start(), line.end(), (byte) ',');
    int start = comma;
    while (start > line.start() && bytes[start - 1] != ' ' && bytes[start - 1] != '>') {
      start--;
    }
    int end = line.end();
    while (end > start && bytes[end - 1] == ' ') {
      end--;
    }
    // The header line has a blank in no name before its first comma, and starts with a letter.
    return line.charAt(0) == 'D' ? line : line.over(bytes, start, end);
  }

  private static boolean isType(Slice cell) {
    for (int i = 0; i < cell.length(); i++) {
      char c = cell.charAt(i);
      if ((c < 'A' || c > 'Z') && c != '-' && c != '_') {
        return false;
      }
    }
    return !cell.isEmpty();
  }
}
