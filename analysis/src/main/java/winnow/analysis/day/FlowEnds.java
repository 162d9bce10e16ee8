// SPDX-License-Identifier: Apache-2.0
package winnow.analysis.day;

import java.util.List;
import winnow.schema.batch.ColumnBatch;
import winnow.schema.batch.LongVector;

/**
 * Which end of a flow began it. A record with a reverse part is told from its first packet, so its
 * source did. One without is one of two: the end with the lower port served, as ports below are
 * registered and those above handed out (RFC 6335 section 6); the source began it where ports are
 * equal or absent, but no echo reply.
 */
public final class FlowEnds {
  /** The columns of both ends, and the time of the flow. */
  public static final List<String> COLUMNS =
      List.of(
          "event_time",
          "src_addr",
          "dst_addr",
          "src_port",
          "dst_port",
          "protocol",
          "octets",
          "tcp_flags",
          "reverse_octets",
          "reverse_packets");

  private static final int ACK = 0x10;
  static final int TCP = 6;
  private static final int ICMP = 1;
  private static final int ECHO_REPLY = 0;
  private static final int ICMPV6 = 58;
  private static final int ECHO_REPLY_V6 = 129;

  private final LongVector sourcePort;
  private final LongVector destinationPort;
  private final LongVector protocol;
  private final LongVector octets;
  private final LongVector reverseOctets;
  private final LongVector reversePackets;
  private final LongVector flags;

  /** Reads the flows of {@code batch}, which has {@link #COLUMNS}. */
  public FlowEnds(ColumnBatch batch) {
    sourcePort = batch.longs("src_port");
    destinationPort = batch.longs("dst_port");
    protocol = batch.longs("protocol");
    octets = batch.longs("octets");
    reverseOctets = batch.longs("reverse_octets");
    reversePackets = batch.longs("reverse_packets");
    flags = batch.longs("tcp_flags");
  }

  /** Whether the source began it. */
  public boolean sourceBegan(int row) {
    return hasReverse(row)
        || sourcePort.value(row) >= destinationPort.value(row) && !isEchoReply(row);
  }

  /** ICMP has its type in the upper and its code in the lower byte of the port (RFC 7011). */
  private boolean isEchoReply(int row) {
    long type = destinationPort.value(row) >>> Byte.SIZE;
    long number = protocol.value(row);
    return number == ICMP && type == ECHO_REPLY || number == ICMPV6 && type == ECHO_REPLY_V6;
  }

  /** Protocol and port of the end that did not begin. */
  public int service(int row) {
    long port = sourceBegan(row) ? destinationPort.value(row) : sourcePort.value(row);
    return (int) (protocol.value(row) << Short.SIZE | port & 0xffff);
  }

  /** Bytes from the end that began. */
  public long sent(int row) {
    return sourceBegan(row) ? octets.value(row) : 0;
  }

  /** Bytes to the end that began. */
  public long received(int row) {
    if (!sourceBegan(row)) {
      return octets.value(row);
    }
    return hasReverse(row) ? reverseOctets.value(row) : 0;
  }

  /** Whether a TCP flow was begun and not answered, or refused. */
  public boolean failed(int row) {
    if (protocol.value(row) != TCP || !sourceBegan(row)) {
      return false;
    }
    boolean silent = !reversePackets.isAbsent(row) && reversePackets.value(row) == 0;
    boolean neverAcknowledged =
        !flags.isAbsent(row) && flags.value(row) != 0 && (flags.value(row) & ACK) == 0;
    return silent || neverAcknowledged;
  }

  private boolean hasReverse(int row) {
    return !reverseOctets.isAbsent(row);
  }
}
