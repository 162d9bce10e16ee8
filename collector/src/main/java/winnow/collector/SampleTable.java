// SPDX-License-Identifier: Apache-2.0
package winnow.collector;

import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import winnow.decode.Rejection;

/**
 * The first rejections of each reason of an input, with the pieces that they are in.
 *
 * @param samples the rejections
 * @param pieces pieces of the input by where they start, not necessarily all
 */
record SampleTable(List<Rejection> samples, NavigableMap<Long, byte[]> pieces) {
  private static final int SHOWN_BYTES = 400;

  /** CSV with the columns reason, offset, detail, piece. */
  String toCsv() {
    StringBuilder csv = new StringBuilder("reason,offset,detail,piece\r\n");
    for (Rejection sample : samples) {
      csv.append(sample.reason().label()).append(',').append(sample.offset());
      csv.append(",\"").append(sample.detail().replace("\"", "\"\""));
      csv.append("\",\"").append(piece(sample.offset()).replace("\"", "\"\"")).append("\"\r\n");
    }
    return csv.toString();
  }

  private String piece(long offset) {
    Map.Entry<Long, byte[]> found = pieces.floorEntry(offset);
    boolean isIn = found != null && offset <= found.getKey() + found.getValue().length;
    return isIn ? text(found.getValue()) : "";
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
