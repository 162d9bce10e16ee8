// SPDX-License-Identifier: Apache-2.0
package winnow.decode.table;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Optional;
import winnow.decode.DecodeSink;
import winnow.decode.Decoder;
import winnow.decode.RejectReason;
import winnow.decode.Rejection;
import winnow.decode.SkipReason;
import winnow.decode.text.BadValueException;
import winnow.schema.TelemetryKind;

/** Reads the CSV that {@link CsvRows} writes: a header that names columns, then the rows. */
public final class CsvDecoder implements Decoder {
  @Override
  public void decode(InputStream input, DecodeSink sink) throws IOException {
    CsvReader csv = new CsvReader(input);
    if (!csv.next()) {
      return;
    }
    List<String> header = csv.isTooLong() ? List.of() : csv.texts();
    Optional<TelemetryKind> kind = RowReader.kind(header);
    if (kind.isEmpty()) {
      String detail = "the first line names no time and address columns of flow, dns or http";
      sink.reject(new Rejection(RejectReason.UNSUPPORTED, 0, detail));
      return;
    }
    sink.skip(SkipReason.COMMENT, 1);
    RowReader<?, ?> reader = RowReader.of(kind.get());
    while (csv.next()) {
      long offset = csv.offset();
      try {
        row(csv, header, reader, sink);
      } catch (BadValueException e) {
        boolean cut = !csv.isComplete() && e.reason() == RejectReason.FIELD_COUNT;
        RejectReason reason = cut ? RejectReason.TRUNCATED : e.reason();
        String detail = "record " + csv.number() + ": " + e.sentence();
        sink.reject(new Rejection(reason, offset, detail));
      }
    }
  }

  /** Whether an input that starts with the line {@code first} is such a file. */
  public static boolean recognizes(String first) {
    return RowReader.kind(List.of(first.split(",", -1))).isPresent();
  }

  private static void row(
      CsvReader csv, List<String> header, RowReader<?, ?> reader, DecodeSink sink)
      throws BadValueException {
    if (csv.isTooLong()) {
      throw new BadValueException(RejectReason.MALFORMED, "longer than 1 MiB");
    }
    if (csv.isEmpty()) {
      sink.skip(SkipReason.EMPTY, 1);
      return;
    }
    if (csv.size() != header.size()) {
      throw new BadValueException(
          RejectReason.FIELD_COUNT, csv.size() + " cells where the header has " + header.size());
    }
    reader.begin();
    for (int i = 0; i < csv.size(); i++) {
      if (!csv.isAbsent(i)) {
        reader.put(header.get(i), csv.at(i));
      }
    }
    sink.accept(reader.end());
  }
}
