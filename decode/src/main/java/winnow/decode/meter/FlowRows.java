// SPDX-License-Identifier: Apache-2.0
package winnow.decode.meter;

import java.nio.charset.StandardCharsets;
import winnow.decode.MacAddresses;
import winnow.decode.pcap.PacketView;
import winnow.schema.FlowBuilder;
import winnow.schema.FlowRecord;
import winnow.schema.IpAddress;
import winnow.schema.Tls;

/** Begins rows of a {@link FlowTable}, and turns them into records. */
final class FlowRows {
  private static final String DIGITS =
      "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
  private static final int UID_LENGTH = 18;
  private static final int TCP = 6;
  private static final int UDP = 17;
  private static final int ICMP = 1;
  private static final int ICMP6 = 58;

  /** What follows type, code and checksum: identifier and sequence number, or unused. */
  private static final int ICMP_REST = 4;

  private final FlowTable table;
  private final FlowBuilder flow = new FlowBuilder();
  private final MacAddresses macs = new MacAddresses();

  FlowRows(FlowTable table) {
    this.table = table;
  }

  /** Begins a row with its first packet; {@code flipped} when the destination sent it. */
  static void start(PacketView packet, long key, boolean flipped, long[] rows, int base) {
    int source = flipped ? Row.DESTINATION_HIGH : Row.SOURCE_HIGH;
    int destination = flipped ? Row.SOURCE_HIGH : Row.DESTINATION_HIGH;
    rows[base + source] = packet.sourceHigh();
    rows[base + source + 1] = packet.sourceLow();
    rows[base + destination] = packet.destinationHigh();
    rows[base + destination + 1] = packet.destinationLow();
    rows[base + Row.KEY] = key;
    rows[base + Row.STARTED] = packet.timestampMicros();
    rows[base + Row.FIRST] = packet.timestampMicros();
    rows[base + Row.LAST] = packet.timestampMicros();
    rows[base + Row.MAC] = flipped ? packet.destinationMac() : packet.sourceMac();
    rows[base + Row.MAC + 1] = flipped ? packet.sourceMac() : packet.destinationMac();
    rows[base + Row.STATUS] = (long) packet.vlan() << Row.VLAN;
  }

  /** Begins the next slice of a flow. */
  static void startSlice(long[] rows, int base, long now) {
    awaitSlice(rows, base);
    rows[base + Row.FIRST] = now;
    rows[base + Row.LAST] = now;
  }

  /** Has the next slice of a flow begin with its next packet. */
  static void awaitSlice(long[] rows, int base) {
    for (int i = Row.OCTETS; i < Row.SEQUENCE; i++) {
      rows[base + i] = 0;
    }
    rows[base + Row.FIRST] = Long.MAX_VALUE;
    rows[base + Row.STATUS] &= -1L << Row.ENDPOINT;
  }

  /** Whether there is anything to tell of the slice. */
  static boolean hasPackets(long[] rows, int base) {
    return (rows[base + Row.PACKETS] | rows[base + Row.PACKETS + 1]) != 0;
  }

  /** The record of a row. */
  FlowRecord build(int base, EndReason reason) {
    long[] rows = table.rows();
    flow.reset();
    long key = rows[base + Row.KEY];
    flow.eventTimeMicros = rows[base + Row.FIRST];
    flow.durationMicros = rows[base + Row.LAST] - rows[base + Row.FIRST];
    flow.protocol = FlowTable.protocol(key);
    ends(rows, base, key);
    traffic(rows, base);
    flow.vlan = (int) (rows[base + Row.STATUS] >>> Row.VLAN) & 0xfff;
    if ((rows[base + Row.MAC] | rows[base + Row.MAC + 1]) != 0) {
      flow.sourceMac = macs.text(rows[base + Row.MAC]);
      flow.destinationMac = macs.text(rows[base + Row.MAC + 1]);
    }
    flow.state = state(rows, base);
    flow.endReason = reason.code;
    if (rows[base + Row.HISTORY] != 0) {
      flow.history = History.text(rows, base);
    }
    FlowFacts facts = table.knownFacts(base);
    flow.uid = facts == null ? uid(rows, base) : facts.uid();
    if (facts != null) {
      describe(facts);
    }
    return flow.build();
  }

  private void describe(FlowFacts facts) {
    flow.service = facts.service();
    Tls tls = facts.tls();
    if (tls != null) {
      flow.serverName = tls.serverName();
      flow.alpn = tls.alpn();
      flow.tlsVersion = tls.version();
      flow.ja3 = tls.ja3();
      flow.ja3s = tls.ja3s();
      flow.ja4 = tls.ja4();
      flow.ja4s = tls.ja4s();
    }
  }

  private void ends(long[] rows, int base, long key) {
    flow.sourceAddress = new IpAddress(rows[base + Row.SOURCE_HIGH], rows[base + Row.SOURCE_LOW]);
    flow.destinationAddress =
        new IpAddress(rows[base + Row.DESTINATION_HIGH], rows[base + Row.DESTINATION_LOW]);
    if (flow.protocol == ICMP || flow.protocol == ICMP6) {
      flow.icmpType = FlowTable.sourcePort(key) & 0xff;
      flow.icmpCode = FlowTable.sourcePort(key) >>> 8;
    } else {
      flow.sourcePort = FlowTable.sourcePort(key);
      flow.destinationPort = FlowTable.destinationPort(key);
    }
  }

  private void traffic(long[] rows, int base) {
    long status = rows[base + Row.STATUS];
    flow.octets = rows[base + Row.OCTETS];
    flow.packets = rows[base + Row.PACKETS];
    flow.tcpFlags = (int) (status >>> Row.FLAGS) & 0xff;
    flow.tos = (int) (status >>> Row.TOS) & 0xff;
    flow.reverseOctets = rows[base + Row.OCTETS + 1];
    flow.reversePackets = rows[base + Row.PACKETS + 1];
    flow.reverseTcpFlags = (int) (status >>> Row.FLAGS + 8) & 0xff;
    flow.reverseTos = (int) (status >>> Row.TOS + 8) & 0xff;
    long header = flow.protocol == ICMP || flow.protocol == ICMP6 ? ICMP_REST : 0;
    flow.payloadOctets = payload(rows, base, 0, header);
    flow.reversePayloadOctets = payload(rows, base, 1, header);
    if (flow.protocol == TCP) {
      flow.missedOctets = rows[base + Row.MISSED] + rows[base + Row.MISSED + 1];
    }
  }

  private static long payload(long[] rows, int base, int reverse, long header) {
    long all = rows[base + Row.PAYLOAD + reverse];
    return Math.max(0, all - header * rows[base + Row.PACKETS + reverse]);
  }

  private String state(long[] rows, int base) {
    if (flow.protocol == TCP) {
      boolean hasPayload = rows[base + Row.PAYLOAD] + rows[base + Row.PAYLOAD + 1] > 0;
      return TcpTracker.state(rows[base + Row.STATUS], hasPayload);
    }
    if (flow.protocol == UDP) {
      boolean forward = (rows[base + Row.STATUS] >>> Row.SEEN & 1) != 0;
      boolean reverse = (rows[base + Row.STATUS] >>> Row.SEEN & 2) != 0;
      return forward ? reverse ? "SF" : "S0" : "SHR";
    }
    return "OTH";
  }

  /** A hash of both ends and the time of the first packet, in the form of Zeek's uid. */
  static String uid(long[] rows, int base) {
    long one = rows[base + Row.KEY];
    long other = rows[base + Row.STARTED];
    for (int i = Row.SOURCE_HIGH; i < Row.KEY; i++) {
      one = mix(one + rows[base + i]);
      other = mix(other ^ one);
    }
    byte[] text = new byte[UID_LENGTH];
    text[0] = 'C';
    for (int i = 1; i < UID_LENGTH; i++) {
      long digits = i <= 10 ? one : other;
      text[i] = (byte) DIGITS.charAt((int) Long.remainderUnsigned(digits, 62));
      one = i <= 10 ? Long.divideUnsigned(one, 62) : one;
      other = i <= 10 ? other : Long.divideUnsigned(other, 62);
    }
    return new String(text, StandardCharsets.ISO_8859_1);
  }

  private static long mix(long value) {
    long mixed = (value ^ value >>> 30) * 0xbf58476d1ce4e5b9L;
    mixed = (mixed ^ mixed >>> 27) * 0x94d049bb133111ebL;
    return mixed ^ mixed >>> 31;
  }
}
