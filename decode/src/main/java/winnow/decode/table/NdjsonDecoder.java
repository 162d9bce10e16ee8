// SPDX-License-Identifier: Apache-2.0
package winnow.decode.table;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import winnow.decode.DecodeSink;
import winnow.decode.Decoder;
import winnow.decode.RejectReason;
import winnow.decode.text.BadValueException;
import winnow.decode.text.JsonFields;
import winnow.decode.text.Lines;
import winnow.decode.text.Slice;
import winnow.schema.TelemetryKind;

/**
 * Reads the JSON lines that {@link NdjsonRows} writes. The members of a line tell its kind, so
 * kinds may be mixed.
 */
public final class NdjsonDecoder implements Decoder {
  private final JsonFields fields = new JsonFields();
  private final Member member = new Member();
  private final Map<TelemetryKind, RowReader<?, ?>> readers = new EnumMap<>(TelemetryKind.class);

  @Override
  public void decode(InputStream input, DecodeSink sink) throws IOException {
    Lines.decode(input, sink, line -> take(line, sink));
  }

  /** Whether an input that starts with the line {@code first} is such a file. */
  public static boolean recognizes(String first) {
    byte[] bytes = first.getBytes(StandardCharsets.UTF_8);
    JsonFields fields = new JsonFields();
    try {
      fields.read(new Slice().over(bytes, 0, bytes.length));
    } catch (BadValueException notJson) {
      return false;
    }
    return RowReader.kind(fields.names()).isPresent();
  }

  private void take(Slice line, DecodeSink sink) throws BadValueException {
    fields.read(line);
    TelemetryKind kind =
        RowReader.kind(fields.names())
            .orElseThrow(() ->
                new BadValueException(
                    RejectReason.MISSING_FIELD,
                    "no time and address members of flow, dns or http"));
    RowReader<?, ?> reader = readers.computeIfAbsent(kind, RowReader::of);
    reader.begin();
    for (int i = 0; i < fields.size(); i++) {
      member.index = i;
      reader.put(fields.name(i), member);
    }
    sink.accept(reader.end());
  }

  /** A member of the object. */
  private final class Member implements CellValue {
    private int index;

    @Override
    public CharSequence scalar() {
      return fields.text(index);
    }

    @Override
    public String text() {
      return fields.text(index);
    }

    @Override
    public List<String> elements() {
      return fields.texts(index);
    }
  }
}
