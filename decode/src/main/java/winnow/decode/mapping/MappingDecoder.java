// SPDX-License-Identifier: Apache-2.0
package winnow.decode.mapping;

import java.io.IOException;
import java.io.InputStream;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import winnow.decode.DecodeOptions;
import winnow.decode.DecodeSink;
import winnow.decode.Decoder;
import winnow.decode.NearestName;
import winnow.decode.RejectReason;
import winnow.decode.Rejection;
import winnow.decode.SkipReason;
import winnow.decode.table.CsvReader;
import winnow.decode.text.BadValueException;
import winnow.decode.text.Lines;

/** Reads tables and JSON lines as a mapping says. */
final class MappingDecoder implements Decoder {
  private final Mapping mapping;
  private final MappedRow row;

  MappingDecoder(Mapping mapping, DecodeOptions options) {
    this.mapping = mapping;
    ZoneId zone = mapping.zone() == null ? options.zone() : mapping.zone();
    row = new MappedRow(mapping, zone);
  }

  @Override
  public void decode(InputStream input, DecodeSink sink) throws IOException {
    switch (mapping.layout()) {
      case Mapping.Cells cells -> cells(cells, new CsvReader(input, cells.delimiter()), sink);
      case Mapping.JsonLines json -> json(input, sink);
    }
  }

  private void json(InputStream input, DecodeSink sink) throws IOException {
    List<String> paths =
        mapping.columns().stream().flatMap(c -> c.fields().stream()).distinct().toList();
    JsonRow object = new JsonRow(paths);
    int[][] places = places(paths);
    Lines.decode(
        input,
        sink,
        line -> {
          object.read(line);
          sink.accept(row.read(column -> present(places[column], object::values)));
        });
  }

  private void cells(Mapping.Cells layout, CsvReader csv, DecodeSink sink) throws IOException {
    List<String> names = layout.fields();
    int @Nullable [][] places = names == null ? null : places(names, 0, sink);
    while ((names == null || places != null) && csv.next()) {
      long offset = csv.offset();
      if (csv.isEmpty()) {
        sink.skip(SkipReason.EMPTY, 1);
      } else if (isComment(layout, csv)) {
        sink.skip(SkipReason.COMMENT, 1);
      } else if (names == null) {
        names = csv.texts();
        places = places(names, offset, sink);
        sink.skip(SkipReason.COMMENT, 1);
      } else if (places != null) {
        record(csv, offset, names.size(), places, sink);
      }
    }
  }

  private static boolean isComment(Mapping.Cells layout, CsvReader csv) {
    return layout.comment() != null && csv.at(0).text().startsWith(layout.comment());
  }

  private void record(CsvReader csv, long offset, int size, int[][] places, DecodeSink sink) {
    try {
      if (csv.isTooLong()) {
        throw new BadValueException(RejectReason.MALFORMED, "longer than 1 MiB");
      }
      if (csv.size() != size) {
        throw new BadValueException(
            csv.isComplete() ? RejectReason.FIELD_COUNT : RejectReason.TRUNCATED,
            csv.size() + " cells where there are " + size + " fields");
      }
      sink.accept(
          row.read(column -> present(places[column], place -> List.of(csv.at(place).text()))));
    } catch (BadValueException e) {
      String detail = "record " + csv.number() + ": " + e.sentence();
      sink.reject(new Rejection(e.reason(), offset, detail));
    }
  }

  /** Gives the values at a place. */
  @FunctionalInterface
  private interface Values {
    List<String> at(int place);
  }

  /** The values at {@code places}, joined by blanks when several; null when one is absent. */
  private @Nullable List<String> present(int[] places, Values values) {
    List<String> first = null;
    for (int place : places) {
      List<String> found = values.at(place);
      if (found.isEmpty() || (found.size() == 1 && mapping.absent().contains(found.getFirst()))) {
        return null;
      }
      first = first == null ? found : List.of(first.getFirst() + " " + found.getFirst());
    }
    return first;
  }

  /** Where the fields of each column are in {@code names}; rejects the input when one is not. */
  private int @Nullable [][] places(List<String> names, long offset, DecodeSink sink) {
    List<String> stripped = names.stream().map(String::strip).toList();
    List<String> missing = new ArrayList<>();
    for (MappedColumn column : mapping.columns()) {
      for (String field : column.fields()) {
        if (!stripped.contains(field)) {
          missing.add(
              "\"%s\" (line %d of the mapping)%s"
                  .formatted(field, column.line(), NearestName.hint(field, stripped)));
        }
      }
    }
    if (!missing.isEmpty()) {
      String detail = "the header has no field " + String.join(", no field ", missing);
      sink.reject(new Rejection(RejectReason.MISSING_FIELD, offset, detail));
      return null;
    }
    return places(stripped);
  }

  private int[][] places(List<String> names) {
    int[][] places = new int[mapping.columns().size()][];
    for (int i = 0; i < places.length; i++) {
      places[i] = mapping.columns().get(i).fields().stream().mapToInt(names::indexOf).toArray();
    }
    return places;
  }
}
