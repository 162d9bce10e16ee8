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

/**
 * NetFlow versions 1, 5 and 7: a header, then records of one layout. The first 36 bytes of a record
 * are the same in all three. Version 1 then has protocol, type of service and flags and knows no
 * routing; version 7 is version 5 with the router that a switch short-cuts at the end.
 */
enum FixedRecords {
  VERSION_1(16, 52),
  VERSION_5(24, 48),
  VERSION_7(24, 52);

  private static final int ICMP = 1;

  private final int header;
  private final int record;

  FixedRecords(int header, int record) {
    this.header = header;
    this.record = record;
  }

  /** The layout of a version, null when it has none. */
  static @Nullable FixedRecords ofVersion(int version) {
    return switch (version) {
      case 1 -> VERSION_1;
      case 5 -> VERSION_5;
      case 7 -> VERSION_7;
      default -> null;
    };
  }

  /** Length of the header, bytes. */
  int headerLength() {
    return header;
  }

  /** Length of a datagram of {@code count} records, bytes. */
  int length(int count) {
    return header + count * record;
  }

  /** The header's time, nanoseconds included, in microseconds since the epoch. */
  static long exportMicros(byte[] bytes, int header) {
    return BigEndian.u32(bytes, header + 8) * 1_000_000 + BigEndian.u32(bytes, header + 12) / 1000;
  }

  /** Engine type and id, the nearest that version 5 has to an observation domain. */
  long engine(byte[] bytes, int at) {
    return this == VERSION_5 ? BigEndian.u16(bytes, at + 20) : 0;
  }

  /** The sequence number of the header; of versions that have one. */
  int sequence(byte[] bytes, int at) {
    return this == VERSION_1 ? 0 : BigEndian.i32(bytes, at + 16);
  }

  /** Reads all records of the message. */
  void decode(Message message) {
    byte[] bytes = message.bytes();
    int start = message.datagram().offset();
    int count = BigEndian.u16(bytes, start + 2);
    int interval = this == VERSION_5 ? BigEndian.u16(bytes, start + 22) & 0x3fff : 0;
    long sampling = message.domain().samplingInterval(interval, -1);
    int at = start + header;
    for (int i = 0; i < count; i++, at += record) {
      if (message.end() - at < record) {
        String detail = "record %d of %d has %d of %d bytes";
        String text = detail.formatted(i + 1, count, message.end() - at, record);
        message.reject(RejectReason.TRUNCATED, at, text);
        return;
      }
      emit(message, at, sampling);
    }
    if (at < message.end()) {
      String detail = (message.end() - at) + " bytes after the last of " + count + " records";
      message.reject(RejectReason.MALFORMED, at, detail);
    }
  }

  /** Uptimes wrap; of the times that one may mean, the nearest to the export. */
  private static long timeMicros(Message message, int uptimeMillis) {
    return message.exportMicros() - (message.uptimeMillis() - uptimeMillis) * 1000L;
  }

  private void emit(Message message, int at, long sampling) {
    byte[] bytes = message.bytes();
    long start = timeMicros(message, BigEndian.i32(bytes, at + 24));
    long end = timeMicros(message, BigEndian.i32(bytes, at + 28));
    if (start < 0) {
      message.reject(RejectReason.BAD_TIME, at, "flow began at " + start + " us");
      return;
    }
    int protocol = bytes[at + 38] & 0xff;
    boolean icmp = protocol == ICMP;
    int destinationPort = BigEndian.u16(bytes, at + 34);
    int flags = bytes[this == VERSION_1 ? at + 40 : at + 37] & 0xff;
    message.domain().monitor().record();
    message
        .sink()
        .accept(
            new FlowRecord(
                message.domain().observer(),
                start,
                Math.max(0, end - start),
                message.datagram().receivedTimeMicros(),
                endpoint(bytes, at, icmp ? 0 : BigEndian.u16(bytes, at + 32)),
                endpoint(bytes, at + 4, icmp ? 0 : destinationPort),
                protocol,
                icmp ? Integer.valueOf(destinationPort >> 8) : null,
                icmp ? Integer.valueOf(destinationPort & 0xff) : null,
                new Traffic(
                    BigEndian.u32(bytes, at + 20),
                    BigEndian.u32(bytes, at + 16),
                    flags,
                    bytes[at + 39] & 0xff),
                null,
                sampling,
                routing(bytes, at),
                Session.UNKNOWN,
                null,
                null));
  }

  private static Endpoint endpoint(byte[] bytes, int at, int port) {
    return new Endpoint(IpAddress.ofIpv4(BigEndian.i32(bytes, at)), port);
  }

  private Routing routing(byte[] bytes, int at) {
    boolean systems = this != VERSION_1;
    return new Routing(
        BigEndian.u16(bytes, at + 12),
        BigEndian.u16(bytes, at + 14),
        nextHop(BigEndian.i32(bytes, at + 8)),
        null,
        systems ? BigEndian.u16(bytes, at + 40) : 0,
        systems ? BigEndian.u16(bytes, at + 42) : 0,
        systems ? bytes[at + 44] & 0xff : 0,
        systems ? bytes[at + 45] & 0xff : 0,
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
