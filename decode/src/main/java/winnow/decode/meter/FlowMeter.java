// SPDX-License-Identifier: Apache-2.0
package winnow.decode.meter;

import java.time.Duration;
import java.util.Arrays;
import winnow.decode.DecodeSink;
import winnow.decode.pcap.PacketView;

/**
 * Sums packets up to bidirectional flows (RFC 7011, RFC 5103): one flow per pair of addresses and
 * ports and protocol; of ICMP, per pair of addresses and of types that answer each other.
 *
 * <p>The source is the sender of the first packet, with two exceptions, as in Zeek: who gets a SYN
 * with ACK is the source; and when the first packet is TCP without SYN, or UDP, and comes from a
 * port of {@link LikelyServers} to one that is none, its addressee is the source.
 *
 * <p>Time is that of the packets. A flow ends by silence, by a new SYN after its end, or with
 * {@link #finish}; it is handed on in slices of the same {@code uid} when it lasts long. Flows come
 * in the order of their ends, which depends on nothing but the packets. Memory is bounded by {@link
 * MeterSettings#maxFlows}.
 */
public final class FlowMeter {
  private static final int TCP = 6;
  private static final int UDP = 17;
  private static final int ICMP = 1;

  private static final int ESTABLISHED_LIST = 0;
  private static final int ATTEMPT_LIST = 1;
  private static final int CLOSED_LIST = 2;
  private static final int UDP_LIST = 3;
  private static final int OTHER_LIST = 4;

  private final FlowTable table;
  private final IdleLists lists;
  private final FragmentPorts fragments = new FragmentPorts();
  private final FlowRows flows;
  private final long[] idleMicros;
  private final long activeMicros;
  private long nextDeadlineMicros = Long.MAX_VALUE;
  private long numbers;
  private int current;

  /** A meter. */
  public FlowMeter(MeterSettings settings) {
    table = new FlowTable(settings.maxFlows());
    flows = new FlowRows(table);
    activeMicros = micros(settings.active());
    idleMicros =
        new long[] {
          micros(settings.idleTcp()),
          micros(settings.idleTcpAttempt()),
          micros(settings.idleTcpClosed()),
          micros(settings.idleUdp()),
          micros(settings.idleOther())
        };
    lists = new IdleLists(table, idleMicros.length);
  }

  private static long micros(Duration time) {
    return time.toNanos() / 1000;
  }

  /** How many flows are open. */
  public int openFlows() {
    return table.size();
  }

  /**
   * Counts a packet; first hands on flows that had ended before it.
   *
   * @param packet a packet with an {@link PacketView#isIp IP header}
   */
  public void accept(PacketView packet, DecodeSink sink) {
    long now = packet.timestampMicros();
    if (now >= nextDeadlineMicros) {
      endSilent(now, sink);
    }
    long key = key(packet);
    int hash = FlowTable.hash(packet, key);
    int found = table.find(packet, key, hash);
    if (found >= 0 && hasEnded(found >> 1, packet, now)) {
      end(found >> 1, EndReason.IDLE, sink);
      found = -1;
    }
    if (found < 0) {
      found = open(packet, key, hash, sink);
    }
    int base = found >> 1;
    long[] rows = table.rows();
    if (now - rows[base + Row.FIRST] >= activeMicros) {
      sink.accept(flows.build(base, EndReason.ACTIVE));
      FlowRows.startSlice(rows, base, now);
    }
    count(packet, now, rows, base, found & 1);
    touch(packet, rows, base);
    current = base;
  }

  /**
   * Takes what is known of the flow of the packet that was accepted last; the same object as long
   * as the flow lasts.
   */
  public FlowFacts facts() {
    return table.facts(current);
  }

  /**
   * Hands on what all flows have counted so far, in the order of their first packets; they stay
   * open, and what they count from now on becomes a slice of the same {@code uid}. One without
   * another packet gives no further record.
   */
  public void slice(DecodeSink sink) {
    long[] rows = table.rows();
    for (long flow : inOrder()) {
      int base = (int) flow;
      if (FlowRows.hasPackets(rows, base)) {
        boolean closed = lists.listOf(base) == CLOSED_LIST;
        sink.accept(flows.build(base, closed ? EndReason.ENDED : EndReason.ACTIVE));
        FlowRows.awaitSlice(rows, base);
      }
    }
  }

  /** Ends all flows, in the order of their first packets. */
  public void finish(DecodeSink sink) {
    for (long flow : inOrder()) {
      end((int) flow, EndReason.FORCED, sink);
    }
  }

  /** All flows in the order of their first packets; the low half of each is its base. */
  private long[] inOrder() {
    long[] rows = table.rows();
    long[] open = new long[table.size()];
    int count = 0;
    for (int list = 0; list < lists.count(); list++) {
      for (int base = lists.first(list); base >= 0; base = lists.behind(base)) {
        open[count++] = rows[base + Row.NUMBER] << 32 | base;
      }
    }
    Arrays.sort(open);
    return open;
  }

  private void endSilent(long now, DecodeSink sink) {
    int list = nextList();
    while (list >= 0 && deadline(list) <= now) {
      end(lists.first(list), EndReason.IDLE, sink);
      list = nextList();
    }
    nextDeadlineMicros = list < 0 ? Long.MAX_VALUE : deadline(list);
  }

  /** The list whose first flow is the next to end by silence, negative when no flow is open. */
  private int nextList() {
    int next = -1;
    for (int list = 0; list < lists.count(); list++) {
      if (lists.first(list) >= 0 && (next < 0 || deadline(list) < deadline(next))) {
        next = list;
      }
    }
    return next;
  }

  /** When the first flow of a list ends by silence. */
  private long deadline(int list) {
    return table.rows()[lists.first(list) + Row.LAST] + idleMicros[list];
  }

  /** Whether a packet of the same ends belongs to a new flow. */
  private boolean hasEnded(int base, PacketView packet, long now) {
    long[] rows = table.rows();
    int list = lists.listOf(base);
    boolean begins =
        packet.isTcp()
            && (packet.tcpFlags() & (TcpTracker.SYN_FLAG | TcpTracker.ACK_FLAG))
                == TcpTracker.SYN_FLAG;
    return now - rows[base + Row.LAST] >= idleMicros[list] || (begins && list == CLOSED_LIST);
  }

  private void end(int base, EndReason reason, DecodeSink sink) {
    if (FlowRows.hasPackets(table.rows(), base)) {
      boolean closed = lists.listOf(base) == CLOSED_LIST;
      sink.accept(flows.build(base, closed ? EndReason.ENDED : reason));
    }
    lists.remove(base);
    table.remove(base);
  }

  private void endEldest(DecodeSink sink) {
    int eldest = -1;
    for (int list = 0; list < lists.count(); list++) {
      int base = lists.first(list);
      if (base >= 0
          && (eldest < 0 || table.rows()[base + Row.LAST] < table.rows()[eldest + Row.LAST])) {
        eldest = base;
      }
    }
    end(eldest, EndReason.NO_ROOM, sink);
  }

  private int open(PacketView packet, long key, int hash, DecodeSink sink) {
    if (table.isFull()) {
      endEldest(sink);
    }
    int base = table.add(hash);
    boolean flipped = isFromServer(packet, key);
    FlowRows.start(packet, flipped ? FlowTable.turned(key) : key, flipped, table.rows(), base);
    table.rows()[base + Row.NUMBER] = ++numbers;
    int list = listFor(packet.protocol());
    lists.append(base, list);
    nextDeadlineMicros = Math.min(nextDeadlineMicros, packet.timestampMicros() + idleMicros[list]);
    if (flipped) {
      History.note(table.rows(), base, History.FLIPPED, 0);
      return 2 * base + 1;
    }
    return 2 * base;
  }

  private static int listFor(int protocol) {
    return switch (protocol) {
      case TCP -> ATTEMPT_LIST;
      case UDP -> UDP_LIST;
      default -> OTHER_LIST;
    };
  }

  private static boolean isFromServer(PacketView packet, long key) {
    boolean likely =
        LikelyServers.isLikely(FlowTable.sourcePort(key))
            && !LikelyServers.isLikely(FlowTable.destinationPort(key));
    if (packet.isTcp() && (packet.tcpFlags() & TcpTracker.SYN_FLAG) != 0) {
      return (packet.tcpFlags() & TcpTracker.ACK_FLAG) != 0;
    }
    return likely && (packet.protocol() == TCP || packet.protocol() == UDP);
  }

  private void count(PacketView packet, long now, long[] rows, int base, int reverse) {
    rows[base + Row.FIRST] = Math.min(rows[base + Row.FIRST], now);
    rows[base + Row.LAST] = Math.max(rows[base + Row.LAST], now);
    if (rows[base + Row.PACKETS + reverse] == 0) {
      rows[base + Row.STATUS] |=
          (long) packet.tos() << Row.TOS + 8 * reverse | 1L << Row.SEEN + reverse;
    }
    rows[base + Row.OCTETS + reverse] += packet.ipLength();
    rows[base + Row.PACKETS + reverse]++;
    if (packet.isTcp()) {
      rows[base + Row.STATUS] |= (long) packet.tcpFlags() << Row.FLAGS + 8 * reverse;
      TcpTracker.accept(packet, rows, base, reverse);
    } else {
      rows[base + Row.PAYLOAD + reverse] += packet.payloadWireLength();
      if (packet.protocol() == UDP && packet.payloadWireLength() > 0) {
        History.note(rows, base, History.DATA, reverse);
      }
    }
  }

  private void touch(PacketView packet, long[] rows, int base) {
    int list = lists.listOf(base);
    if (packet.isTcp()) {
      long status = rows[base + Row.STATUS];
      list =
          TcpTracker.isOver(status)
              ? CLOSED_LIST
              : TcpTracker.isEstablished(status) ? ESTABLISHED_LIST : ATTEMPT_LIST;
      if (list != lists.listOf(base)) {
        nextDeadlineMicros = Math.min(nextDeadlineMicros, rows[base + Row.LAST] + idleMicros[list]);
      }
    }
    lists.touch(base, list);
  }

  private long key(PacketView packet) {
    int protocol = packet.protocol();
    if (packet.isFragment()) {
      if (packet.fragmentOffset() == 0) {
        fragments.remember(packet);
      } else {
        int ports = fragments.find(packet);
        return FlowTable.key(ports >>> 16, ports & 0xffff, protocol, false);
      }
    }
    if (packet.isIcmp()) {
      int counterpart = IcmpPairs.counterpart(protocol != ICMP, packet.icmpType());
      int code = packet.icmpCode() << 8;
      boolean oneWay = counterpart < 0;
      return FlowTable.key(
          code | packet.icmpType(), code | Math.max(0, counterpart), protocol, oneWay);
    }
    return FlowTable.key(packet.sourcePort(), packet.destinationPort(), protocol, false);
  }
}
