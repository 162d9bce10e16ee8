// SPDX-License-Identifier: Apache-2.0
package winnow.decode.cloud;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import winnow.decode.DecodeSink;
import winnow.decode.Decoder;
import winnow.decode.SkipReason;
import winnow.decode.text.BadValueException;
import winnow.decode.text.Cells;
import winnow.decode.text.Lines;
import winnow.decode.text.Slice;

/**
 * Reads AWS VPC flow logs as text: under a header line that names the fields, of any version and in
 * any order, or without header the default fields of version 2. A time before each line, as exports
 * of CloudWatch have it, is passed over. Transit gateway flow logs have the same names.
 */
public final class AwsFlowDecoder implements Decoder {
  private static final List<String> DEFAULT =
      List.of(
          ("version account-id interface-id srcaddr dstaddr srcport dstport protocol packets bytes"
                  + " start end action log-status")
              .split(" "));
  private static final Pattern DEFAULT_LINE =
      Pattern.compile(
          "([0-9T:.-]+Z )?2 \\S+ eni-\\S+( \\S+){8} \\S+ (ACCEPT|REJECT|-)"
              + " (OK|NODATA|SKIPDATA)\\s*");

  private final Cells cells = new Cells();
  private byte separator = ' ';
  private AwsFlowRow row = new AwsFlowRow(DEFAULT);

  @Override
  public void decode(InputStream input, DecodeSink sink) throws IOException {
    Lines.decode(input, sink, line -> take(line, sink));
  }

  /** Whether an input that starts with the line {@code first} is such a log. */
  public static boolean recognizes(String first) {
    return isHeader(names(first)) || DEFAULT_LINE.matcher(first).matches();
  }

  private void take(Slice line, DecodeSink sink) throws BadValueException {
    char first = line.charAt(0);
    if (first >= 'a' && first <= 'z') {
      List<String> names = names(line.toString());
      if (isHeader(names)) {
        separator = (byte) separator(line.toString()).charAt(0);
        row = new AwsFlowRow(names);
        sink.skip(SkipReason.COMMENT, 1);
        return;
      }
    }
    int start = line.start();
    if (line.length() > 20 && line.charAt(4) == '-' && line.charAt(10) == 'T') {
      while (start < line.end() && line.bytes()[start] != separator) {
        start++;
      }
      line.over(line.bytes(), Math.min(start + 1, line.end()), line.end());
    }
    cells.split(line, separator);
    row.read(cells, sink);
  }

  private static boolean isHeader(List<String> names) {
    return names.containsAll(List.of("srcaddr", "dstaddr", "start"));
  }

  private static List<String> names(String line) {
    return Arrays.stream(line.strip().split(separator(line), -1))
        .map(name -> name.strip().replace('_', '-'))
        .toList();
  }

  private static String separator(String line) {
    return line.indexOf(',') >= 0 ? "," : line.indexOf('\t') >= 0 ? "\t" : " ";
  }
}
