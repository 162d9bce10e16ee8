// SPDX-License-Identifier: Apache-2.0
package winnow.decode.mapping;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.time.temporal.TemporalAccessor;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;
import winnow.decode.RejectReason;
import winnow.decode.dns.DnsCodes;
import winnow.decode.dns.DnsNames;
import winnow.decode.table.CellValue;
import winnow.decode.table.RowReader;
import winnow.decode.text.BadValueException;
import winnow.decode.text.Numbers;
import winnow.decode.text.ProtocolNames;
import winnow.decode.text.Times;
import winnow.decode.text.Uris;
import winnow.schema.DnsBuilder;
import winnow.schema.HttpBuilder;
import winnow.schema.TelemetryRecord;
import winnow.schema.column.Column;
import winnow.schema.column.ColumnType;
import winnow.schema.column.TelemetryTable;

/**
 * Makes records of rows as a mapping says. What a field holds goes through the steps of its column
 * and is then read as the type of the column wants: times as ISO 8601.
 */
final class MappedRow {
  private static final int MAX_QUICK_DIGITS = 11;
  private static final int MAX_QUICK_FACTOR_DIGITS = 7;
  private static final int MAX_PROTOCOL_CHARS = 32;

  private final Mapping mapping;
  private final ZoneId zone;
  private final RowReader<?, ?> reader;
  private final boolean[] isTime;
  private final Value value = new Value();

  /** A value on its way. */
  private static final class Value implements CellValue {
    private String text = "";
    private List<String> elements = List.of();
    private @Nullable Long number;

    @Override
    public CharSequence scalar() {
      return text;
    }

    @Override
    public String text() {
      return text;
    }

    @Override
    public List<String> elements() {
      return elements;
    }
  }

  MappedRow(Mapping mapping, ZoneId zone) {
    this.mapping = mapping;
    this.zone = zone;
    reader = RowReader.of(mapping.kind());
    List<? extends Column<?, ?>> columns = TelemetryTable.of(mapping.kind()).columns();
    isTime = new boolean[mapping.columns().size()];
    for (int i = 0; i < isTime.length; i++) {
      String name = mapping.columns().get(i).column();
      isTime[i] =
          columns.stream().anyMatch(c -> c.name().equals(name) && c.type() == ColumnType.TIMESTAMP);
    }
  }

  /**
   * The record of a row.
   *
   * @param fields the values of the fields of the column at an index, in order; null when the row
   *     lacks one
   */
  TelemetryRecord read(IntFunction<@Nullable List<String>> fields) throws BadValueException {
    reader.begin();
    List<MappedColumn> columns = mapping.columns();
    for (int i = 0; i < columns.size(); i++) {
      MappedColumn column = columns.get(i);
      List<String> values =
          column.constant() != null ? List.of(column.constant()) : fields.apply(i);
      if (values != null && !values.isEmpty()) {
        put(column, isTime[i], values);
      }
    }
    if (reader.builder() instanceof DnsBuilder dns) {
      dns.answered |= dns.rcode != null || dns.responseOctets != null || !dns.answers.isEmpty();
      dns.query = dns.query == null ? null : DnsNames.fromText(dns.query);
    }
    return reader.end();
  }

  private void put(MappedColumn column, boolean toTime, List<String> values)
      throws BadValueException {
    try {
      value.elements = values;
      value.text = values.getFirst();
      value.number = null;
      for (Step step : column.steps()) {
        apply(step);
      }
      if (column.column().equals(MappingParser.URL)) {
        url(value.text);
      } else if (value.number != null) {
        reader.putNumber(column.column(), value.number);
      } else if (toTime) {
        reader.putNumber(column.column(), Times.parseIso(value.text, zone));
      } else {
        reader.put(column.column(), value);
      }
    } catch (BadValueException e) {
      String from = column.fields().isEmpty() ? "a constant" : String.join(" + ", column.fields());
      String sentence = e.sentence().replaceFirst("^column \\S+: ", "");
      throw new BadValueException(
          e.reason(), "column " + column.column() + " from " + from + ": " + sentence);
    }
  }

  private void apply(Step step) throws BadValueException {
    switch (step) {
      case Step.Before before -> {
        int at = value.text.lastIndexOf(before.mark());
        text(at < 0 ? value.text : value.text.substring(0, at));
      }
      case Step.After after -> {
        int at = value.text.lastIndexOf(after.mark());
        text(at < 0 ? value.text : value.text.substring(at + after.mark().length()));
      }
      case Step.Replace replace -> text(replace.values().getOrDefault(value.text, value.text));
      case Step.Lower lower -> text(value.text.toLowerCase(Locale.ROOT));
      case Step.Split split ->
          value.elements =
              Arrays.stream(value.text.split(java.util.regex.Pattern.quote(split.mark()), -1))
                  .map(String::strip)
                  .toList();
      case Step.Code code -> value.number = (long) code(code.names(), value.text);
      case Step.Hex hex ->
          value.number =
              (long)
                  Numbers.parseHexOrInt(
                      value.text.startsWith("0x") ? value.text : "0x" + value.text,
                      Integer.MAX_VALUE >> 4);
      case Step.Times times -> value.number = scaled(value.text, times.factor());
      case Step.Time time -> value.number = micros(time);
    }
  }

  private void text(String text) {
    value.text = text;
    value.elements = List.of(text);
  }

  private void url(String url) {
    if (reader.builder() instanceof HttpBuilder http) {
      Uris.putTarget(http, http.method, url);
    }
  }

  private static int code(Step.Names names, String text) throws BadValueException {
    String name = text.toUpperCase(Locale.ROOT);
    if (names == Step.Names.PROTOCOL) {
      return ProtocolNames.number(text.substring(0, Math.min(text.length(), MAX_PROTOCOL_CHARS)));
    }
    Integer number =
        switch (names) {
          case QTYPE -> DnsCodes.type(name);
          case QCLASS -> DnsCodes.dnsClass(name);
          case RCODE, PROTOCOL -> DnsCodes.rcode(name);
        };
    return number != null ? number : Numbers.parseInt(text, 0, 0xffff);
  }

  /** {@code text} times {@code factor}, without a detour over decimals where it is whole. */
  private static long scaled(String text, BigDecimal factor) throws BadValueException {
    if (factor.scale() <= 0
        && factor.precision() - factor.scale() <= MAX_QUICK_FACTOR_DIGITS
        && text.length() <= MAX_QUICK_DIGITS
        && isDigits(text)) {
      return Numbers.parseLong(text) * factor.longValue();
    }
    try {
      return Numbers.parseDecimal(text, "a number")
          .multiply(factor)
          .setScale(0, RoundingMode.HALF_UP)
          .longValueExact();
    } catch (ArithmeticException e) {
      throw BadValueException.notA("a number", text, RejectReason.BAD_NUMBER);
    }
  }

  private static boolean isDigits(String text) {
    return !text.isEmpty() && text.chars().allMatch(c -> c >= '0' && c <= '9');
  }

  private long micros(Step.Time time) throws BadValueException {
    try {
      TemporalAccessor read =
          time.pattern().parseBest(value.text, OffsetDateTime::from, LocalDateTime::from);
      Instant instant =
          read instanceof OffsetDateTime offset
              ? offset.toInstant()
              : LocalDateTime.from(read).atZone(zone).toInstant();
      return ChronoUnit.MICROS.between(Instant.EPOCH, instant);
    } catch (DateTimeException | ArithmeticException e) {
      throw BadValueException.notA("a time of the pattern", value.text, RejectReason.BAD_TIME);
    }
  }
}
