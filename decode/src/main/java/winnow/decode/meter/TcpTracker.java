// SPDX-License-Identifier: Apache-2.0
package winnow.decode.meter;

import winnow.decode.pcap.PacketView;

/**
 * Follows the two ends of a TCP connection: their states, as far as flags tell (RFC 9293 section
 * 3.3.2), and the sequence numbers they have reached. Names and combinations of states are Zeek's.
 */
final class TcpTracker {
  static final int INACTIVE = 0;
  static final int PARTIAL = 1;
  static final int SYN_SENT = 2;
  static final int SYN_ACK_SENT = 3;
  static final int ESTABLISHED = 4;
  static final int CLOSED = 5;
  static final int RESET = 6;

  static final int FIN_FLAG = 1;
  static final int SYN_FLAG = 2;
  static final int RST_FLAG = 4;
  static final int ACK_FLAG = 16;

  /** No window is larger (RFC 7323 section 2.3), so that a longer jump is no gap. */
  private static final long MAX_JUMP = 1L << 30;

  private TcpTracker() {}

  /** Notes a packet; {@code reverse} is 1 when the destination sent it, else 0. */
  static void accept(PacketView packet, long[] rows, int base, int reverse) {
    int flags = packet.tcpFlags();
    int payload = packet.payloadWireLength();
    noteHistory(packet, flags, payload, rows, base, reverse);
    if ((flags & ACK_FLAG) != 0) {
      noteGap(packet.tcpAcknowledgment(), rows, base, 1 - reverse);
    }
    if ((flags & (SYN_FLAG | RST_FLAG)) == 0) {
      follow(packet.tcpSequence(), payload, rows, base, reverse);
    } else if ((flags & SYN_FLAG) != 0) {
      begin(packet.tcpSequence() + 1 + payload, rows, base, reverse);
      rows[base + Row.PAYLOAD + reverse] += payload;
    }
    advance(flags, rows, base, reverse);
  }

  private static void noteHistory(
      PacketView packet, int flags, int payload, long[] rows, int base, int reverse) {
    int kind = flags & (SYN_FLAG | FIN_FLAG | RST_FLAG);
    if ((flags & SYN_FLAG) != 0) {
      if (kind != SYN_FLAG) {
        History.note(rows, base, History.SEVERAL_FLAGS, reverse);
      }
      boolean acknowledges = (flags & ACK_FLAG) != 0;
      History.note(rows, base, acknowledges ? History.SYN_ACK : History.SYN, reverse);
    } else if (payload == 0 && kind == 0 && (flags & ACK_FLAG) != 0) {
      History.note(rows, base, History.ACK, reverse);
      if (packet.tcpWindow() == 0) {
        History.note(rows, base, History.ZERO_WINDOW, reverse);
      }
    }
    if (payload > 0) {
      History.note(rows, base, History.DATA, reverse);
    }
    if ((flags & FIN_FLAG) != 0) {
      History.note(rows, base, History.FIN, reverse);
    }
    if ((flags & RST_FLAG) != 0) {
      History.note(rows, base, History.RST, reverse);
    }
  }

  private static void begin(long sequence, long[] rows, int base, int reverse) {
    rows[base + Row.SEQUENCE + reverse] = sequence & 0xffff_ffffL;
    rows[base + Row.STATUS] |= 1L << Row.SEQUENCED + reverse;
  }

  /** Notes a gap once the other end has all that the capture lacks. */
  private static void noteGap(long acknowledged, long[] rows, int base, int sender) {
    if (rows[base + Row.MISSED + sender] > 0
        && (int) (acknowledged - rows[base + Row.SEQUENCE + sender]) >= 0) {
      History.note(rows, base, History.GAP, sender);
    }
  }

  /**
   * Counts what is new in a segment, gaps before it, and what fills a gap. A segment without
   * payload tells of a gap too, but not behind FIN, which counts as one. What comes late is noted
   * as what is repeated.
   */
  private static void follow(long sequence, int payload, long[] rows, int base, int reverse) {
    boolean sequenced = (rows[base + Row.STATUS] >>> Row.SEQUENCED + reverse & 1) != 0;
    int ahead = sequenced ? (int) (sequence - rows[base + Row.SEQUENCE + reverse]) : 0;
    int added = ahead + payload;
    boolean isClosed = endpoint(rows[base + Row.STATUS], reverse) == CLOSED;
    if (payload == 0 && (ahead <= 0 || isClosed)) {
      return;
    }
    if (ahead > MAX_JUMP || added < -MAX_JUMP) {
      begin(sequence + payload, rows, base, reverse);
      rows[base + Row.PAYLOAD + reverse] += payload;
    } else if (added > 0) {
      begin(sequence + payload, rows, base, reverse);
      rows[base + Row.PAYLOAD + reverse] += added;
      rows[base + Row.MISSED + reverse] += Math.max(0, ahead);
    } else {
      History.note(rows, base, History.REPEATED, reverse);
      if (rows[base + Row.MISSED + reverse] >= payload) {
        rows[base + Row.MISSED + reverse] -= payload;
      }
    }
  }

  private static void advance(int flags, long[] rows, int base, int reverse) {
    long status = rows[base + Row.STATUS];
    int own = endpoint(status, reverse);
    int peer = endpoint(status, 1 - reverse);
    if ((flags & RST_FLAG) != 0) {
      own = own == CLOSED && peer == CLOSED ? own : RESET;
    } else if ((flags & SYN_FLAG) != 0) {
      if ((flags & ACK_FLAG) == 0) {
        own = own <= PARTIAL ? SYN_SENT : own;
      } else if (peer == SYN_SENT) {
        own = ESTABLISHED;
        peer = ESTABLISHED;
      } else if (own == INACTIVE) {
        own = SYN_ACK_SENT;
      }
    } else if (own == INACTIVE) {
      own = peer == SYN_ACK_SENT ? ESTABLISHED : PARTIAL;
      peer = peer == SYN_ACK_SENT ? ESTABLISHED : peer;
    }
    if ((flags & FIN_FLAG) != 0 && own != RESET) {
      own = CLOSED;
    }
    long cleared = status & ~(0xffL << Row.ENDPOINT);
    rows[base + Row.STATUS] =
        cleared
            | (long) own << Row.ENDPOINT + 4 * reverse
            | (long) peer << Row.ENDPOINT + 4 * (1 - reverse);
  }

  static int endpoint(long status, int reverse) {
    return (int) (status >>> Row.ENDPOINT + 4 * reverse) & 15;
  }

  /** Whether no more is to be expected: both ends closed, or one reset. */
  static boolean isOver(long status) {
    int source = endpoint(status, 0);
    int destination = endpoint(status, 1);
    return source == RESET || destination == RESET || (source == CLOSED && destination == CLOSED);
  }

  /** Whether both ends took part. */
  static boolean isEstablished(long status) {
    return endpoint(status, 0) >= ESTABLISHED
        || endpoint(status, 1) >= ESTABLISHED
        || (endpoint(status, 0) == PARTIAL && endpoint(status, 1) == PARTIAL);
  }

  /** Zeek's conn_state. */
  static String state(long status, boolean hasPayload) {
    int source = endpoint(status, 0);
    int destination = endpoint(status, 1);
    boolean sourceUnknown = source <= PARTIAL;
    boolean destinationUnknown = destination <= PARTIAL;
    if (destination == RESET) {
      if (source == SYN_SENT || source == SYN_ACK_SENT || (source == RESET && !hasPayload)) {
        return "REJ";
      }
      return sourceUnknown ? "RSTRH" : "RSTR";
    }
    if (source == RESET) {
      return destinationUnknown ? "RSTOS0" : "RSTO";
    }
    if (source == CLOSED) {
      return destination == CLOSED ? "SF" : destinationUnknown ? "SH" : "S2";
    }
    if (destination == CLOSED) {
      return sourceUnknown ? "SHR" : "S3";
    }
    if (source == SYN_SENT && destination == INACTIVE) {
      return "S0";
    }
    return source == ESTABLISHED && destination == ESTABLISHED ? "S1" : "OTH";
  }
}
