// SPDX-License-Identifier: Apache-2.0
package winnow.decode.mapping;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import winnow.decode.DecodeOptions;
import winnow.decode.DecodeSink;
import winnow.decode.Rejection;
import winnow.decode.SkipReason;
import winnow.decode.table.CsvReader;
import winnow.decode.text.BadValueException;
import winnow.decode.text.LineReader;
import winnow.schema.TelemetryRecord;
import winnow.schema.column.Column;
import winnow.schema.column.TelemetryTable;

/**
 * What a mapping makes of the beginning of an input.
 *
 * @param records the records, in order
 * @param rejections what was rejected
 * @param unmappedFields fields of the sample that no column takes
 * @param absentFields fields that columns take and the sample does not have
 * @param unfilledColumns columns of the kind that the mapping does not fill
 */
public record MappingCheck(
    List<TelemetryRecord> records,
    List<Rejection> rejections,
    List<String> unmappedFields,
    List<String> absentFields,
    List<String> unfilledColumns) {
  private static final int JSON_LINES = 10_000;

  /** Decodes {@code sample}, which holds whole lines. */
  public static MappingCheck of(Mapping mapping, byte[] sample, DecodeOptions options)
      throws IOException {
    List<TelemetryRecord> records = new ArrayList<>();
    List<Rejection> rejections = new ArrayList<>();
    DecodeSink sink =
        new DecodeSink() {
          @Override
          public void accept(TelemetryRecord record) {
            records.add(record);
          }

          @Override
          public void reject(Rejection rejection) {
            rejections.add(rejection);
          }

          @Override
          public void skip(SkipReason reason, long count) {
            // The header and comments say nothing about the mapping.
          }
        };
    new MappingDecoder(mapping, options).decode(new ByteArrayInputStream(sample), sink);
    Set<String> there = fields(mapping, new ByteArrayInputStream(sample));
    Set<String> taken = new LinkedHashSet<>();
    mapping.columns().forEach(column -> taken.addAll(column.fields()));
    List<String> filled = mapping.columns().stream().map(MappedColumn::column).toList();
    return new MappingCheck(
        List.copyOf(records),
        List.copyOf(rejections),
        without(there, taken),
        without(taken, there),
        TelemetryTable.of(mapping.kind()).columns().stream()
            .map(Column::name)
            .filter(name -> !filled.contains(name))
            .toList());
  }

  private static List<String> without(Set<String> names, Set<String> others) {
    return names.stream().filter(name -> !others.contains(name)).toList();
  }

  private static Set<String> fields(Mapping mapping, InputStream sample) throws IOException {
    Set<String> fields = new LinkedHashSet<>();
    switch (mapping.layout()) {
      case Mapping.Cells cells -> {
        CsvReader csv = new CsvReader(sample, cells.delimiter());
        if (cells.fields() != null) {
          fields.addAll(cells.fields());
        }
        while (fields.isEmpty() && csv.next()) {
          boolean isComment =
              cells.comment() != null && csv.at(0).text().startsWith(cells.comment());
          if (!csv.isEmpty() && !isComment) {
            csv.texts().forEach(name -> fields.add(name.strip()));
          }
        }
      }
      case Mapping.JsonLines json -> {
        LineReader lines = new LineReader(sample);
        for (int i = 0; i < JSON_LINES && lines.next(); i++) {
          try {
            JsonRow.addPaths(lines.line(), fields);
          } catch (BadValueException e) {
            // The decoder has rejected the line.
          }
        }
      }
    }
    return fields;
  }
}
