// SPDX-License-Identifier: Apache-2.0
package winnow.decode.argus;

import java.io.IOException;
import java.io.InputStream;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalInt;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import winnow.decode.DecodeOptions;
import winnow.decode.DecodeSink;
import winnow.decode.Decoder;
import winnow.decode.RejectReason;
import winnow.decode.SkipReason;
import winnow.decode.text.BadValueException;
import winnow.decode.text.Cells;
import winnow.decode.text.Lines;
import winnow.decode.text.Slice;

/**
 * Reads what Argus' client `ra` prints, `.binetflow` files among it: a header line that names the
 * columns, in any order, then a bidirectional flow a line. The separator is the one of the header.
 * A header may come again, as when files are concatenated.
 */
public final class ArgusDecoder implements Decoder {
  private static final List<String> MUST_HAVE = List.of("StartTime", "SrcAddr", "DstAddr");
  private static final String SEPARATORS = ",\t|;";

  private final ZoneId zone;
  private final Cells cells = new Cells();
  private byte separator = ',';
  private @Nullable ArgusRow row;

  /** Times without offset are in the zone of {@code options}. */
  public ArgusDecoder(DecodeOptions options) {
    zone = options.zone();
  }

  /** Whether {@code first} is a header line of `ra`. */
  public static boolean recognizes(String first) {
    return separator(first).isPresent();
  }

  @Override
  public void decode(InputStream input, DecodeSink sink) throws IOException {
    Lines.decode(input, sink, line -> take(line, sink));
  }

  private void take(Slice line, DecodeSink sink) throws BadValueException {
    char first = line.charAt(0);
    if ((first < '0' || first > '9') && header(line.toString())) {
      sink.skip(SkipReason.COMMENT, 1);
      return;
    }
    if (row == null) {
      throw new BadValueException(
          RejectReason.MALFORMED, "no header line above names the columns of this row");
    }
    cells.split(line, separator);
    row.read(cells, sink);
  }

  private boolean header(String line) {
    OptionalInt found = separator(line);
    if (found.isPresent()) {
      separator = (byte) found.getAsInt();
      row = new ArgusRow(names(line, (char) separator), zone);
    }
    return found.isPresent();
  }

  /** What separates the names of columns, if {@code line} is a header. */
  private static OptionalInt separator(String line) {
    return IntStream.range(0, SEPARATORS.length())
        .map(SEPARATORS::charAt)
        .filter(candidate -> names(line, (char) candidate).containsAll(MUST_HAVE))
        .findFirst();
  }

  private static List<String> names(String line, char separator) {
    return Arrays.stream(line.split(Pattern.quote(String.valueOf(separator)), -1))
        .map(String::strip)
        .toList();
  }
}
