// SPDX-License-Identifier: Apache-2.0
package winnow.decode.flowtext;

import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import winnow.decode.DecodeOptions;
import winnow.decode.DecodeSink;
import winnow.decode.Decoder;
import winnow.decode.RejectReason;
import winnow.decode.SkipReason;
import winnow.decode.text.Addresses;
import winnow.decode.text.BadValueException;
import winnow.decode.text.Lines;
import winnow.decode.text.Numbers;
import winnow.decode.text.ProtocolNames;
import winnow.decode.text.Slice;
import winnow.decode.text.TcpFlags;
import winnow.decode.text.Times;
import winnow.schema.FlowBuilder;
import winnow.schema.FlowRecord;
import winnow.schema.IpAddress;

/**
 * Reads what nfdump prints with `-o line`, `-o long` and `-o extended`: words in columns, under a
 * header that tells which columns come after the addresses.
 */
public final class NfdumpTextDecoder implements Decoder {
  private static final Pattern HEADER =
      Pattern.compile(
          "Date (flow start|first seen)\\s+Duration\\s+Proto\\s+Src\\s+IP\\s+Addr:Port\\s+"
              + "Dst\\s+IP\\s+Addr:Port\\s+(.*)");
  private static final Pattern SUMMARY =
      Pattern.compile(
          "(Summary|Time\\s+window|Total\\s+flows|Sys|IP\\s+addresses\\s+anonymised).*");
  private static final Map<String, BigDecimal> UNITS =
      Map.of(
          "K", BigDecimal.valueOf(1_000),
          "M", BigDecimal.valueOf(1_000_000),
          "G", BigDecimal.valueOf(1_000_000_000),
          "T", BigDecimal.valueOf(1_000_000_000_000L));
  private static final String ARROW = "->";
  private static final int FIRST_COUNTER = 7;
  private static final int MAX_BYTE = 255;
  private static final int MAX_DIGITS = 18;

  private final FlowBuilder flow = new FlowBuilder();
  private final Addresses addresses = new Addresses();
  private final ZoneId zone;
  private List<String> columns = List.of();

  /** Times are in the zone of {@code options}. */
  public NfdumpTextDecoder(DecodeOptions options) {
    zone = options.zone();
  }

  /** Whether an input that starts with the line {@code first} is such text. */
  public static boolean recognizes(String first) {
    return HEADER.matcher(first).matches();
  }

  @Override
  public void decode(InputStream input, DecodeSink sink) throws IOException {
    Lines.decode(input, sink, line -> take(line, sink));
  }

  private void take(Slice line, DecodeSink sink) throws BadValueException {
    String text = line.toString().strip();
    Matcher header = HEADER.matcher(text);
    if (header.matches()) {
      columns = List.of(header.group(2).split("\\s+"));
      sink.skip(SkipReason.COMMENT, 1);
    } else if (SUMMARY.matcher(text).matches()) {
      sink.skip(SkipReason.COMMENT, 1);
    } else {
      sink.accept(flow(text.split("\\s+")));
    }
  }

  /**
   * Words: date, time, duration, protocol, source, arrow, destination, then what the header says.
   */
  private FlowRecord flow(String[] words) throws BadValueException {
    if (words.length < FIRST_COUNTER || !words[FIRST_COUNTER - 2].equals(ARROW)) {
      throw new BadValueException(
          RejectReason.FIELD_COUNT,
          "not a time, a duration, a protocol, and two ends with an arrow");
    }
    flow.reset();
    flow.eventTimeMicros = Times.parseDateAndTime(words[0], words[1], zone);
    flow.durationMicros = Numbers.parseDurationMicros(words[2]);
    flow.protocol = ProtocolNames.number(words[3]);
    String source = words[4];
    String destination = words[6];
    flow.sourceAddress = address(source);
    flow.destinationAddress = address(destination);
    String port = port(destination);
    if (port.contains(".")) {
      flow.icmpType = Numbers.parseInt(port.substring(0, port.indexOf('.')), 0, MAX_BYTE);
      flow.icmpCode = Numbers.parseInt(port.substring(port.indexOf('.') + 1), 0, MAX_BYTE);
    } else {
      flow.sourcePort = Numbers.parsePort(port(source));
      flow.destinationPort = Numbers.parsePort(port);
    }
    counters(words);
    return flow.build();
  }

  private void counters(String[] words) throws BadValueException {
    List<String> values = new ArrayList<>();
    for (int i = FIRST_COUNTER; i < words.length; i++) {
      BigDecimal unit = UNITS.get(words[i]);
      if (unit != null && !values.isEmpty() && Character.isDigit(values.getLast().charAt(0))) {
        values.add(scaled(values.removeLast(), unit));
      } else {
        values.add(words[i]);
      }
    }
    if (values.size() < columns.size()) {
      throw new BadValueException(
          RejectReason.FIELD_COUNT,
          values.size() + " values after the addresses, not " + columns.size());
    }
    for (int i = 0; i < columns.size(); i++) {
      String value = values.get(i);
      switch (columns.get(i)) {
        case "Flags" -> flow.tcpFlags = TcpFlags.parse(value);
        case "Tos" -> flow.tos = Numbers.parseInt(value, 0, MAX_BYTE);
        case "Packets" -> flow.packets = Numbers.parseCount(value);
        case "Bytes" -> flow.octets = Numbers.parseCount(value);
        default -> {}
      }
    }
  }

  /** `1.5` of a million; the digits that were left out are lost. */
  private static String scaled(String number, BigDecimal unit) throws BadValueException {
    if (number.length() > MAX_DIGITS || !number.matches("\\d+(\\.\\d+)?")) {
      throw BadValueException.notA("a number", number, RejectReason.BAD_NUMBER);
    }
    return new BigDecimal(number).multiply(unit).toBigInteger().toString();
  }

  private IpAddress address(String end) throws BadValueException {
    return addresses.parse(end.substring(0, separator(end)));
  }

  private static String port(String end) {
    int separator = separator(end);
    return separator == end.length() ? "0" : end.substring(separator + 1);
  }

  /**
   * A port is after the colon of an IPv4 address, and after the first dot of an IPv6 address; where
   * there is none, it would be at the end.
   */
  private static int separator(String end) {
    int dot = end.indexOf('.');
    int colon = end.indexOf(':');
    int separator = Math.max(dot, colon);
    return Math.min(dot, colon) < 0 ? end.length() : separator;
  }
}
