// SPDX-License-Identifier: Apache-2.0
package winnow.collector;

import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import winnow.decode.Rejection;

/**
 * The first rejections of each reason of an input, with the pieces that they are in.
 *
 * @param rows in the order of the rejections
 */
record SampleTable(List<Row> rows) {
  private static final int SHOWN_BYTES = 400;

  /**
   * A rejection.
   *
   * @param offset where in the input
   * @param piece what was rejected, as text, or its start; empty when that is not known
   */
  record Row(String reason, long offset, String detail, String piece) {}

  /** Of {@code samples}, with those of {@code pieces}, by where they start, that they are in. */
  static SampleTable of(List<Rejection> samples, NavigableMap<Long, byte[]> pieces) {
    return new SampleTable(
        samples.stream()
            .map(sample ->
                new Row(
                    sample.reason().label(),
                    sample.offset(),
                    sample.detail(),
                    piece(pieces, sample.offset())))
            .toList());
  }

  /**
   * Of an input of which nothing could be read.
   *
   * @param why why, in one sentence
   * @param head its first bytes
   */
  static SampleTable ofRefused(String why, String detail, byte[] head) {
    return new SampleTable(List.of(new Row(why, 0, detail, text(head))));
  }

  private static String piece(NavigableMap<Long, byte[]> pieces, long offset) {
    Map.Entry<Long, byte[]> found = pieces.floorEntry(offset);
    boolean isIn = found != null && offset <= found.getKey() + found.getValue().length;
    return isIn ? text(found.getValue()) : "";
  }

  /** CSV with the columns reason, offset, detail, piece. */
  String toCsv() {
    StringBuilder csv = new StringBuilder("reason,offset,detail,piece\r\n");
    for (Row row : rows) {
      csv.append(row.reason.matches(".*[\",].*") ? quoted(row.reason) : row.reason);
      csv.append(',').append(row.offset);
      csv.append(',').append(quoted(row.detail));
      csv.append(',').append(quoted(row.piece)).append("\r\n");
    }
    return csv.toString();
  }

  private static String quoted(String text) {
    return '"' + text.replace("\"", "\"\"") + '"';
  }

  /** Printable ASCII as it is, other bytes as `\xNN`; a newline at the end goes without saying. */
  private static String text(byte[] piece) {
    int end = piece.length > 0 && piece[piece.length - 1] == '\n' ? piece.length - 1 : piece.length;
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < Math.min(end, SHOWN_BYTES); i++) {
      int value = piece[i] & 0xff;
      if (value >= ' ' && value < 0x7f && value != '\\') {
        text.append((char) value);
      } else {
        text.append("\\x%02x".formatted(value));
      }
    }
    return end > SHOWN_BYTES ? text.append("...").toString() : text.toString();
  }
}
