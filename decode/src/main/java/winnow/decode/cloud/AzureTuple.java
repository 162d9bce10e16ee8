// SPDX-License-Identifier: Apache-2.0
package winnow.decode.cloud;

import java.util.Locale;
import org.jspecify.annotations.Nullable;
import winnow.decode.RejectReason;
import winnow.decode.text.Addresses;
import winnow.decode.text.BadValueException;
import winnow.decode.text.Cells;
import winnow.decode.text.Numbers;
import winnow.decode.text.Slice;
import winnow.decode.text.Times;
import winnow.decode.text.Verdicts;
import winnow.schema.FlowBuilder;
import winnow.schema.FlowRecord;
import winnow.schema.Observer;

/**
 * A flow tuple: time, source, destination, ports, protocol, direction, then decision, state and
 * counters of both directions. Network security groups write seconds, `T`/`U` and the decision
 * before the state; virtual networks write milliseconds, the protocol's number and one state, `D`
 * when denied. Counters count from the report before.
 */
final class AzureTuple {
  private static final int VERSION_1_CELLS = 8;
  private static final int CELLS = 13;
  private static final int FIRST_COUNTER = 9;
  private static final int DECISION = 7;
  private static final int STATE = 8;
  private static final int TCP = 6;
  private static final int UDP = 17;
  private static final int MILLISECOND_DIGITS = 13;
  private static final long MICROS_PER_MILLISECOND = 1000;

  private final FlowBuilder flow = new FlowBuilder();
  private final Addresses addresses = new Addresses();
  private @Nullable String mac;

  /** Sets who reports the tuples that follow. */
  void observer(Observer seenBy) {
    flow.observer(seenBy);
  }

  /** Sets the address of the interface that the tuples that follow passed, twelve digits. */
  void mac(String digits) {
    StringBuilder text = new StringBuilder(17);
    for (int i = 0; i < digits.length(); i += 2) {
      text.append(i == 0 ? "" : ":").append(digits, i, i + 2);
    }
    mac = text.toString().toLowerCase(Locale.ROOT);
  }

  FlowRecord build() {
    return flow.build();
  }

  /** False when the tuple only says that a flow has begun: its counters come later. */
  boolean read(Cells cells) throws BadValueException {
    if (cells.size() != VERSION_1_CELLS && cells.size() < CELLS) {
      throw new BadValueException(
          RejectReason.FIELD_COUNT, cells.size() + " fields where 8 or 13 belong");
    }
    flow.reset();
    boolean millis = cells.cell(0).length() >= MILLISECOND_DIGITS;
    flow.eventTimeMicros = millis ? millis(cells.cell(0)) : Times.parseEpoch(cells.cell(0));
    flow.sourceAddress = addresses.parse(cells.cell(1));
    flow.destinationAddress = addresses.parse(cells.cell(2));
    flow.sourcePort = Numbers.parsePort(cells.cell(3));
    flow.destinationPort = Numbers.parsePort(cells.cell(4));
    flow.protocol = protocol(cells.cell(5));
    putDirection(cells.cell(6));
    boolean denied = cells.cell(DECISION).is("D");
    flow.forwardingStatus = denied ? Verdicts.DENIED : Verdicts.FORWARDED;
    if (cells.size() == VERSION_1_CELLS) {
      return true;
    }
    putCounters(cells);
    return denied || !cells.cell(millis ? DECISION : STATE).is("B");
  }

  private static long millis(Slice cell) throws BadValueException {
    long micros = Numbers.parseCount(cell) * MICROS_PER_MILLISECOND;
    if (micros < 0 || micros >= Times.END_MICROS) {
      throw BadValueException.notA("a time from 1970 to 2200", cell, RejectReason.BAD_TIME);
    }
    return micros;
  }

  private static int protocol(Slice cell) throws BadValueException {
    return cell.is("T") ? TCP : cell.is("U") ? UDP : Numbers.parseInt(cell, 0, 255);
  }

  private void putDirection(Slice cell) throws BadValueException {
    if (cell.is("I")) {
      flow.direction = 0;
      flow.destinationMac = mac;
    } else if (cell.is("O")) {
      flow.direction = 1;
      flow.sourceMac = mac;
    } else {
      throw BadValueException.notA("I or O", cell, RejectReason.MALFORMED);
    }
  }

  private void putCounters(Cells cells) throws BadValueException {
    flow.packets = count(cells.cell(FIRST_COUNTER));
    flow.octets = count(cells.cell(FIRST_COUNTER + 1));
    long reversePackets = count(cells.cell(FIRST_COUNTER + 2));
    long reverseOctets = count(cells.cell(FIRST_COUNTER + 3));
    if (reversePackets > 0 || reverseOctets > 0) {
      flow.reversePackets = reversePackets;
      flow.reverseOctets = reverseOctets;
    }
  }

  private static long count(Slice cell) throws BadValueException {
    return cell.isBlank() ? 0 : Numbers.parseCount(cell);
  }
}
