// SPDX-License-Identifier: Apache-2.0
package winnow.decode.netflow;

import org.jspecify.annotations.Nullable;
import winnow.decode.BigEndian;
import winnow.decode.RejectReason;
import winnow.schema.Endpoint;
import winnow.schema.FlowRecord;
import winnow.schema.IpAddress;
import winnow.schema.Routing;
import winnow.schema.Session;
import winnow.schema.Traffic;

/** NetFlow version 5: a header of 24 bytes, then records of 48 bytes. */
final class Netflow5 {
  static final int HEADER = 24;
  static final int RECORD = 48;

  private static final int ICMP = 1;

  private Netflow5() {}

  /** The header's time, nanoseconds included, in microseconds since the epoch. */
  static long exportMicros(byte[] bytes, int header) {
    return BigEndian.u32(bytes, header + 8) * 1_000_000 + BigEndian.u32(bytes, header + 12) / 1000;
  }

  /** Engine type and id, the nearest that version 5 has to an observation domain. */
  static long engine(byte[] bytes, int header) {
    return BigEndian.u16(bytes, header + 20);
  }

  static void decode(Message message) {
    byte[] bytes = message.bytes();
    int header = message.datagram().offset();
    int count = BigEndian.u16(bytes, header + 2);
    long interval = Math.max(1, BigEndian.u16(bytes, header + 22) & 0x3fff);
    int at = header + HEADER;
    for (int i = 0; i < count; i++, at += RECORD) {
      if (message.end() - at < RECORD) {
        String detail = "record %d of %d has %d of 48 bytes";
        String text = detail.formatted(i + 1, count, message.end() - at);
        message.reject(RejectReason.TRUNCATED, at, text);
        return;
      }
      emit(message, at, interval);
    }
    if (at < message.end()) {
      String detail = (message.end() - at) + " bytes after the last of " + count + " records";
      message.reject(RejectReason.MALFORMED, at, detail);
    }
  }

  private static void emit(Message message, int at, long interval) {
    byte[] bytes = message.bytes();
    int first = BigEndian.i32(bytes, at + 24);
    int last = BigEndian.i32(bytes, at + 28);
    long start = message.exportMicros() - (message.uptimeMillis() - first) * 1000L;
    if (start < 0) {
      message.reject(RejectReason.BAD_TIME, at, "flow began at " + start + " us");
      return;
    }
    int protocol = bytes[at + 38] & 0xff;
    boolean icmp = protocol == ICMP;
    int destinationPort = BigEndian.u16(bytes, at + 34);
    message
        .sink()
        .accept(
            new FlowRecord(
                message.domain().observer(),
                start,
                Math.max(0, (last - first) * 1000L),
                message.datagram().receivedTimeMicros(),
                endpoint(bytes, at, icmp ? 0 : BigEndian.u16(bytes, at + 32)),
                endpoint(bytes, at + 4, icmp ? 0 : destinationPort),
                protocol,
                icmp ? Integer.valueOf(destinationPort >> 8) : null,
                icmp ? Integer.valueOf(destinationPort & 0xff) : null,
                new Traffic(
                    BigEndian.u32(bytes, at + 20),
                    BigEndian.u32(bytes, at + 16),
                    bytes[at + 37] & 0xff,
                    bytes[at + 39] & 0xff),
                null,
                interval,
                routing(bytes, at),
                Session.UNKNOWN,
                null,
                null));
  }

  private static Endpoint endpoint(byte[] bytes, int at, int port) {
    return new Endpoint(IpAddress.ofIpv4(BigEndian.i32(bytes, at)), port);
  }

  private static Routing routing(byte[] bytes, int at) {
    return new Routing(
        BigEndian.u16(bytes, at + 12),
        BigEndian.u16(bytes, at + 14),
        nextHop(BigEndian.i32(bytes, at + 8)),
        null,
        BigEndian.u16(bytes, at + 40),
        BigEndian.u16(bytes, at + 42),
        bytes[at + 44] & 0xff,
        bytes[at + 45] & 0xff,
        null,
        null,
        0,
        0,
        0,
        null);
  }

  private static @Nullable IpAddress nextHop(int bits) {
    return bits == 0 ? null : IpAddress.ofIpv4(bits);
  }
}
