// SPDX-License-Identifier: Apache-2.0
package winnow.decode.flowtext;

import java.io.IOException;
import java.io.InputStream;
import java.time.ZoneId;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import winnow.decode.DecodeOptions;
import winnow.decode.DecodeSink;
import winnow.decode.Decoder;
import winnow.decode.RejectReason;
import winnow.decode.SkipReason;
import winnow.decode.text.Addresses;
import winnow.decode.text.BadValueException;
import winnow.decode.text.Lines;
import winnow.decode.text.Numbers;
import winnow.decode.text.Slice;
import winnow.decode.text.TcpFlags;
import winnow.decode.text.Times;
import winnow.schema.FlowBuilder;
import winnow.schema.FlowRecord;

/**
 * Reads what `yafscii --tabular` prints of YAF's flows: 23 columns separated by vertical bars and
 * padded with blanks, both directions of a flow in a line.
 */
public final class YafTextDecoder implements Decoder {
  private static final List<String> COLUMNS =
      List.of(
          ("start-time|end-time|duration|rtt|proto|sip|sp|dip|dp|iflags|uflags|riflags|ruflags"
                  + "|isn|risn|tag|rtag|pkt|oct|rpkt|roct|app|end-reason")
              .split("\\|"));
  private static final Pattern FIRST =
      Pattern.compile(
          "start-time *\\|end-time *\\|.*"
              + "|(\\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d:\\d\\d\\.\\d+ *\\|){2} *[0-9.]+\\| *[0-9.]+\\| *\\d+\\|.*");
  private static final int ICMP = 1;
  private static final int ICMP6 = 58;
  private static final int MAX_BYTE = 255;
  private static final int MAX_VLAN = 4095;

  private final FlowBuilder flow = new FlowBuilder();
  private final Addresses addresses = new Addresses();
  private final ZoneId zone;
  private String[] cells = new String[0];

  /** Times are in the zone of {@code options}. */
  public YafTextDecoder(DecodeOptions options) {
    zone = options.zone();
  }

  /** Whether an input that starts with the line {@code first} is such text. */
  public static boolean recognizes(String first) {
    return FIRST.matcher(first).matches();
  }

  @Override
  public void decode(InputStream input, DecodeSink sink) throws IOException {
    Lines.decode(input, sink, line -> take(line, sink));
  }

  private void take(Slice line, DecodeSink sink) throws BadValueException {
    if (line.startsWith(COLUMNS.getFirst())) {
      sink.skip(SkipReason.COMMENT, 1);
      return;
    }
    cells = line.toString().split("\\|", -1);
    if (cells.length != COLUMNS.size()) {
      throw new BadValueException(
          RejectReason.FIELD_COUNT, cells.length + " columns, not " + COLUMNS.size());
    }
    sink.accept(flow());
  }

  private FlowRecord flow() throws BadValueException {
    flow.reset();
    flow.eventTimeMicros = Times.parseIso(cell("start-time"), zone);
    flow.durationMicros =
        Math.max(0, Times.parseIso(cell("end-time"), zone) - flow.eventTimeMicros);
    flow.protocol = Numbers.parseInt(cell("proto"), 0, MAX_BYTE);
    flow.sourceAddress = addresses.parse(cell("sip"));
    flow.destinationAddress = addresses.parse(cell("dip"));
    ports(Numbers.parsePort(cell("sp")), Numbers.parsePort(cell("dp")));
    flow.octets = Numbers.parseCount(cell("oct"));
    flow.packets = Numbers.parseCount(cell("pkt"));
    flow.tcpFlags = TcpFlags.parse(cell("iflags")) | TcpFlags.parse(cell("uflags"));
    flow.vlan = Numbers.parseHexOrInt("0x" + cell("tag"), MAX_VLAN);
    long reversePackets = Numbers.parseCount(cell("rpkt"));
    if (reversePackets > 0) {
      flow.reversePackets = reversePackets;
      flow.reverseOctets = Numbers.parseCount(cell("roct"));
      flow.reverseTcpFlags = TcpFlags.parse(cell("riflags")) | TcpFlags.parse(cell("ruflags"));
    }
    String application = cell("app");
    flow.application = application.equals("0") || application.isEmpty() ? null : application;
    flow.endReason = endReason(cell("end-reason"));
    return flow.build();
  }

  /** Of ICMP, the destination port is type and code. */
  private void ports(int source, int destination) {
    if (flow.protocol == ICMP || flow.protocol == ICMP6) {
      flow.icmpType = destination >> 8;
      flow.icmpCode = destination & MAX_BYTE;
    } else {
      flow.sourcePort = source;
      flow.destinationPort = destination;
    }
  }

  /** The flowEndReason of IPFIX (136); a flow that ended by itself has no word. */
  private static @Nullable Integer endReason(String word) {
    return switch (word) {
      case "idle" -> 1;
      case "active" -> 2;
      case "" -> 3;
      case "eof", "force" -> 4;
      case "rsrc" -> 5;
      default -> null;
    };
  }

  private String cell(String column) {
    return cells[COLUMNS.indexOf(column)].strip();
  }
}
