// SPDX-License-Identifier: Apache-2.0
package winnow.decode.table;

import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import winnow.decode.RejectReason;
import winnow.decode.text.Addresses;
import winnow.decode.text.BadValueException;
import winnow.decode.text.Numbers;
import winnow.decode.text.Times;
import winnow.schema.DnsBuilder;
import winnow.schema.FlowBuilder;
import winnow.schema.HttpBuilder;
import winnow.schema.Observer;
import winnow.schema.RecordBuilder;
import winnow.schema.TelemetryKind;
import winnow.schema.TelemetryRecord;
import winnow.schema.column.Column;
import winnow.schema.column.ColumnAccess;
import winnow.schema.column.ColumnType;
import winnow.schema.column.TelemetryTable;

/**
 * Puts cells into records of one table. Ingest time and source are passed over: they are those of
 * the new input.
 *
 * @param <R> the kind of record
 * @param <B> its builder
 */
public final class RowReader<R extends TelemetryRecord, B extends RecordBuilder<R>> {
  private static final String EVENT_TIME = "event_time";

  private final B builder;
  private final Map<String, Column<R, B>> columns = new HashMap<>();
  private final Addresses addresses = new Addresses();
  private boolean hasTime;

  private RowReader(TelemetryTable<R, B> table) {
    builder = table.newBuilder().get();
    for (Column<R, B> column : table.columns()) {
      columns.put(column.name(), column);
    }
  }

  /** A reader of rows of {@code kind}. */
  public static RowReader<?, ?> of(TelemetryKind kind) {
    return capture(TelemetryTable.of(kind));
  }

  private static <R extends TelemetryRecord, B extends RecordBuilder<R>> RowReader<R, B> capture(
      TelemetryTable<R, B> table) {
    return new RowReader<>(table);
  }

  /** The kind of rows with columns called {@code names}, if there is one. */
  static Optional<TelemetryKind> kind(Collection<String> names) {
    if (!names.contains(EVENT_TIME)) {
      return Optional.empty();
    }
    if (names.contains("src_addr") && names.contains("dst_addr")) {
      return Optional.of(TelemetryKind.FLOW);
    }
    if (!names.contains("client_addr")) {
      return Optional.empty();
    }
    boolean isDns =
        List.of("answered", "protocol", "qtype", "rcode").stream().anyMatch(names::contains);
    return Optional.of(isDns ? TelemetryKind.DNS : TelemetryKind.HTTP);
  }

  /** Starts a row. */
  public void begin() {
    builder.observer(Observer.UNKNOWN);
    builder.reset();
    hasTime = false;
  }

  /** Puts the value of the column called {@code name}; other names are passed over. */
  public void put(String name, CellValue value) throws BadValueException {
    Column<R, B> column = columns.get(name);
    if (column == null) {
      return;
    }
    hasTime |= name.equals(EVENT_TIME);
    try {
      put(column, value);
    } catch (BadValueException e) {
      throw new BadValueException(e.reason(), "column " + name + ": " + e.sentence());
    }
  }

  /**
   * Puts {@code value} into the column called {@code name}, which holds whole numbers or times;
   * times are microseconds since the epoch.
   */
  public void putNumber(String name, long value) {
    Column<R, B> column = columns.get(name);
    if (column == null) {
      return;
    }
    hasTime |= name.equals(EVENT_TIME);
    switch (column.access()) {
      case ColumnAccess.Longs<R, B> longs -> longs.set().accept(builder, value);
      case ColumnAccess.OptionalLongs<R, B> longs -> longs.set().accept(builder, value);
      case ColumnAccess.Doubles<R, B> doubles -> doubles.set().accept(builder, (double) value);
      case ColumnAccess.Addresses<R, B> addresses -> {}
      case ColumnAccess.Texts<R, B> texts -> {}
      case ColumnAccess.TextLists<R, B> texts -> {}
      case ColumnAccess.LongLists<R, B> numbers -> {}
      case ColumnAccess.IngestTime<R, B> time -> {}
      case ColumnAccess.Source<R, B> source -> {}
    }
  }

  /** The builder of the row under way. */
  public B builder() {
    return builder;
  }

  /** Ends the row. */
  public R end() throws BadValueException {
    boolean complete =
        switch ((RecordBuilder<?>) builder) {
          case FlowBuilder flow -> flow.sourceAddress != null && flow.destinationAddress != null;
          case DnsBuilder dns -> dns.clientAddress != null;
          case HttpBuilder http -> http.clientAddress != null;
        };
    if (!hasTime || !complete) {
      throw new BadValueException(RejectReason.MISSING_FIELD, "event_time or an address is absent");
    }
    return builder.build();
  }

  private void put(Column<R, B> column, CellValue value) throws BadValueException {
    switch (column.access()) {
      case ColumnAccess.Longs<R, B> longs ->
          longs.set().accept(builder, number(column.type(), value.scalar()));
      case ColumnAccess.OptionalLongs<R, B> longs ->
          longs.set().accept(builder, number(column.type(), value.scalar()));
      case ColumnAccess.Doubles<R, B> doubles ->
          doubles.set().accept(builder, decimal(value.scalar()));
      case ColumnAccess.Addresses<R, B> a ->
          a.set().accept(builder, addresses.parse(value.scalar()));
      case ColumnAccess.Texts<R, B> texts -> texts.set().accept(builder, value.text());
      case ColumnAccess.TextLists<R, B> lists -> lists.set().accept(builder, value.elements());
      case ColumnAccess.LongLists<R, B> lists ->
          lists.set().accept(builder, numbers(value.elements()));
      case ColumnAccess.IngestTime<R, B> time -> {}
      case ColumnAccess.Source<R, B> source -> {}
    }
  }

  private static long number(ColumnType type, CharSequence text) throws BadValueException {
    return switch (type) {
      case INT -> Numbers.parseInt(text, Integer.MIN_VALUE, Integer.MAX_VALUE);
      case TIMESTAMP -> Times.parseIso(text, ZoneOffset.UTC);
      case BOOLEAN -> truth(text);
      case LONG, DOUBLE, ADDRESS, TEXT, TEXT_LIST, LONG_LIST -> Numbers.parseLong(text);
    };
  }

  private static double decimal(CharSequence text) throws BadValueException {
    try {
      return Double.parseDouble(text.toString());
    } catch (NumberFormatException e) {
      throw BadValueException.notA("a number", text, RejectReason.BAD_NUMBER);
    }
  }

  private static long truth(CharSequence text) throws BadValueException {
    boolean isTrue = "true".contentEquals(text) || "1".contentEquals(text);
    if (!isTrue && !"false".contentEquals(text) && !"0".contentEquals(text)) {
      throw BadValueException.notA("true or false", text, RejectReason.MALFORMED);
    }
    return isTrue ? 1 : 0;
  }

  private static List<Long> numbers(List<String> texts) throws BadValueException {
    List<Long> numbers = new ArrayList<>(texts.size());
    for (String text : texts) {
      numbers.add(Numbers.parseLong(text));
    }
    return numbers;
  }
}
